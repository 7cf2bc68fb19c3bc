import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Client, ClientFields } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'

/**
 * Changes fields of the client that is shown. What somebody else changed meanwhile is refused by its version
 * and loaded again.
 */
export function useChange(client: Client) {
  const queryClient = useQueryClient()
  const key = orpc.clients.get.queryKey({ input: { id: client.id } })
  const { mutateAsync, isPending } = useMutation(
    orpc.clients.update.mutationOptions({
      onSuccess: (changed) => queryClient.setQueryData(key, changed),
      onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
    }),
  )
  return {
    busy: isPending,
    /** Resolves to whether it was saved; a refusal is told by a notice. */
    change: (fields: Partial<ClientFields>): Promise<boolean> =>
      mutateAsync({ id: client.id, version: client.version, fields }).then(
        () => true,
        () => false,
      ),
  }
}

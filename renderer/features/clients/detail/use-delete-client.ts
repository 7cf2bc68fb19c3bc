import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { showUndo } from '../undo-notice.tsx'

/** Deletes a client and leads to the list, where it can be undone. */
export function useDeleteClient(): (client: { id: string; name: string }) => void {
  const { t } = useTranslation('clients')
  const navigate = useNavigate()
  const restore = useMutation(
    orpc.clients.restore.mutationOptions({
      onSuccess: ({ name }) => notifications.show({ message: t('detail.restored', { name }) }),
    }),
  )
  const remove = useMutation(orpc.clients.remove.mutationOptions())
  return ({ id, name }) =>
    remove.mutate(
      { id },
      {
        onSuccess: () => {
          void navigate({ to: '/clients' })
          showUndo(t('detail.deleted', { name }), () => restore.mutate({ id }))
        },
      },
    )
}

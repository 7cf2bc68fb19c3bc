import { notifications as notices } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { client, orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'

export type Decision = { decision: 'approve' } | { decision: 'reject'; reason: string }

/**
 * Takes decisions, one or several, and says how they ended. A decision is about the content that was
 * shown: somebody else's decision or a change in between is told, never overwritten.
 */
export function useDecisions(onDone: (ids: string[]) => void) {
  const { t } = useTranslation('approvals')

  const one = useMutation({
    mutationFn: ({ approval, decision }: { approval: Approval; decision: Decision }) =>
      client.approvals.decide({ id: approval.id, contentHash: approval.contentHash, ...decision }),
    onSuccess: (_settled, { approval, decision }) => {
      notices.show({
        color: decision.decision === 'approve' ? 'green' : 'gray',
        message: t(`done.${decision.decision}`, { title: approval.title }),
      })
      onDone([approval.id])
    },
    onError: (error) => notices.show({ color: 'red', message: explain(error).message, autoClose: 10_000 }),
  })
  const several = useMutation({
    mutationFn: ({ approvals, decision }: { approvals: Approval[]; decision: Decision }) =>
      client.approvals.decideMany({
        items: approvals.map(({ id, contentHash }) => ({ id, contentHash })),
        ...decision,
      }),
    onSuccess: ({ decided, refused }, { approvals, decision }) => {
      if (decided > 0) notices.show({ message: t(`done.${decision.decision}Many`, { count: decided }) })
      if (refused.length > 0) {
        const names = approvals
          .filter(({ id }) => refused.some((one) => one.id === id))
          .map(({ title }) => title)
        notices.show({
          color: 'red',
          autoClose: 10_000,
          message: t('done.refused', { count: refused.length, names: names.join(', ') }),
        })
      }
      onDone(approvals.map(({ id }) => id))
    },
  })
  const withdraw = useMutation(orpc.approvals.withdraw.mutationOptions())
  return {
    busy: one.isPending || several.isPending,
    decide: (approval: Approval, decision: Decision) => one.mutateAsync({ approval, decision }),
    decideMany: (approvals: Approval[], decision: Decision) => several.mutateAsync({ approvals, decision }),
    withdraw: (id: string) => withdraw.mutateAsync({ id }),
  }
}

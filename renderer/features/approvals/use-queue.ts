import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { orpc } from '../../app/client.ts'

/** The open requests: those to decide first, each kind by the time left. */
export function useQueue() {
  const query = useQuery(orpc.approvals.list.queryOptions({ input: { limit: 200, status: ['pending'] } }))
  const { data } = query
  const queue = useMemo(() => [...(data?.items ?? [])].sort(byUrgency), [data])
  return { query, queue, waiting: queue.filter((approval) => approval.mayDecide).length }
}

function byUrgency(a: Approval, b: Approval): number {
  if (a.mayDecide !== b.mayDecide) return a.mayDecide ? -1 : 1
  return a.expiresAt - b.expiresAt || (a.id < b.id ? -1 : 1)
}

import type { ContractRouterClient } from '@orpc/contract'
import type { jobs } from '../../../shared/contract/jobs.ts'

/** What `jobs.statistics` answers. */
export type JobStatistics = Awaited<ReturnType<ContractRouterClient<typeof jobs>['statistics']>>

/** The address of the list of jobs with these filters set, as the table keeps them. */
export function listAddress(filters: Record<string, string[]>): string {
  return `/jobs/list?jobs=${encodeURIComponent(JSON.stringify({ filters }))}`
}

import type { JobState } from './job-types.ts'

declare module '../storage/tables.ts' {
  interface Tables {
    jobs: JobsTable
  }
}

/** Jobs are local to one machine and many: their key is the rowid (decision 0010). */
export interface JobsTable {
  id: number
  type: string
  payload: string
  state: JobState
  priority: number
  /** Order of claiming: due time less a minute per level of priority, so that waiting ages a job upward. */
  rank: number
  runAt: number
  attempts: number
  recoveries: number
  maxAttempts: number
  uniqueKey: string | null
  groupKey: string | null
  leaseToken: number | null
  leaseUntil: number | null
  epoch: number | null
  lastError: string | null
  createdAt: number
  finishedAt: number | null
}

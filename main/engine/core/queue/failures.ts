import type { WritableDb } from '../storage/database.ts'
import { backoffDelay, type JobType } from './job-types.ts'
import type { QueueDeps } from './queue.ts'
import type { Running } from './slots.ts'
import { failJob, orphans, recoverJob, releaseJobs } from './store.ts'

const DEFAULT_RECOVERIES = 3

/** Takes over what engines of older epochs held when they died; too many times, and the job is dead. */
export function recoverOrphans(tx: WritableDb, deps: QueueDeps, types: ReadonlyMap<string, JobType>): void {
  for (const job of orphans(tx, deps.epoch)) {
    const limit = types.get(job.type)?.maxRecoveries ?? DEFAULT_RECOVERIES
    const dead = job.recoveries + 1 >= limit
    recoverJob(tx, job.id, dead ? 'dead' : 'ready', deps.clock.now())
    if (dead) deps.onDead?.(tx, { id: job.id, type: job.type, error: 'crash' })
  }
}

/** Plans the next attempt of a job that failed, or buries it. One that was interrupted did not fail. */
export function recordFailure(tx: WritableDb, deps: QueueDeps, running: Running, error: unknown): void {
  const { job, type, token, abort } = running
  if (abort?.signal.aborted && abort.signal.reason === 'stopping') {
    releaseJobs(tx, [job.id], token)
    return
  }
  const now = deps.clock.now()
  const text = error instanceof Error ? error.message : String(error)
  const again = job.attempts < job.maxAttempts
  const retryAt = again ? now + backoffDelay(type, job.attempts, deps.random.next()) : undefined
  deps.log.warn({ job: job.id, type: type.type, attempt: job.attempts, error }, 'job failed')
  const held = failJob(tx, { id: job.id, token, error: text.slice(0, 2_000), retryAt, now })
  if (held && retryAt === undefined) deps.onDead?.(tx, { id: job.id, type: type.type, error: text })
}

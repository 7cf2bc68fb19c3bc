import type { WritableDb } from '../storage/database.ts'
import type { NewJob } from './job-types.ts'
import type { JobsTable } from './tables.ts'

/** The queue's own SQL. Delayed jobs are never in the ready index: a claim does not walk past them. */

const AGE_STEP = 60_000

export function insertJob(tx: WritableDb, job: NewJob, maxAttempts: number, now: number): number {
  if (job.uniqueKey !== undefined) {
    const live = tx.sqlGet<{ id: number }>(
      `SELECT id FROM jobs WHERE type = ? AND uniqueKey = ? AND state IN ('ready', 'running', 'scheduled')`,
      [job.type, job.uniqueKey],
    )
    if (live) return live.id
  }
  const runAt = job.runAt ?? now
  const priority = job.priority ?? 0
  const row = tx.sqlGet<{ id: number }>(
    `INSERT INTO jobs (type, payload, state, priority, rank, runAt, maxAttempts, uniqueKey, groupKey, createdAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      job.type,
      JSON.stringify(job.payload),
      runAt > now ? 'scheduled' : 'ready',
      priority,
      runAt - priority * AGE_STEP,
      runAt,
      maxAttempts,
      job.uniqueKey ?? null,
      job.groupKey ?? null,
      now,
    ],
  )
  if (!row) throw new Error('INSERT … RETURNING gave no row')
  return row.id
}

/** Moves due jobs to the ready index. */
export function promoteDue(tx: WritableDb, now: number): number {
  return tx.sqlRun(`UPDATE jobs SET state = 'ready' WHERE state = 'scheduled' AND runAt <= ?`, [now]).changes
}

/** Instant of the next scheduled job, or undefined. */
export function nextDue(tx: Pick<WritableDb, 'sqlGet'>): number | undefined {
  return (
    tx.sqlGet<{ runAt: number | null }>(`SELECT min(runAt) AS runAt FROM jobs WHERE state = 'scheduled'`)
      ?.runAt ?? undefined
  )
}

export interface Claim {
  type: string
  limit: number
  /** Groups that are full at this moment. */
  fullGroups: readonly string[]
  now: number
  lease: number
  token: number
  epoch: number
}

export type ClaimedJob = Pick<JobsTable, 'id' | 'type' | 'payload' | 'attempts' | 'maxAttempts' | 'groupKey'>

/** Takes the first ready jobs of a type. The attempt counts now, not when it ends. */
export function claimJobs(tx: WritableDb, claim: Claim): ClaimedJob[] {
  const groups = claim.fullGroups.length
    ? 'AND (groupKey IS NULL OR groupKey NOT IN (SELECT value FROM json_each(?)))'
    : ''
  return tx.sqlAll<ClaimedJob>(
    `UPDATE jobs SET state = 'running', attempts = attempts + 1, leaseToken = ?, leaseUntil = ?, epoch = ?
     WHERE id IN (SELECT id FROM jobs WHERE state = 'ready' AND type = ? ${groups} ORDER BY rank, id LIMIT ?)
     RETURNING id, type, payload, attempts, maxAttempts, groupKey`,
    [
      claim.token,
      claim.now + claim.lease,
      claim.epoch,
      claim.type,
      ...(claim.fullGroups.length ? [JSON.stringify(claim.fullGroups)] : []),
      claim.limit,
    ],
  )
}

/** Acknowledges jobs of one claim. A stale token changes nothing. */
export function finishJobs(tx: WritableDb, ids: readonly number[], token: number, now: number): void {
  tx.sqlRun(
    `UPDATE jobs SET state = 'done', finishedAt = ?, leaseToken = NULL, leaseUntil = NULL, lastError = NULL
     WHERE id IN (SELECT value FROM json_each(?)) AND state = 'running' AND leaseToken = ?`,
    [now, JSON.stringify(ids), token],
  )
}

export interface Failure {
  id: number
  token: number
  error: string
  /** Instant of the next attempt; undefined when there is none left. */
  retryAt: number | undefined
  now: number
}

/** Schedules the next attempt, or buries the job. Returns whether the token still held it. */
export function failJob(tx: WritableDb, failure: Failure): boolean {
  const { id, token, error, retryAt, now } = failure
  const sql =
    retryAt === undefined
      ? `UPDATE jobs SET state = 'dead', finishedAt = ?, lastError = ?, leaseToken = NULL, leaseUntil = NULL
         WHERE id = ? AND state = 'running' AND leaseToken = ?`
      : `UPDATE jobs SET state = 'scheduled', runAt = ?, rank = runAt - priority * ${AGE_STEP}, lastError = ?,
         leaseToken = NULL, leaseUntil = NULL WHERE id = ? AND state = 'running' AND leaseToken = ?`
  return tx.sqlRun(sql, [retryAt ?? now, error, id, token]).changes === 1
}

/** Gives leases back without spending an attempt: the work was interrupted, it did not fail. */
export function releaseJobs(tx: WritableDb, ids: readonly number[], token: number): void {
  tx.sqlRun(
    `UPDATE jobs SET state = 'ready', attempts = attempts - 1, leaseToken = NULL, leaseUntil = NULL
     WHERE id IN (SELECT value FROM json_each(?)) AND state = 'running' AND leaseToken = ?`,
    [JSON.stringify(ids), token],
  )
}

export function extendLeases(tx: WritableDb, ids: readonly number[], until: number): void {
  tx.sqlRun(
    `UPDATE jobs SET leaseUntil = ? WHERE id IN (SELECT value FROM json_each(?)) AND state = 'running'`,
    [until, JSON.stringify(ids)],
  )
}

/** Jobs that an engine of an older epoch held when it died. */
export function orphans(tx: WritableDb, epoch: number): JobsTable[] {
  return tx.sqlAll<JobsTable>(`SELECT * FROM jobs WHERE state = 'running' AND (epoch IS NULL OR epoch < ?)`, [
    epoch,
  ])
}

export function recoverJob(tx: WritableDb, id: number, state: 'ready' | 'dead', now: number): void {
  tx.sqlRun(
    `UPDATE jobs SET state = ?, recoveries = recoveries + 1, leaseToken = NULL, leaseUntil = NULL,
       finishedAt = CASE WHEN ? = 'dead' THEN ? END,
       lastError = CASE WHEN ? = 'dead' THEN 'crash: the engine stopped while this job was running, too often' ELSE lastError END
     WHERE id = ?`,
    [state, state, now, state, id],
  )
}

import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'

const DAY = 24 * 3_600_000
/** How long things that only tell of the past are kept, in days, and at most how many jobs. */
export const retention = {
  jobs: 30,
  doneJobs: 100_000,
  scheduleFires: 180,
  sessions: 1,
  exports: 7,
  logs: 30,
}
const STEP = 2_000

/**
 * Removes old finished jobs, fires, ended sessions, exports and log files, a small transaction at
 * a time so that nothing waits, and gives freed pages back to the file system.
 */
export async function cleanUp(ctx: EngineContext, signal?: AbortSignal): Promise<Record<string, number>> {
  const now = ctx.clock.now()
  const before = (days: number) => now - days * DAY
  const ended = `state IN ('done', 'dead', 'cancelled')`
  const removed = {
    jobs: await removeRows(
      ctx,
      `DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE ${ended} AND finishedAt < ? LIMIT ${STEP})`,
      [before(retention.jobs)],
      signal,
    ),
    surplusJobs: await removeRows(
      ctx,
      `DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state = 'done' AND id <=
         coalesce((SELECT id FROM jobs WHERE state = 'done' ORDER BY id DESC LIMIT 1 OFFSET ?), 0) LIMIT ${STEP})`,
      [retention.doneJobs],
      signal,
    ),
    scheduleFires: await removeRows(
      ctx,
      `DELETE FROM schedule_fires WHERE rowid IN (SELECT rowid FROM schedule_fires WHERE fireAt < ? LIMIT ${STEP})`,
      [before(retention.scheduleFires)],
      signal,
    ),
    sessions: await removeRows(
      ctx,
      `DELETE FROM sessions WHERE tokenHash IN (SELECT tokenHash FROM sessions WHERE expiresAt < ? LIMIT ${STEP})`,
      [before(retention.sessions)],
      signal,
    ),
    exports: removeFiles(ctx.dirs.exports, before(retention.exports)),
    logs: removeFiles(ctx.dirs.logs, before(retention.logs)),
  }
  ctx.db.connection.pragma('incremental_vacuum(20000)')
  ctx.db.connection.pragma('optimize')
  return removed
}

async function removeRows(
  ctx: EngineContext,
  sql: string,
  params: unknown[],
  signal?: AbortSignal,
): Promise<number> {
  let total = 0
  for (;;) {
    if (signal?.aborted) return total
    const { changes } = ctx.db.write((tx) => tx.sqlRun(sql, params))
    total += changes
    if (changes < STEP) return total
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function removeFiles(folder: string, before: number): number {
  let removed = 0
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = statSync(path)
    if (mtimeMs >= before) continue
    rmSync(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}

/** Checks the file itself and the references in it; a fault is announced and fails the job. */
export function checkIntegrity(ctx: EngineContext): (tx: WritableDb) => void {
  const faults = ctx.db
    .sqlAll<{ quick_check: string }>('PRAGMA quick_check(10)')
    .map((row) => row.quick_check)
  const orphans = ctx.db.sqlAll<{ table: string }>('PRAGMA foreign_key_check')
  const errors = [
    ...faults.filter((text) => text !== 'ok'),
    ...orphans.map((row) => `orphan in ${row.table}`),
  ]
  return (tx) => {
    if (errors.length === 0) return
    ctx.events.emit(tx, {
      type: 'integrity.failed',
      subjectType: 'workspace',
      subjectId: ctx.workspace().id,
      actor: systemActor,
      payload: { error: errors.slice(0, 10).join('; ') },
    })
  }
}

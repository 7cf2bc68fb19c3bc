import type { JobRow } from '../../../shared/contract/jobs.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { getJob } from './queries.ts'

/** Puts a dead, cancelled or waiting job to the front with fresh attempts. Throws CONFLICT otherwise. */
export function retryJob(ctx: EngineContext, actor: Actor, id: number): JobRow {
  getJob(ctx, id)
  ctx.db.write((tx) => {
    ctx.queue.retry(tx, id)
    ctx.audit.record(tx, { actor, action: 'job.retry', subjectType: 'job', subjectId: String(id) })
  })
  return getJob(ctx, id)
}

/** Cancels a job that waits or runs. Throws CONFLICT when it has ended. */
export function cancelJob(ctx: EngineContext, actor: Actor, id: number): JobRow {
  getJob(ctx, id)
  ctx.db.write((tx) => {
    ctx.queue.cancel(tx, id)
    ctx.audit.record(tx, { actor, action: 'job.cancel', subjectType: 'job', subjectId: String(id) })
  })
  return getJob(ctx, id)
}

/** Retries every dead job of a type that died of the same error. */
export function retryAllJobs(
  ctx: EngineContext,
  actor: Actor,
  input: { type: string; error: string },
): number {
  return ctx.db.write((tx) => {
    const rows = tx.sqlAll<{ id: number }>(
      `SELECT id FROM jobs WHERE state = 'dead' AND type = ? AND coalesce(lastError, '') = ?`,
      [input.type, input.error],
    )
    for (const { id } of rows) ctx.queue.retry(tx, id)
    ctx.audit.record(tx, {
      actor,
      action: 'job.retry_all',
      subjectType: 'job',
      details: { type: input.type, retried: rows.length },
    })
    return rows.length
  })
}

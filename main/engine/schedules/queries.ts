import type { z } from 'zod'
import { notFound } from '../../../shared/contract/errors.ts'
import type { fireSchema, Schedule } from '../../../shared/contract/schedules.ts'
import type { EngineContext } from '../core/context.ts'
import { nextOccurrences } from '../core/scheduler/occurrences.ts'
import type { SchedulesTable } from '../core/scheduler/tables.ts'

/** Recurring jobs of the whole workspace; only people who may see everything hold `schedules:read`. */
export function listSchedules(ctx: EngineContext): Schedule[] {
  return ctx.db
    .sqlAll<SchedulesTable>('SELECT * FROM schedules ORDER BY id')
    .map((row) => toSchedule(ctx, row))
}

export function getSchedule(ctx: EngineContext, id: string): Schedule {
  return toSchedule(ctx, findSchedule(ctx, id))
}

export function findSchedule(ctx: EngineContext, id: string): SchedulesTable {
  const row = ctx.db.sqlGet<SchedulesTable>('SELECT * FROM schedules WHERE id = ?', [id])
  if (!row) throw notFound('schedule')
  return row
}

/** The last fires, newest first, with what became of the job each one added. */
export function scheduleHistory(
  ctx: EngineContext,
  input: { id: string; limit: number },
): z.infer<typeof fireSchema>[] {
  findSchedule(ctx, input.id)
  return ctx.db.sqlAll(
    `SELECT f.fireAt, f.firedAt, f.outcome, f.jobId, j.state AS jobState, j.lastError AS error
     FROM schedule_fires f LEFT JOIN jobs j ON j.id = f.jobId
     WHERE f.scheduleId = ? ORDER BY f.fireAt DESC LIMIT ?`,
    [input.id, input.limit],
  )
}

function toSchedule(ctx: EngineContext, row: SchedulesTable): Schedule {
  const { id, feature, cron, zone, misfire, nextAt, lastAt } = row
  const next = row.enabled ? nextOccurrences(cron, zone ?? ctx.workspace().zone, ctx.clock.now(), 5) : []
  return { id, feature, cron, zone, misfire, enabled: row.enabled === 1, nextAt, lastAt, next }
}

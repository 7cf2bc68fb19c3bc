import { invalid, notFound } from '../../../shared/contract/errors.ts'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { checkCron } from '../core/scheduler/occurrences.ts'
import { findSchedule, getSchedule } from './queries.ts'

export interface ScheduleChange {
  id: string
  cron?: string | undefined
  zone?: string | null | undefined
  misfire?: 'once' | 'skip' | undefined
  enabled?: boolean | undefined
}

/** Changes when a recurring job runs. Throws INVALID for a cron expression or zone that does not exist. */
export function updateSchedule(ctx: EngineContext, actor: Actor, change: ScheduleChange): Schedule {
  const before = findSchedule(ctx, change.id)
  const zone = change.zone === undefined ? before.zone : change.zone
  checkZone(zone)
  const cron = change.cron ?? before.cron
  checkCron(cron, zone ?? ctx.workspace().zone)
  ctx.db.write((tx) => {
    tx.sqlRun(
      'UPDATE schedules SET cron = ?, zone = ?, misfire = ?, enabled = ?, updatedAt = ?, updatedBy = ? WHERE id = ?',
      [
        cron,
        zone,
        change.misfire ?? before.misfire,
        (change.enabled ?? before.enabled === 1) ? 1 : 0,
        ctx.clock.now(),
        actor.userId,
        change.id,
      ],
    )
    ctx.scheduler.reschedule(tx, change.id)
    ctx.audit.record(tx, {
      actor,
      action: 'schedule.update',
      subjectType: 'schedule',
      subjectId: change.id,
      before,
      after: change,
    })
  })
  return getSchedule(ctx, change.id)
}

/** Runs a recurring job now, outside its times. */
export function runSchedule(ctx: EngineContext, actor: Actor, id: string): Schedule {
  findSchedule(ctx, id)
  ctx.db.write((tx) => {
    if (ctx.scheduler.runNow(tx, id) === undefined) throw notFound('schedule')
    ctx.audit.record(tx, { actor, action: 'schedule.run', subjectType: 'schedule', subjectId: id })
  })
  return getSchedule(ctx, id)
}

/** Throws INVALID at `zone` when it is no IANA zone of this machine. */
export function checkZone(zone: string | null | undefined): void {
  if (!zone) return
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw invalid([{ path: ['zone'], reason: 'zone_unknown', params: { zone } }])
  }
}

import { authorized, os } from '../core/access/procedures.ts'
import { checkCron, nextOccurrences } from '../core/scheduler/occurrences.ts'
import { listSchedules, scheduleHistory } from './queries.ts'
import { checkZone, runSchedule, updateSchedule } from './schedules.ts'

const { schedules } = os

export const schedulesRouter = schedules.router({
  list: schedules.list
    .use(authorized('schedules:read'))
    .handler(({ context }) => listSchedules(context.engine)),
  history: schedules.history
    .use(authorized('schedules:read'))
    .handler(({ context, input }) => scheduleHistory(context.engine, input)),
  update: schedules.update
    .use(authorized('schedules:manage'))
    .handler(({ context, input }) => updateSchedule(context.engine, context.actor, input)),
  preview: schedules.preview.use(authorized('schedules:read')).handler(({ context, input }) => {
    checkZone(input.zone)
    const zone = input.zone ?? context.engine.workspace().zone
    checkCron(input.cron, zone)
    return { next: nextOccurrences(input.cron, zone, context.engine.clock.now(), 5) }
  }),
  run: schedules.run
    .use(authorized('schedules:manage'))
    .handler(({ context, input }) => runSchedule(context.engine, context.actor, input.id)),
})

import { authorized, os } from '../core/access/procedures.ts'
import { updateMonitor } from './monitors.ts'

const { monitors } = os

export const monitorsRouter = monitors.router({
  list: monitors.list
    .use(authorized('jobs:read'))
    .handler(({ context }) => context.engine.services.monitors.list()),
  update: monitors.update
    .use(authorized('monitors:manage'))
    .handler(({ context, input }) => updateMonitor(context.engine, context.actor, input)),
})

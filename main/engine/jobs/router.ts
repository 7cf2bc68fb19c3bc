import { authorized, os } from '../core/access/procedures.ts'
import { cancelJob, retryAllJobs, retryJob } from './jobs.ts'
import { getJob, jobStatistics, listJobs } from './queries.ts'

const { jobs } = os

export const jobsRouter = jobs.router({
  list: jobs.list
    .use(authorized('jobs:read'))
    .handler(({ context, input }) => listJobs(context.engine, input)),
  get: jobs.get
    .use(authorized('jobs:read'))
    .handler(({ context, input }) => getJob(context.engine, input.id)),
  statistics: jobs.statistics
    .use(authorized('jobs:read'))
    .handler(({ context }) => jobStatistics(context.engine)),
  retry: jobs.retry
    .use(authorized('jobs:manage'))
    .handler(({ context, input }) => retryJob(context.engine, context.actor, input.id)),
  cancel: jobs.cancel
    .use(authorized('jobs:manage'))
    .handler(({ context, input }) => cancelJob(context.engine, context.actor, input.id)),
  retryAll: jobs.retryAll
    .use(authorized('jobs:manage'))
    .handler(({ context, input }) => ({ retried: retryAllJobs(context.engine, context.actor, input) })),
})

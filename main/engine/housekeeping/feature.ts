import { z } from 'zod'
import { type Feature, jobType } from '../core/context.ts'
import { checkIntegrity, cleanUp } from './housekeeping.ts'

const nothing = z.object({})

export const housekeeping: Feature = {
  name: 'housekeeping',
  jobs: (ctx) => [
    jobType({
      type: 'clean_up',
      payload: nothing,
      concurrency: 1,
      run: async (job) => {
        const removed = await cleanUp(ctx, job.signal)
        ctx.log.info({ removed }, 'cleaned up')
      },
    }),
    jobType({ type: 'integrity_check', payload: nothing, concurrency: 1, run: () => checkIntegrity(ctx) }),
  ],
  schedules: () => [
    { id: 'clean_logs', cron: '0 1 * * 0', misfire: 'once', job: { type: 'clean_up', payload: {} } },
    {
      id: 'integrity_check',
      cron: '0 4 * * 0',
      misfire: 'once',
      job: { type: 'integrity_check', payload: {} },
    },
  ],
}

import { z } from 'zod'
import { systemActor } from '../core/actor.ts'
import { type Feature, jobType } from '../core/context.ts'
import { createBackup } from './backups.ts'

export const backups: Feature = {
  name: 'backups',
  jobs: (ctx) => [
    jobType({
      type: 'backup',
      payload: z.object({}),
      concurrency: 1,
      maxAttempts: 3,
      run: async () => {
        await createBackup(ctx, systemActor, 'daily')
      },
    }),
  ],
  schedules: () => [
    { id: 'daily_backup', cron: '30 1 * * *', misfire: 'once', job: { type: 'backup', payload: {} } },
  ],
}

import type { Feature } from '../core/context.ts'
import { campaignJobs } from './jobs.ts'
import { recoverImports, stopImports } from './imports/run.ts'
import { launchDecisions } from './lifecycle/approval.ts'
import { Dispatcher } from './sending/dispatcher.ts'
import { recoverLedger } from './sending/recovery.ts'

export const campaigns: Feature = {
  name: 'campaigns',
  services: (ctx) => ({ delivery: new Dispatcher(ctx) }),
  jobs: campaignJobs,
  subscribers: (ctx) => [launchDecisions(ctx)],
  start(ctx) {
    recoverLedger(ctx)
    recoverImports(ctx)
    ctx.services.delivery.start()
    return async () => {
      await stopImports(ctx)
      await ctx.services.delivery.stop()
    }
  },
}

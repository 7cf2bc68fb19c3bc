import type { Feature } from '../core/context.ts'
import { campaignJobs } from './jobs.ts'
import { recoverImports, stopImports } from './imports/run.ts'
import { launchDecisions } from './lifecycle/approval.ts'
import { holdRestored } from './lifecycle/restored.ts'
import { accountChanges } from './sending/account-changes.ts'
import { Dispatcher } from './sending/dispatcher.ts'
import { recoverLedger } from './sending/recovery.ts'
import { followSandbox } from './sending/signals.ts'

export const campaigns: Feature = {
  name: 'campaigns',
  services: (ctx) => ({ delivery: new Dispatcher(ctx) }),
  jobs: campaignJobs,
  subscribers: (ctx) => [launchDecisions(ctx), accountChanges(ctx)],
  restored: holdRestored,
  start(ctx) {
    recoverLedger(ctx)
    recoverImports(ctx)
    ctx.services.delivery.start()
    const unfollow = followSandbox(ctx)
    return async () => {
      unfollow()
      await stopImports(ctx)
      await ctx.services.delivery.stop()
    }
  },
}

import { z } from 'zod'
import { systemActor } from '../core/actor.ts'
import { type EngineContext, jobType } from '../core/context.ts'
import type { JobType } from '../core/queue/job-types.ts'
import { skipRest } from './lifecycle/cancel-rest.ts'
import { planFallbackOf } from './lifecycle/fallback.ts'
import { startScheduled } from './lifecycle/launch.ts'
import { planNextDay } from './lifecycle/plan-day.ts'

const ofCampaign = z.object({ campaignId: z.string() })
const ofBatch = z.object({ batchId: z.number() })

/** A crash during delivery is nothing unusual: none of these gives up because of it. */
const tireless = { maxRecoveries: Infinity, maxAttempts: 20, concurrency: 2 }

/** The queue wakes and plans; the sending itself is the dispatcher's. */
export function campaignJobs(ctx: EngineContext): JobType[] {
  return [
    jobType({
      ...tireless,
      type: 'campaign.start',
      payload: ofCampaign,
      run: (job) => (tx) => startScheduled(tx, ctx, systemActor, job.payload.campaignId),
    }),
    jobType({
      ...tireless,
      type: 'campaign.plan',
      payload: ofCampaign,
      concurrency: 1,
      run: (job) => planNextDay(ctx, job.payload.campaignId),
    }),
    jobType({
      ...tireless,
      type: 'campaign.batch',
      payload: ofBatch,
      concurrency: 20,
      run: () => ctx.services.delivery.wake(),
    }),
    jobType({
      ...tireless,
      type: 'campaign.fallback',
      payload: ofBatch,
      run: (job) => planFallbackOf(ctx, job.payload.batchId),
    }),
    jobType({
      ...tireless,
      type: 'campaign.cancel',
      payload: ofCampaign,
      run: (job) => skipRest(ctx, job.payload.campaignId),
    }),
  ]
}

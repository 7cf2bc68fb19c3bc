import type { Actor } from '../core/actor.ts'
import { authorized, os } from '../core/access/procedures.ts'
import type { EngineContext } from '../core/context.ts'
import { createCampaign, duplicateCampaign, removeCampaign, saveDraft } from './campaigns.ts'
import { deliveryRouter } from './delivery/router.ts'
import { importsRouter } from './imports/router.ts'
import { withdrawLaunch } from './lifecycle/approval.ts'
import { cancel, pause, resume, switchStrategy } from './lifecycle/control.ts'
import { forecastOf } from './lifecycle/forecast-of.ts'
import { launchCampaign } from './lifecycle/launch.ts'
import { rescheduleOverflow, resolveAmbiguous, retryFailed } from './lifecycle/repair.ts'
import { reviewCampaign } from './lifecycle/review.ts'
import { campaignHistory, campaignProgress, listBatches } from './progress.ts'
import { getCampaign, listCampaigns } from './queries.ts'
import { recipientsRouter } from './recipients/router.ts'

const c = os.campaigns

/** A command of a campaign answers with the campaign as it stands afterwards. */
function after(
  ctx: EngineContext,
  actor: Actor,
  id: string,
  command: (ctx: EngineContext, actor: Actor, id: string) => void,
) {
  command(ctx, actor, id)
  return getCampaign(ctx, actor, id)
}

export const campaignsRouter = c.router({
  list: c.list
    .use(authorized('campaigns:read'))
    .handler(({ context, input }) => listCampaigns(context.engine, context.actor, input)),
  get: c.get
    .use(authorized('campaigns:read'))
    .handler(({ context, input }) => getCampaign(context.engine, context.actor, input.id)),
  create: c.create
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) =>
      getCampaign(engine, actor, createCampaign(engine, actor, input)),
    ),
  saveDraft: c.saveDraft
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) => {
      saveDraft(engine, actor, input)
      return getCampaign(engine, actor, input.id)
    }),
  duplicate: c.duplicate
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) =>
      getCampaign(engine, actor, duplicateCampaign(engine, actor, input)),
    ),
  remove: c.remove.use(authorized('campaigns:write')).handler(({ context, input }) => {
    removeCampaign(context.engine, context.actor, input.id)
    return { ok: true as const }
  }),

  launch: c.launch.use(authorized('campaigns:write')).handler(({ context: { engine, actor }, input }) => {
    const result = launchCampaign(engine, actor, input)
    return { ...result, campaign: getCampaign(engine, actor, input.id) }
  }),
  withdraw: c.withdraw
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) => after(engine, actor, input.id, withdrawLaunch)),
  pause: c.pause
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) => after(engine, actor, input.id, pause)),
  resume: c.resume
    .use(authorized('campaigns:launch'))
    .handler(({ context: { engine, actor }, input }) => after(engine, actor, input.id, resume)),
  cancel: c.cancel
    .use(authorized('campaigns:write'))
    .handler(({ context: { engine, actor }, input }) => after(engine, actor, input.id, cancel)),
  retryFailed: c.retryFailed
    .use(authorized('campaigns:launch'))
    .handler(async ({ context: { engine, actor }, input }) => {
      const planned = await retryFailed(engine, actor, input)
      return { planned, campaign: getCampaign(engine, actor, input.id) }
    }),
  rescheduleOverflow: c.rescheduleOverflow
    .use(authorized('campaigns:launch'))
    .handler(({ context: { engine, actor }, input }) => {
      const result = rescheduleOverflow(engine, actor, input.id)
      return { ...result, campaign: getCampaign(engine, actor, input.id) }
    }),
  switchStrategy: c.switchStrategy
    .use(authorized('campaigns:launch'))
    .handler(({ context: { engine, actor }, input }) => {
      switchStrategy(engine, actor, input)
      return getCampaign(engine, actor, input.id)
    }),
  resolveAmbiguous: c.resolveAmbiguous
    .use(authorized('campaigns:launch'))
    .handler(async ({ context: { engine, actor }, input }) => {
      const resolved = await resolveAmbiguous(engine, actor, input)
      return { resolved, campaign: getCampaign(engine, actor, input.id) }
    }),

  recipients: recipientsRouter,
  imports: importsRouter,
  review: c.review.router({
    forecast: c.review.forecast
      .use(authorized('campaigns:read'))
      .handler(({ context, input }) => forecastOf(context.engine, context.actor, input)),
    get: c.review.get
      .use(authorized('campaigns:read'))
      .handler(({ context, input }) => reviewCampaign(context.engine, context.actor, input.id)),
  }),
  progress: c.progress.router({
    get: c.progress.get
      .use(authorized('campaigns:read'))
      .handler(({ context, input }) => campaignProgress(context.engine, context.actor, input.id)),
    batches: c.progress.batches
      .use(authorized('campaigns:read'))
      .handler(({ context, input }) => listBatches(context.engine, context.actor, input)),
    history: c.progress.history
      .use(authorized('campaigns:read'))
      .handler(({ context, input }) => campaignHistory(context.engine, context.actor, input)),
  }),
  delivery: deliveryRouter,
})

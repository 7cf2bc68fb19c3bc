import { dayOfDate, localDayAt, localDayBounds } from '../../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import type { CampaignsTable } from '../tables.ts'

/** Plans the next sending day as soon as possible: at launch, resume and change of strategy. */
export function planNow(
  tx: WritableDb,
  ctx: EngineContext,
  campaign: Pick<CampaignsTable, 'id' | 'version'>,
): void {
  // A job that runs already may have read what was there before: each version has a job of its own.
  const uniqueKey = `${campaign.id}:now:${campaign.version}`
  ctx.queue.add(tx, { type: 'campaign.plan', payload: { campaignId: campaign.id }, uniqueKey })
}

/** Plans again when the day after today, or after the one that is planned already, begins. */
export function planLater(
  tx: WritableDb,
  ctx: EngineContext,
  campaign: Pick<CampaignsTable, 'id' | 'plannedOn'>,
): void {
  const { zone } = ctx.workspace()
  const today = localDayAt(zone, ctx.clock.now())
  const last = campaign.plannedOn === null ? today : Math.max(today, dayOfDate(campaign.plannedOn))
  const runAt = localDayBounds(zone, last).to
  ctx.queue.add(tx, {
    type: 'campaign.plan',
    payload: { campaignId: campaign.id },
    runAt,
    uniqueKey: `${campaign.id}:${runAt}`,
  })
}

import { problem } from '../../../../shared/contract/errors.ts'
import type { StrategyKind } from '../../../../shared/domain/strategies.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { findCampaign } from '../scope.ts'
import { refreshDay, today } from '../sending/quota.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable } from '../tables.ts'
import { pauseCampaign } from './pause.ts'
import { planNow } from './plan-jobs.ts'

/** Pauses by a person. Throws CONFLICT when the campaign does not run. */
export function pause(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const campaign = findCampaign(tx, actor, id)
    if (!pauseCampaign(tx, ctx, id, { actor, reason: 'person', detail: null }))
      throw notNow(campaign, 'pause')
  })
}

/** Goes on with the rest: what was planned is planned again from now. Throws CONFLICT when it is not paused. */
export function resume(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const before = findCampaign(tx, actor, id)
    const row = tx.sqlGet<CampaignsTable>(
      `UPDATE campaigns SET status = 'running', replanning = 1, pausedAt = NULL, pausedReason = NULL, pausedDetail = NULL,
         updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ? AND status = 'paused' RETURNING *`,
      [ctx.clock.now(), actor.userId, id],
    )
    if (!row) throw notNow(before, 'resume')
    ctx.events.emit(tx, {
      type: 'campaign.resumed',
      subjectType: 'campaign',
      subjectId: id,
      clientId: row.clientId,
      actor,
      payload: { name: row.name },
    })
    ctx.audit.record(tx, { actor, action: 'campaign.resume', subjectType: 'campaign', subjectId: id })
    refresh(tx, ctx, row)
    planNow(tx, ctx, row)
    ctx.live.touch(tx, 'campaigns', id)
  })
}

/** Sends nothing more. What went out, and why the rest did not, stays. Throws CONFLICT when it is over already. */
export function cancel(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const before = findCampaign(tx, actor, id)
    const row = tx.sqlGet<CampaignsTable>(
      `UPDATE campaigns SET status = 'cancelled', finishedAt = ?, updatedAt = ?, updatedBy = ?, version = version + 1
       WHERE id = ? AND status IN ('running', 'paused', 'scheduled') RETURNING *`,
      [ctx.clock.now(), ctx.clock.now(), actor.userId, id],
    )
    if (!row) throw notNow(before, 'cancel')
    tx.sqlRun('UPDATE batches SET fallbackAt = NULL WHERE campaignId = ? AND fallbackAt IS NOT NULL', [id])
    ctx.events.emit(tx, {
      type: 'campaign.cancelled',
      subjectType: 'campaign',
      subjectId: id,
      clientId: row.clientId,
      actor,
      payload: { name: row.name },
    })
    ctx.audit.record(tx, { actor, action: 'campaign.cancel', subjectType: 'campaign', subjectId: id })
    ctx.queue.add(tx, { type: 'campaign.cancel', payload: { campaignId: id }, uniqueKey: id })
    refresh(tx, ctx, row)
    ctx.live.touch(tx, 'campaigns', id)
    tx.afterCommit(() => ctx.services.delivery.halt(id))
  })
}

/** Plans what is left under another strategy; the domain's day is limited by it at once. */
export function switchStrategy(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; strategy: StrategyKind },
): void {
  ctx.db.write((tx) => {
    const before = findCampaign(tx, actor, input.id)
    if (before.status !== 'running' && before.status !== 'paused') throw notNow(before, 'switch_strategy')
    if (before.strategy === input.strategy) throw problem('CONFLICT', 'campaign_strategy_same')
    const row = tx.sqlGet<CampaignsTable>(
      `UPDATE campaigns SET strategy = ?, settings = ?, replanning = CASE status WHEN 'running' THEN 1 ELSE 0 END,
         updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ? RETURNING *`,
      [
        input.strategy,
        JSON.stringify({ ...settingsOf(before), strategy: input.strategy }),
        ctx.clock.now(),
        actor.userId,
        input.id,
      ],
    )
    if (!row) throw notNow(before, 'switch_strategy')
    ctx.events.emit(tx, {
      type: 'campaign.strategy_switched',
      subjectType: 'campaign',
      subjectId: input.id,
      clientId: row.clientId,
      actor,
      payload: { name: row.name, from: before.strategy ?? '', to: input.strategy },
    })
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.switch_strategy',
      subjectType: 'campaign',
      subjectId: input.id,
      details: { from: before.strategy, to: input.strategy },
    })
    refresh(tx, ctx, row)
    if (row.status === 'running') {
      planNow(tx, ctx, row)
      tx.afterCommit(() => ctx.services.delivery.halt(input.id))
    }
    ctx.live.touch(tx, 'campaigns', input.id)
  })
}

function refresh(tx: WritableDb, ctx: EngineContext, campaign: CampaignsTable): void {
  if (campaign.sendingDomain) refreshDay(tx, ctx, campaign.sendingDomain, today(ctx))
}

/** The command does not fit the state the campaign is in, which the caller's screen may not show yet. */
export function notNow(campaign: CampaignsTable, action: string) {
  return problem('CONFLICT', `campaign_cannot_${action}`, { status: campaign.status })
}

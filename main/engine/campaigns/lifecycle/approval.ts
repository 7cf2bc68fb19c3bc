import { problem } from '../../../../shared/contract/errors.ts'
import { voidApproval } from '../../approvals/approvals.ts'
import { type Actor, systemActor } from '../../core/actor.ts'
import { actorOfUser } from '../../core/access/sessions.ts'
import type { EngineContext } from '../../core/context.ts'
import type { DomainEvent, Subscriber } from '../../core/events/events.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { findCampaign } from '../scope.ts'
import type { CampaignsTable } from '../tables.ts'
import { blockersOf } from './checks.ts'
import { activate, contentHashOf } from './launch.ts'

/** Acts on the decision about a requested launch. The decision holds for the content it was taken about only. */
export function launchDecisions(ctx: EngineContext): Subscriber {
  return {
    name: 'campaign-launches',
    types: ['approval.decided', 'approval.timed_out', 'approval.voided'],
    handle: (tx, event) => decided(tx, ctx, event),
  }
}

function decided(tx: WritableDb, ctx: EngineContext, event: DomainEvent): void {
  const campaign = tx.sqlGet<CampaignsTable>(
    `SELECT * FROM campaigns WHERE approvalId = ? AND status = 'awaiting_approval'`,
    [event.subjectId],
  )
  if (!campaign) return
  const approved =
    event.type === 'approval.decided' && 'status' in event.payload && event.payload.status === 'approved'
  const unchanged =
    contentHashOf(tx, campaign) === campaign.contentHash && blockersOf(ctx, tx, campaign).length === 0
  if (!approved || !unchanged) {
    backToDraft(tx, ctx, campaign.id)
    return
  }
  const decider = event.actorId === null ? undefined : actorOfUser(tx, event.actorId)
  activate(tx, ctx, decider ?? systemActor, campaign)
}

/** Takes a requested or scheduled launch back. Throws CONFLICT when it began meanwhile. */
export function withdrawLaunch(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const campaign = findCampaign(tx, actor, id)
    if (campaign.status !== 'awaiting_approval' && campaign.status !== 'scheduled') {
      throw problem('CONFLICT', 'campaign_not_withdrawable', { status: campaign.status })
    }
    if (campaign.status === 'awaiting_approval') {
      voidApproval(tx, ctx, { kind: 'campaign_launch', subjectType: 'campaign', subjectId: id, by: actor })
    }
    backToDraft(tx, ctx, id)
    ctx.audit.record(tx, { actor, action: 'campaign.withdraw', subjectType: 'campaign', subjectId: id })
  })
}

function backToDraft(tx: WritableDb, ctx: EngineContext, id: string): void {
  tx.sqlRun(
    `UPDATE campaigns SET status = 'draft', approvalId = NULL, contentHash = NULL, accountId = NULL, sendingDomain = NULL,
       strategy = NULL, launchedAt = NULL, startAt = NULL, updatedAt = ?, version = version + 1
     WHERE id = ? AND status IN ('awaiting_approval', 'scheduled')`,
    [ctx.clock.now(), id],
  )
  ctx.live.touch(tx, 'campaigns', id)
}

import type { PauseReason } from '../../../../shared/domain/campaigns.ts'
import { type Actor, systemActor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import type { CampaignsTable } from '../tables.ts'

/** Pauses a running campaign; false when it was not running. Connections end the message they are at. */
export function pauseCampaign(
  tx: WritableDb,
  ctx: EngineContext,
  id: string,
  by: { actor: Actor; reason: PauseReason; detail: string | null },
): boolean {
  const now = ctx.clock.now()
  const row = tx.sqlGet<CampaignsTable>(
    `UPDATE campaigns SET status = 'paused', pausedAt = ?, pausedReason = ?, pausedDetail = ?, updatedAt = ?,
       updatedBy = ?, version = version + 1 WHERE id = ? AND status = 'running' RETURNING *`,
    [now, by.reason, by.detail?.slice(0, 500) ?? null, now, by.actor.userId, id],
  )
  if (!row) return false
  ctx.events.emit(tx, {
    type: 'campaign.paused',
    subjectType: 'campaign',
    subjectId: id,
    clientId: row.clientId,
    actor: by.actor,
    payload: { name: row.name, reason: by.reason },
  })
  ctx.audit.record(tx, {
    actor: by.actor,
    action: 'campaign.pause',
    subjectType: 'campaign',
    subjectId: id,
    details: { reason: by.reason },
  })
  ctx.live.touch(tx, 'campaigns', id)
  tx.afterCommit(() => ctx.services.delivery.halt(id))
  return true
}

/** The engine itself pauses, and says why: a person has to see to it and resume. */
export function pauseBySystem(
  tx: WritableDb,
  ctx: EngineContext,
  id: string,
  why: { reason: PauseReason; detail: string },
): boolean {
  return pauseCampaign(tx, ctx, id, { actor: systemActor, ...why })
}

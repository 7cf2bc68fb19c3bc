import { DAY } from '../../../../shared/domain/zoned-time.ts'
import { systemActor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { countRows, countsOf, openRows, type Tally } from '../counts.ts'
import { settingsOf } from '../settings.ts'
import type { BatchesTable, CampaignsTable } from '../tables.ts'

/** Closes the batches whose last row was settled in this transaction, and the campaigns whose last batch was. */
export function closeBatches(tx: WritableDb, ctx: EngineContext, tally: Tally): void {
  const closed = tally.batches().flatMap((id) =>
    tx.sqlAll<BatchesTable>(
      `UPDATE batches SET status = 'done', finishedAt = ?
       WHERE id = ? AND waiting = 0 AND status IN ('planned', 'sending') RETURNING *`,
      [ctx.clock.now(), id],
    ),
  )
  for (const batch of closed) planFallback(tx, ctx, batch)
  for (const campaignId of new Set(closed.map((batch) => batch.campaignId))) finishIfDone(tx, ctx, campaignId)
  for (const campaignId of tally.campaigns()) ctx.live.touch(tx, 'campaigns', campaignId)
}

/** The second message of a batch's recipients is due so many days after its last first message. */
function planFallback(tx: WritableDb, ctx: EngineContext, batch: BatchesTable): void {
  if (batch.accepted === 0) return
  const campaign = tx.sqlGet<CampaignsTable>('SELECT * FROM campaigns WHERE id = ?', [batch.campaignId])
  const fallback = campaign && settingsOf(campaign).fallback
  if (!campaign || !fallback || campaign.fallbackVersion === null) return
  const first = tx.sqlGet(
    `SELECT 1 FROM deliveries WHERE batchId = ? AND stage = 1 AND state IN ('accepted', 'delivered') LIMIT 1`,
    [batch.id],
  )
  if (!first) return
  const at = ctx.clock.now() + fallback.afterDays * DAY
  tx.sqlRun('UPDATE batches SET fallbackAt = ? WHERE id = ?', [at, batch.id])
  ctx.queue.add(tx, {
    type: 'campaign.fallback',
    payload: { batchId: batch.id },
    runAt: at,
    uniqueKey: String(batch.id),
  })
}

/** A campaign is finished when nothing waits, goes out or will: ambiguous messages stay for a person to settle. */
export function finishIfDone(tx: WritableDb, ctx: EngineContext, campaignId: string): boolean {
  if (openRows(tx, campaignId) > 0) return false
  const later = tx.sqlGet('SELECT 1 FROM batches WHERE campaignId = ? AND fallbackAt IS NOT NULL LIMIT 1', [
    campaignId,
  ])
  if (later) return false
  const done = tx.sqlGet<CampaignsTable>(
    `UPDATE campaigns SET status = 'finished', finishedAt = ?, updatedAt = ?, version = version + 1
     WHERE id = ? AND status = 'running' RETURNING *`,
    [ctx.clock.now(), ctx.clock.now(), campaignId],
  )
  if (!done) return false
  const counts = countsOf(countRows(tx, campaignId))
  ctx.events.emit(tx, {
    type: 'campaign.finished',
    subjectType: 'campaign',
    subjectId: campaignId,
    clientId: done.clientId,
    actor: systemActor,
    payload: {
      name: done.name,
      accepted: counts.accepted + counts.delivered + counts.complained,
      failed: counts.failed + counts.bounced,
      skipped: counts.skipped,
    },
  })
  ctx.live.touch(tx, 'campaigns', campaignId)
  return true
}

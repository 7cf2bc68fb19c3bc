import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { type Tally } from '../counts.ts'
import type { CampaignsTable, DeliveriesTable } from '../tables.ts'
import { planLater } from './plan-jobs.ts'

/** Rows moved in one transaction; the rest follows in the next. */
const MOVED_AT_ONCE = 2_000

/**
 * The day's quota is used up: rows that are due leave their batches and are planned on the next sending day,
 * marked with the reason. Returns how many were moved.
 */
export function moveOverflow(
  tx: WritableDb,
  ctx: EngineContext,
  campaign: CampaignsTable,
  tally: Tally,
): number {
  const now = ctx.clock.now()
  const rows = tx.sqlAll<Pick<DeliveriesTable, 'id' | 'stage' | 'reason' | 'batchId'>>(
    `SELECT d.id, d.stage, d.reason, d.batchId FROM batches b JOIN deliveries d ON d.batchId = b.id AND d.state = 'planned'
     WHERE b.campaignId = ? AND b.status IN ('planned', 'sending') AND b.dueAt <= ? AND d.notBefore <= ?
     LIMIT ?`,
    [campaign.id, now, now, MOVED_AT_ONCE],
  )
  if (rows.length === 0) return 0
  tx.sqlRun(
    `UPDATE deliveries SET batchId = NULL, reason = 'quota' WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map((row) => row.id))],
  )
  for (const row of rows) {
    tally.move(
      { campaignId: campaign.id, stage: row.stage },
      { state: 'planned', reason: row.reason },
      { state: 'planned', reason: 'quota' },
    )
    if (row.batchId === null) continue
    tally.batch(row.batchId, 'waiting', -1)
    tally.batch(row.batchId, 'moved', 1)
  }
  planLater(tx, ctx, campaign)
  return rows.length
}

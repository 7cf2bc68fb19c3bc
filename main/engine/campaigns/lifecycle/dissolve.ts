import type { EngineContext } from '../../core/context.ts'
import { Tally } from '../counts.ts'
import type { CampaignsTable, DeliveriesTable } from '../tables.ts'
import { closeBatches } from './finish.ts'

const SLICE = 2_000

/**
 * Takes the planned rows of a campaign out of their batches, in slices, so that they are planned again. Rows
 * that wait for a second attempt keep the instant before which they must not go.
 */
export async function dissolveBatches(ctx: EngineContext, campaign: CampaignsTable): Promise<void> {
  for (;;) {
    const moved = ctx.db.write((tx) => {
      const rows = tx.sqlAll<Pick<DeliveriesTable, 'id' | 'batchId'>>(
        `SELECT d.id, d.batchId FROM batches b JOIN deliveries d ON d.batchId = b.id AND d.state = 'planned'
         WHERE b.campaignId = ? AND b.status IN ('planned', 'sending') LIMIT ?`,
        [campaign.id, SLICE],
      )
      const tally = new Tally()
      tx.sqlRun('UPDATE deliveries SET batchId = NULL WHERE id IN (SELECT value FROM json_each(?))', [
        JSON.stringify(rows.map((row) => row.id)),
      ])
      for (const { batchId } of rows) {
        if (batchId === null) continue
        tally.batch(batchId, 'waiting', -1)
        tally.batch(batchId, 'moved', 1)
      }
      tally.write(tx)
      closeBatches(tx, ctx, tally)
      if (rows.length < SLICE) tx.sqlRun('UPDATE campaigns SET replanning = 0 WHERE id = ?', [campaign.id])
      return rows.length
    })
    if (moved < SLICE) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

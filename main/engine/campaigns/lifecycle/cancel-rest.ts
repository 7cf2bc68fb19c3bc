import type { EngineContext } from '../../core/context.ts'
import { Tally } from '../counts.ts'
import type { DeliveriesTable } from '../tables.ts'
import { closeBatches } from './finish.ts'

const SLICE = 1_000

/** Settles what a cancelled campaign had planned, in slices: skipped, because it was cancelled. */
export async function skipRest(ctx: EngineContext, campaignId: string): Promise<void> {
  for (;;) {
    const done = ctx.db.write((tx) => {
      if (!tx.sqlGet(`SELECT 1 FROM campaigns WHERE id = ? AND status = 'cancelled'`, [campaignId]))
        return true
      const rows = tx.sqlAll<Pick<DeliveriesTable, 'id' | 'stage' | 'reason' | 'batchId'>>(
        `SELECT id, stage, reason, batchId FROM deliveries WHERE campaignId = ? AND state = 'planned' LIMIT ?`,
        [campaignId, SLICE],
      )
      tx.sqlRun(
        `UPDATE deliveries SET state = 'skipped', reason = 'cancelled', settledAt = ?
         WHERE id IN (SELECT value FROM json_each(?))`,
        [ctx.clock.now(), JSON.stringify(rows.map((row) => row.id))],
      )
      const tally = new Tally()
      for (const row of rows) {
        tally.move(
          { campaignId, ...row },
          { state: 'planned', reason: row.reason },
          { state: 'skipped', reason: 'cancelled' },
        )
      }
      tally.write(tx)
      closeBatches(tx, ctx, tally)
      return rows.length < SLICE
    })
    if (done) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

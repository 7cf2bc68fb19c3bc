import type { EngineContext } from '../../core/context.ts'
import { Tally } from '../counts.ts'
import type { BatchesTable, CampaignsTable, RecipientsTable } from '../tables.ts'
import { finishIfDone } from './finish.ts'

const SLICE = 1_000

/**
 * Plans the second message for those of a batch who took no notice of the first: no open by a person, click,
 * reply or payment. Doing it again adds nobody twice: the ledger has one row per recipient and stage.
 */
export async function planFallbackOf(ctx: EngineContext, batchId: number): Promise<void> {
  let after = 0
  for (;;) {
    const last = ctx.db.write((tx) => {
      const batch = tx.sqlGet<BatchesTable>('SELECT * FROM batches WHERE id = ? AND fallbackAt IS NOT NULL', [
        batchId,
      ])
      if (!batch) return null
      const rows = tx.sqlAll<Pick<RecipientsTable, 'id' | 'rank' | 'lane'> & { deliveryId: number }>(
        `SELECT r.id, r.rank, r.lane, d.id AS deliveryId FROM deliveries d JOIN campaign_recipients r ON r.id = d.recipientId
         WHERE d.batchId = ? AND d.id > ? AND d.stage = 1 AND d.state IN ('accepted', 'delivered') AND d.engagedAt IS NULL
           AND r.excludedReason IS NULL ORDER BY d.id LIMIT ?`,
        [batchId, after, SLICE],
      )
      const tally = new Tally()
      for (const row of rows) {
        const { changes } = tx.sqlRun(
          `INSERT INTO deliveries (campaignId, recipientId, stage, state, rank, lane, plannedAt)
           VALUES (?, ?, 2, 'planned', ?, ?, ?) ON CONFLICT DO NOTHING`,
          [batch.campaignId, row.id, row.rank, row.lane, ctx.clock.now()],
        )
        if (changes === 0) continue
        tx.sqlRun('UPDATE campaign_recipients SET stage = 2 WHERE id = ?', [row.id])
        tally.count(batch.campaignId, 2, { state: 'planned', reason: '' }, 1)
      }
      tally.write(tx)
      if (rows.length < SLICE) {
        tx.sqlRun('UPDATE batches SET fallbackAt = NULL WHERE id = ?', [batchId])
        const campaign = tx.sqlGet<CampaignsTable>('SELECT * FROM campaigns WHERE id = ?', [batch.campaignId])
        if (campaign?.status === 'running' && !finishIfDone(tx, ctx, campaign.id)) {
          // Several batches may fall due in the same moment, each with a job of its own.
          ctx.queue.add(tx, {
            type: 'campaign.plan',
            payload: { campaignId: campaign.id },
            uniqueKey: `${campaign.id}:fallback:${batchId}`,
          })
        }
        if (campaign) ctx.live.touch(tx, 'campaigns', campaign.id)
      }
      return rows.length < SLICE ? null : (rows.at(-1)?.deliveryId ?? null)
    })
    if (last === null) return
    after = last
    await new Promise((resolve) => setImmediate(resolve))
  }
}

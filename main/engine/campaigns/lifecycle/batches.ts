import type { MailLane, SkipReason } from '../../../../shared/domain/campaigns.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import type { Tally } from '../counts.ts'
import { spreadLanes } from '../lanes.ts'
import type { PlannedBatch } from '../planner-types.ts'
import type { CampaignsTable, SuppressionsTable } from '../tables.ts'

/** Somebody who needs a day: a row that came back, or a recipient who has no row yet. */
export interface Candidate {
  deliveryId: number | null
  recipientId: number
  stage: 1 | 2
  reason: string
  email: string
  taxId: string | null
  zone: string | null
  lane: MailLane
  suppressed: SuppressionsTable['reason'] | null
}

/** The next to be planned, in the campaign's order: rows that came back first. */
export function candidatesOf(db: ReadableDb, campaignId: string, limit: number): Candidate[] {
  const back = db.sqlAll<Candidate>(
    `SELECT d.id AS deliveryId, d.recipientId, d.stage, d.reason, r.email, r.taxId, r.zone, d.lane, s.reason AS suppressed
     FROM deliveries d JOIN campaign_recipients r ON r.id = d.recipientId LEFT JOIN suppressions s ON s.address = r.email
     WHERE d.campaignId = ? AND d.state = 'planned' AND d.batchId IS NULL ORDER BY d.rank, d.id LIMIT ?`,
    [campaignId, limit],
  )
  if (back.length >= limit) return back
  const waiting = db.sqlAll<Candidate>(
    `SELECT NULL AS deliveryId, r.id AS recipientId, 1 AS stage, '' AS reason, r.email, r.taxId, r.zone, r.lane, s.reason AS suppressed
     FROM campaign_recipients r LEFT JOIN suppressions s ON s.address = r.email
     WHERE r.campaignId = ? AND r.stage = 0 AND r.excludedReason IS NULL ORDER BY r.rank, r.id LIMIT ?`,
    [campaignId, limit - back.length],
  )
  return [...back, ...waiting]
}

/** Writes one batch with its ledger rows, spread over the providers, and the job that wakes when it is due. */
export function createBatch(
  tx: WritableDb,
  ctx: EngineContext,
  { campaign, batch, rows }: { campaign: CampaignsTable; batch: PlannedBatch; rows: readonly Candidate[] },
  tally: Tally,
): void {
  const stage = rows[0]?.stage ?? 1
  const created = tx.sqlGet<{ id: number }>(
    `INSERT INTO batches (campaignId, number, stage, status, plannedOn, dueAt, size, waiting)
     VALUES (?, ?, ?, 'planned', ?, ?, ?, ?) RETURNING id`,
    [campaign.id, batch.number, stage, batch.day, batch.scheduledFor, rows.length, rows.length],
  )
  if (!created) throw new Error('INSERT … RETURNING gave no row')
  const ordered = spreadLanes(rows, (row) => row.lane)
  joinBatch(tx, campaign, created.id, ordered, tally)
  addToBatch(tx, ctx, campaign, created.id, ordered, tally)
  ctx.queue.add(tx, {
    type: 'campaign.batch',
    payload: { batchId: created.id },
    runAt: batch.scheduledFor,
    uniqueKey: String(created.id),
  })
  ctx.live.touch(tx, 'campaigns', campaign.id)
}

/** Rows that came back keep their history and attempts, and the instant before which they must not go. */
function joinBatch(
  tx: WritableDb,
  campaign: CampaignsTable,
  batchId: number,
  rows: readonly Candidate[],
  tally: Tally,
): void {
  const back = rows.filter((row) => row.deliveryId !== null)
  if (back.length === 0) return
  tx.sqlRun(
    `UPDATE deliveries SET batchId = ?, reason = '' WHERE id IN (SELECT value FROM json_each(?)) AND state = 'planned'`,
    [batchId, JSON.stringify(back.map((row) => row.deliveryId))],
  )
  for (const row of back) {
    tally.move(
      { campaignId: campaign.id, stage: row.stage },
      { state: 'planned', reason: row.reason },
      { state: 'planned', reason: '' },
    )
  }
}

function addToBatch(
  tx: WritableDb,
  ctx: EngineContext,
  campaign: CampaignsTable,
  batchId: number,
  rows: readonly Candidate[],
  tally: Tally,
): void {
  const fresh = JSON.stringify(rows.filter((row) => row.deliveryId === null).map((row) => row.recipientId))
  const { changes } = tx.sqlRun(
    `INSERT INTO deliveries (campaignId, recipientId, stage, state, batchId, rank, lane, plannedAt)
     SELECT r.campaignId, r.id, 1, 'planned', ?, r.rank, r.lane, ? FROM json_each(?) j JOIN campaign_recipients r ON r.id = j.value
     ORDER BY j.key`,
    [batchId, ctx.clock.now(), fresh],
  )
  tx.sqlRun('UPDATE campaign_recipients SET stage = 1 WHERE id IN (SELECT value FROM json_each(?))', [fresh])
  tally.count(campaign.id, 1, { state: 'waiting', reason: '' }, -changes)
  tally.count(campaign.id, 1, { state: 'planned', reason: '' }, changes)
}

/** Settles somebody who cannot be planned at all. */
export function skipBlocked(
  tx: WritableDb,
  ctx: EngineContext,
  campaign: CampaignsTable,
  row: Candidate,
  reason: SkipReason,
  tally: Tally,
): void {
  const now = ctx.clock.now()
  const at = { campaignId: campaign.id, stage: row.stage }
  if (row.deliveryId === null) {
    tx.sqlRun(
      `INSERT INTO deliveries (campaignId, recipientId, stage, state, reason, rank, lane, plannedAt, settledAt)
       SELECT campaignId, id, 1, 'skipped', ?, rank, lane, ?, ? FROM campaign_recipients WHERE id = ?`,
      [reason, now, now, row.recipientId],
    )
    tx.sqlRun('UPDATE campaign_recipients SET stage = 1 WHERE id = ?', [row.recipientId])
    tally.move(at, { state: 'waiting', reason: '' }, { state: 'skipped', reason })
  } else {
    tx.sqlRun(`UPDATE deliveries SET state = 'skipped', reason = ?, settledAt = ? WHERE id = ?`, [
      reason,
      now,
      row.deliveryId,
    ])
    tally.move(at, { state: 'planned', reason: row.reason }, { state: 'skipped', reason })
  }
}

import type { CampaignCounts } from '../../../shared/contract/campaigns/model.ts'
import type { RecipientState } from '../../../shared/domain/campaigns.ts'
import { HOUR } from '../../../shared/domain/zoned-time.ts'
import type { ReadableDb, WritableDb } from '../core/storage/database.ts'
import type { CampaignCountsTable } from './tables.ts'

/** Where a ledger row stood and stands, as far as figures are concerned. */
export interface Place {
  state: RecipientState
  reason: string
}

type BatchColumn = 'waiting' | 'accepted' | 'failed' | 'skipped' | 'ambiguous' | 'moved'

const batchColumns: Partial<Record<RecipientState, BatchColumn>> = {
  planned: 'waiting',
  claimed: 'waiting',
  handed_over: 'waiting',
  accepted: 'accepted',
  delivered: 'accepted',
  complained: 'accepted',
  bounced: 'failed',
  failed: 'failed',
  skipped: 'skipped',
  ambiguous: 'ambiguous',
}

/**
 * Gathers how figures change within one transaction and writes each figure once: the counts of a campaign and
 * of its batches are never computed by counting rows.
 */
export class Tally {
  readonly #counts = new Map<string, { key: [string, number, string, string]; by: number }>()
  readonly #batches = new Map<number, Map<BatchColumn, number>>()
  readonly #hours = new Map<string, { hour: number; campaignId: string; accepted: number; failed: number }>()

  /** A recipient or ledger row moved from one place to another; null for one that was or is nowhere. */
  move(
    row: { campaignId: string; stage: number; batchId?: number | null },
    from: Place | null,
    to: Place | null,
  ): void {
    if (from) this.count(row.campaignId, row.stage, from, -1)
    if (to) this.count(row.campaignId, row.stage, to, 1)
    if (row.batchId == null) return
    const before = from ? batchColumns[from.state] : undefined
    const after = to ? batchColumns[to.state] : undefined
    if (before === after) return
    if (before) this.batch(row.batchId, before, -1)
    if (after) this.batch(row.batchId, after, 1)
  }

  count(campaignId: string, stage: number, place: Place, by: number): void {
    const id = `${campaignId} ${stage} ${place.state} ${place.reason}`
    const known = this.#counts.get(id)
    if (known) known.by += by
    else this.#counts.set(id, { key: [campaignId, stage, place.state, place.reason], by })
  }

  batch(batchId: number, column: BatchColumn, by: number): void {
    let columns = this.#batches.get(batchId)
    if (!columns) this.#batches.set(batchId, (columns = new Map<BatchColumn, number>()))
    columns.set(column, (columns.get(column) ?? 0) + by)
  }

  /** A message of a campaign was accepted or failed for good at `at`: what the charts by hour show. */
  ended(campaignId: string, at: number, how: 'accepted' | 'failed'): void {
    const hour = Math.floor(at / HOUR) * HOUR
    const id = `${hour} ${campaignId}`
    let figures = this.#hours.get(id)
    if (!figures) this.#hours.set(id, (figures = { hour, campaignId, accepted: 0, failed: 0 }))
    figures[how] += 1
  }

  /** Campaigns whose figures change. */
  campaigns(): string[] {
    return [...new Set([...this.#counts.values()].map(({ key }) => key[0]))]
  }

  /** Batches whose rows changed. */
  batches(): number[] {
    return [...this.#batches.keys()]
  }

  write(tx: WritableDb): void {
    for (const { key, by } of this.#counts.values()) {
      if (by === 0) continue
      tx.sqlRun(
        `INSERT INTO campaign_counts (campaignId, stage, state, reason, count) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (campaignId, stage, state, reason) DO UPDATE SET count = count + excluded.count`,
        [...key, by],
      )
    }
    for (const [id, columns] of this.#batches) {
      const by = (column: BatchColumn) => columns.get(column) ?? 0
      tx.sqlRun(
        `UPDATE batches SET waiting = waiting + ?, accepted = accepted + ?, failed = failed + ?,
           skipped = skipped + ?, ambiguous = ambiguous + ?, moved = moved + ? WHERE id = ?`,
        [by('waiting'), by('accepted'), by('failed'), by('skipped'), by('ambiguous'), by('moved'), id],
      )
    }
    for (const { hour, campaignId, accepted, failed } of this.#hours.values()) {
      tx.sqlRun(
        `INSERT INTO hourly_outcomes (hour, campaignId, accepted, failed) VALUES (?, ?, ?, ?)
         ON CONFLICT (hour, campaignId) DO UPDATE SET accepted = accepted + excluded.accepted, failed = failed + excluded.failed`,
        [hour, campaignId, accepted, failed],
      )
    }
  }
}

type CountRow = Pick<CampaignCountsTable, 'stage' | 'state' | 'reason' | 'count'>

/** Every figure of a campaign that is not zero. */
export function countRows(db: ReadableDb, campaignId: string): CountRow[] {
  return db.sqlAll<CountRow>(
    'SELECT stage, state, reason, count FROM campaign_counts WHERE campaignId = ? AND count <> 0',
    [campaignId],
  )
}

/** The figures of one stage as the contract shows them. */
export function countsOf(rows: readonly CountRow[], stage = 1): CampaignCounts {
  const counts: CampaignCounts = {
    recipients: 0,
    excluded: 0,
    waiting: 0,
    planned: 0,
    sending: 0,
    accepted: 0,
    delivered: 0,
    bounced: 0,
    complained: 0,
    ambiguous: 0,
    skipped: 0,
    failed: 0,
    retrying: 0,
  }
  for (const { stage: of, state, reason, count } of rows) {
    if (of !== stage) continue
    if (state === 'claimed' || state === 'handed_over') counts.sending += count
    else counts[state] += count
    if (state === 'planned' && reason === 'retry') counts.retrying += count
    if (state !== 'excluded') counts.recipients += count
  }
  return counts
}

/** Rows that still have something before them: zero of both stages means the campaign is done. */
export function openRows(db: ReadableDb, campaignId: string): number {
  return (
    db.sqlGet<{ open: number }>(
      `SELECT coalesce(sum(count), 0) AS open FROM campaign_counts
       WHERE campaignId = ? AND state IN ('waiting', 'planned', 'claimed', 'handed_over')`,
      [campaignId],
    )?.open ?? 0
  )
}

/** Counts recipients and rows anew: for tests, and for the weekly integrity check. */
export function recount(db: ReadableDb, campaignId: string): CountRow[] {
  return db.sqlAll<CountRow>(
    `SELECT 1 AS stage, 'excluded' AS state, excludedReason AS reason, count(*) AS count FROM campaign_recipients
       WHERE campaignId = ? AND excludedReason IS NOT NULL AND stage = 0 GROUP BY excludedReason
     UNION ALL SELECT 1, 'waiting', '', count(*) FROM campaign_recipients
       WHERE campaignId = ? AND excludedReason IS NULL AND stage = 0 HAVING count(*) > 0
     UNION ALL SELECT stage, state, reason, count(*) FROM deliveries WHERE campaignId = ? GROUP BY stage, state, reason`,
    [campaignId, campaignId, campaignId],
  )
}

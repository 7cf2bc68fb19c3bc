import type { WaitReason } from '../../../../shared/domain/campaigns.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import type { Tally } from '../counts.ts'
import type { DeliveryLogTable } from '../tables.ts'
import { release } from './quota.ts'
import { voidContact } from './contacts.ts'

/** A ledger row in the hands of this engine. */
export interface HeldRow {
  id: number
  campaignId: string
  recipientId: number
  stage: 1 | 2
  batchId: number | null
  accountId: string
  domain: string
  debtor: string
  attempts: number
  quotaOn: string
  state: 'claimed' | 'handed_over'
  reason: string
}

/** How a held row ends, or where it goes back to. */
export type Settlement =
  | { to: 'accepted'; replyCode: number | null; response: string }
  | { to: 'ambiguous'; response: string }
  | { to: 'failed'; reason: string; replyCode: number | null; response: string | null }
  | { to: 'skipped'; reason: string }
  /** Back to the plan. `spent` false: the attempt does not count, it was not this row's fault. */
  | { to: 'planned'; reason: WaitReason | ''; notBefore: number; response: string | null; spent: boolean }

/**
 * Marks rows as handed over, before the end of their messages goes out. Returns the ids that were still held
 * by this engine; the others must not be sent.
 */
export function markHandedOver(
  tx: WritableDb,
  ctx: EngineContext,
  rows: readonly HeldRow[],
  tally: Tally,
): Set<number> {
  const held = tx.sqlAll<{ id: number }>(
    `UPDATE deliveries SET state = 'handed_over', handedOverAt = ?, leaseUntil = NULL
     WHERE id IN (SELECT value FROM json_each(?)) AND state = 'claimed' AND epoch = ? RETURNING id`,
    [ctx.clock.now(), JSON.stringify(rows.map((row) => row.id)), ctx.epoch],
  )
  const ids = new Set(held.map((row) => row.id))
  for (const row of rows) {
    if (!ids.has(row.id)) continue
    row.state = 'handed_over'
    tally.move(row, { state: 'claimed', reason: row.reason }, { state: 'handed_over', reason: row.reason })
  }
  return ids
}

/**
 * Writes how a held row ended. Quota and contact are given back wherever nothing can have arrived, and kept
 * where it may have. Does nothing when the row is not held by this engine any more.
 */
export function settleRow(
  tx: WritableDb,
  ctx: EngineContext,
  row: HeldRow,
  settlement: Settlement,
  tally: Tally,
): boolean {
  const now = ctx.clock.now()
  const reason = 'reason' in settlement ? settlement.reason : ''
  const { changes } = writeSettlement(tx, ctx, row, settlement, now)
  if (changes === 0) return false
  const from = { state: row.state, reason: row.reason }
  tally.move(row, from, { state: settlement.to, reason })
  if (settlement.to === 'accepted' || settlement.to === 'failed')
    tally.ended(row.campaignId, now, settlement.to)
  if (settlement.to === 'accepted') {
    tx.sqlRun('UPDATE daily_sending_limits SET accepted = accepted + 1 WHERE domain = ? AND date = ?', [
      row.domain,
      row.quotaOn,
    ])
  } else if (settlement.to !== 'ambiguous') {
    release(tx, row, 1)
    voidContact(tx, row, now)
  }
  if (settlement.to === 'planned' && settlement.reason !== '') {
    log(tx, row.id, now, {
      what: settlement.reason === 'retry' ? 'retry' : 'deferred',
      reason: settlement.reason,
      response: settlement.response,
      until: settlement.notBefore,
    })
  }
  return true
}

function writeSettlement(
  tx: WritableDb,
  ctx: EngineContext,
  row: HeldRow,
  settlement: Settlement,
  now: number,
) {
  const where = 'WHERE id = ? AND state = ? AND epoch = ?'
  if (settlement.to === 'planned') {
    return tx.sqlRun(
      `UPDATE deliveries SET state = 'planned', reason = ?, notBefore = ?, attempts = attempts - ?, response = ?,
         epoch = NULL, leaseUntil = NULL, quotaOn = NULL, handedOverAt = NULL ${where}`,
      [
        settlement.reason,
        settlement.notBefore,
        settlement.spent ? 0 : 1,
        settlement.response,
        row.id,
        row.state,
        ctx.epoch,
      ],
    )
  }
  const reason = 'reason' in settlement ? settlement.reason : ''
  const response = 'response' in settlement ? settlement.response : null
  const replyCode = 'replyCode' in settlement ? settlement.replyCode : null
  const keepsQuota = settlement.to === 'accepted' || settlement.to === 'ambiguous'
  return tx.sqlRun(
    `UPDATE deliveries SET state = ?, reason = ?, settledAt = ?, replyCode = ?, response = ?, leaseUntil = NULL,
       quotaOn = CASE WHEN ? THEN quotaOn END ${where}`,
    [
      settlement.to,
      reason,
      now,
      replyCode,
      response?.slice(0, 500) ?? null,
      keepsQuota ? 1 : 0,
      row.id,
      row.state,
      ctx.epoch,
    ],
  )
}

/** One line of a row's history. */
export function log(
  tx: WritableDb,
  deliveryId: number,
  at: number,
  entry: Pick<DeliveryLogTable, 'what'> &
    Partial<Pick<DeliveryLogTable, 'reason' | 'response' | 'until' | 'userId'>>,
): void {
  tx.sqlRun(
    'INSERT INTO delivery_log (deliveryId, at, what, reason, response, until, userId) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [
      deliveryId,
      at,
      entry.what,
      entry.reason ?? null,
      entry.response?.slice(0, 500) ?? null,
      entry.until ?? null,
      entry.userId ?? null,
    ],
  )
}

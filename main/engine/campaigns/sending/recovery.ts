import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import { closeBatches } from '../lifecycle/finish.ts'
import { log } from './ledger.ts'
import { debtorOf, voidContact } from './contacts.ts'
import { release } from './quota.ts'

interface LeftRow {
  id: number
  campaignId: string
  stage: 1 | 2
  batchId: number | null
  state: 'claimed' | 'handed_over'
  reason: string
  quotaOn: string | null
  accountId: string | null
  domain: string | null
  email: string
  taxId: string | null
}

/**
 * After a crash. What was claimed had not left and is planned again, with its quota and contact given back.
 * What was handed over may have arrived: it becomes ambiguous and is never sent again by itself. Runs before
 * anything is sent; the lock of the workspace makes sure that no other engine holds these rows.
 */
export function recoverLedger(ctx: EngineContext): { planned: number; ambiguous: number } {
  return ctx.db.write((tx) => {
    const left = tx.sqlAll<LeftRow>(
      `SELECT d.id, d.campaignId, d.stage, d.batchId, d.state, d.reason, d.quotaOn, d.accountId,
         c.sendingDomain AS domain, r.email, r.taxId
       FROM deliveries d JOIN campaigns c ON c.id = d.campaignId JOIN campaign_recipients r ON r.id = d.recipientId
       WHERE d.state IN ('claimed', 'handed_over')`,
    )
    const tally = new Tally()
    for (const row of left) {
      if (row.state === 'claimed') planAgain(tx, ctx, row, tally)
      else becomeAmbiguous(tx, ctx, row, tally)
    }
    tally.write(tx)
    closeBatches(tx, ctx, tally)
    const planned = left.filter((row) => row.state === 'claimed').length
    if (left.length > 0) ctx.log.warn({ planned, ambiguous: left.length - planned }, 'ledger recovered')
    return { planned, ambiguous: left.length - planned }
  })
}

function planAgain(tx: WritableDb, ctx: EngineContext, row: LeftRow, tally: Tally): void {
  const now = ctx.clock.now()
  tx.sqlRun(
    `UPDATE deliveries SET state = 'planned', attempts = attempts - 1, epoch = NULL, leaseUntil = NULL, quotaOn = NULL
     WHERE id = ?`,
    [row.id],
  )
  if (row.quotaOn !== null && row.domain !== null && row.accountId !== null) {
    release(tx, { domain: row.domain, accountId: row.accountId, quotaOn: row.quotaOn }, 1)
  }
  voidContact(tx, { debtor: debtorOf(row), campaignId: row.campaignId, id: row.id }, now)
  tally.move(row, { state: 'claimed', reason: row.reason }, { state: 'planned', reason: row.reason })
}

function becomeAmbiguous(tx: WritableDb, ctx: EngineContext, row: LeftRow, tally: Tally): void {
  const now = ctx.clock.now()
  tx.sqlRun(
    `UPDATE deliveries SET state = 'ambiguous', reason = '', settledAt = ?, epoch = NULL, leaseUntil = NULL WHERE id = ?`,
    [now, row.id],
  )
  log(tx, row.id, now, { what: 'recovered' })
  tally.move(row, { state: 'handed_over', reason: row.reason }, { state: 'ambiguous', reason: '' })
}

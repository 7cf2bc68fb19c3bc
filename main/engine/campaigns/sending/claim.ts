import { evaluate, type PastContact } from '../../../../shared/domain/contact-rules/evaluate.ts'
import type { MailLane, SkipReason, WaitReason } from '../../../../shared/domain/campaigns.ts'
import { nextOpen } from '../../../../shared/domain/windows.ts'
import { isZone, localDateAt } from '../../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import type { Tally } from '../counts.ts'
import type { BatchesTable, DeliveriesTable, RecipientsTable, SuppressionsTable } from '../tables.ts'
import { contactsOf, debtorOf, recordContacts } from './contacts.ts'
import type { CampaignInForce } from './in-force.ts'
import { type HeldRow, log } from './ledger.ts'
import { reserve, today } from './quota.ts'

/** Rows of one claim: enough for a group commit, few enough for a pause to give back. */
export const CLAIM_GROUP = 100
const LEASE = 10 * 60_000

type Candidate = Pick<DeliveriesTable, 'id' | 'recipientId' | 'stage' | 'reason' | 'attempts'> &
  Omit<RecipientsTable, 'id' | 'stage' | 'campaignId'> & { suppressed: SuppressionsTable['reason'] | null }

/** A claimed row with what its message needs. */
export interface Outbound extends HeldRow {
  lane: MailLane
  recipient: Omit<Candidate, 'id' | 'stage' | 'reason' | 'attempts' | 'suppressed'>
  inForce: CampaignInForce
}

export interface Claim {
  rows: Outbound[]
  /** The day's quota of the domain or account is used up; rows are left. */
  quotaGone: boolean
  /** A year without a holiday table lies ahead. */
  missingYear: number | null
}

type Fate =
  | { kind: 'send' }
  | { kind: 'skip'; reason: SkipReason }
  | { kind: 'wait'; reason: WaitReason; until: number }
  | { kind: 'stop'; year: number }

/**
 * Takes up to `wanted` due rows of a batch and lane. Whether each may be sent — suppression, flags, window,
 * contact rule, quota, state of the campaign — is decided here, in the transaction that claims it.
 */
export function claim(
  tx: WritableDb,
  ctx: EngineContext,
  from: { inForce: CampaignInForce; batch: BatchesTable; lane: MailLane; wanted: number },
  tally: Tally,
): Claim {
  const { inForce: force, batch } = from
  const now = ctx.clock.now()
  if (!isRunning(tx, force.campaign.id)) return { rows: [], quotaGone: false, missingYear: null }
  const candidates = dueRows(tx, batch.id, from.lane, now, Math.min(from.wanted, CLAIM_GROUP))
  if (candidates.length === 0) return { rows: [], quotaGone: false, missingYear: null }
  const history = contactsOf(tx, candidates.map(debtorOf), now)
  const sendable: Candidate[] = []
  let missingYear: number | null = null
  for (const candidate of candidates) {
    const fate = fateOf(candidate, force, history, now)
    if (fate.kind === 'send') {
      sendable.push(candidate)
      noteTurn(history, candidate, now)
    } else if (fate.kind === 'skip') skip(tx, { candidate, batch, reason: fate.reason, now }, tally)
    else if (fate.kind === 'wait') putOff(tx, ctx, { candidate, batch, ...fate, now }, tally)
    else missingYear = fate.year
  }
  const date = today(ctx)
  const sender = {
    domain: force.account.sendingDomain,
    accountId: force.account.id,
    accountLimit: force.account.dailyLimit,
    date,
  }
  const granted = reserve(tx, ctx, sender, sendable.length)
  const taken = sendable.slice(0, granted).map((row) => outbound(row, force, batch, date))
  take(tx, ctx, taken, now, tally)
  return { rows: taken, quotaGone: granted < sendable.length, missingYear }
}

function isRunning(tx: WritableDb, campaignId: string): boolean {
  return (
    tx.sqlGet(`SELECT 1 FROM campaigns WHERE id = ? AND status = 'running' AND replanning = 0`, [
      campaignId,
    ]) !== undefined
  )
}

function dueRows(tx: WritableDb, batchId: number, lane: MailLane, now: number, limit: number): Candidate[] {
  return tx.sqlAll<Candidate>(
    `SELECT r.*, d.id AS id, d.recipientId, d.stage AS stage, d.reason, d.attempts, s.reason AS suppressed
     FROM deliveries d JOIN campaign_recipients r ON r.id = d.recipientId
     LEFT JOIN suppressions s ON s.address = r.email
     WHERE d.batchId = ? AND d.lane = ? AND d.state = 'planned' AND d.notBefore <= ?
     ORDER BY d.notBefore, d.id LIMIT ?`,
    [batchId, lane, now, limit],
  )
}

const skipOfFlag: Record<string, SkipReason> = {
  flag_paid: 'paid',
  flag_dispute: 'dispute',
  flag_promise: 'promise',
  flag_legal: 'legal',
  flag_do_not_contact: 'do_not_contact',
}

function fateOf(
  row: Candidate,
  force: CampaignInForce,
  history: ReadonlyMap<string, readonly PastContact[]>,
  now: number,
): Fate {
  if (row.suppressed)
    return { kind: 'skip', reason: row.suppressed === 'unsubscribed' ? 'unsubscribed' : 'suppressed' }
  if (row.excludedReason) return { kind: 'skip', reason: skipOfFlag[row.excludedReason] ?? 'excluded' }
  const zone = row.zone !== null && isZone(row.zone) ? row.zone : force.zone
  const open = nextOpen(force.hours, zone, force.isHoliday, now)
  if (!open.ok)
    return open.reason === 'holiday_table_missing'
      ? { kind: 'stop', year: open.year }
      : { kind: 'skip', reason: 'rule_blocked' }
  const verdict = evaluate(force.pack, {
    at: Math.max(now, open.at),
    zone,
    isHoliday: force.isHoliday,
    history: history.get(debtorOf(row)) ?? [],
    optOut: true,
  })
  if (verdict.verdict === 'block') return { kind: 'skip', reason: 'rule_blocked' }
  if (verdict.verdict === 'defer') {
    const again = nextOpen(force.hours, zone, force.isHoliday, verdict.until)
    return { kind: 'wait', reason: 'contact_rule', until: again.ok ? again.at : verdict.until }
  }
  return open.at > now ? { kind: 'wait', reason: 'window', until: open.at } : { kind: 'send' }
}

/** A debtor who stands twice in a group has used the turn with the first. */
function noteTurn(history: Map<string, PastContact[]>, row: Candidate, now: number): void {
  const debtor = debtorOf(row)
  const contacts = history.get(debtor)
  if (contacts) contacts.push({ at: now, channel: 'email' })
  else history.set(debtor, [{ at: now, channel: 'email' }])
}

function skip(
  tx: WritableDb,
  {
    candidate,
    batch,
    reason,
    now,
  }: { candidate: Candidate; batch: BatchesTable; reason: SkipReason; now: number },
  tally: Tally,
): void {
  tx.sqlRun(
    `UPDATE deliveries SET state = 'skipped', reason = ?, settledAt = ? WHERE id = ? AND state = 'planned'`,
    [reason, now, candidate.id],
  )
  const row = { campaignId: batch.campaignId, stage: candidate.stage, batchId: batch.id }
  tally.move(row, { state: 'planned', reason: candidate.reason }, { state: 'skipped', reason })
}

interface PutOff {
  candidate: Candidate
  batch: BatchesTable
  reason: WaitReason
  until: number
  now: number
}

/** A row found outside its hours waits; when its hours come on a later day, it leaves the batch for that day's. */
function putOff(tx: WritableDb, ctx: EngineContext, wait: PutOff, tally: Tally): void {
  const { candidate, batch, reason, until, now } = wait
  const leaves = localDateAt(ctx.workspace().zone, until) !== localDateAt(ctx.workspace().zone, now)
  tx.sqlRun(
    `UPDATE deliveries SET reason = ?, notBefore = ?, batchId = CASE WHEN ? THEN NULL ELSE batchId END
     WHERE id = ? AND state = 'planned'`,
    [reason, until, leaves ? 1 : 0, candidate.id],
  )
  const row = { campaignId: batch.campaignId, stage: candidate.stage }
  tally.move(row, { state: 'planned', reason: candidate.reason }, { state: 'planned', reason })
  if (leaves) {
    tally.batch(batch.id, 'waiting', -1)
    tally.batch(batch.id, 'moved', 1)
  }
  log(tx, candidate.id, now, { what: 'deferred', reason, until })
}

function outbound(row: Candidate, force: CampaignInForce, batch: BatchesTable, date: string): Outbound {
  const { id, stage, reason, attempts, suppressed: _suppressed, ...recipient } = row
  return {
    id,
    campaignId: batch.campaignId,
    recipientId: row.recipientId,
    stage,
    batchId: batch.id,
    accountId: force.account.id,
    domain: force.account.sendingDomain,
    debtor: debtorOf(row),
    attempts: attempts + 1,
    quotaOn: date,
    state: 'claimed',
    reason,
    lane: row.lane,
    recipient,
    inForce: force,
  }
}

function take(
  tx: WritableDb,
  ctx: EngineContext,
  rows: readonly Outbound[],
  now: number,
  tally: Tally,
): void {
  const first = rows[0]
  if (!first) return
  tx.sqlRun(
    `UPDATE deliveries SET state = 'claimed', attempts = attempts + 1, epoch = ?, leaseUntil = ?, claimedAt = ?,
       quotaOn = ?, accountId = ? WHERE id IN (SELECT value FROM json_each(?))`,
    [ctx.epoch, now + LEASE, now, first.quotaOn, first.accountId, JSON.stringify(rows.map((row) => row.id))],
  )
  recordContacts(tx, rows, now)
  for (const row of rows) {
    tally.move(row, { state: 'planned', reason: row.reason }, { state: 'claimed', reason: row.reason })
  }
}

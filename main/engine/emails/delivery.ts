import type { EngineContext } from '../core/context.ts'
import { systemActor } from '../core/actor.ts'
import type { WritableDb } from '../core/storage/database.ts'
import {
  classifyReply,
  compose,
  fallbacksOf,
  findAccount,
  laneOptionsOf,
  type MailAccountsTable,
  noteOutcome,
  openLane,
  type Outcome,
  parseReply,
} from '../mail/mail.ts'
import { contentOf, queueDelivery } from './emails.ts'
import type { EmailsTable } from './tables.ts'

const MINUTE = 60_000
/** Waits before the second and the third attempt: three attempts over at least an hour. */
const waits = [15 * MINUTE, 60 * MINUTE]

/**
 * Sends one message of the log exactly once. The row is the ledger: `sending` may be repeated,
 * `handed_over` is committed before the end of the message is let go, and a row that is found
 * handed over was cut off by a crash: it becomes ambiguous and waits for a person.
 */
export async function deliver(ctx: EngineContext, emailId: string, signal: AbortSignal): Promise<void> {
  const row = begin(ctx, emailId)
  if (!row) return
  const composed = compose(contentOf(row))
  if (!composed.ok) {
    ctx.db.write((tx) => settleFailed(tx, ctx, row, composed.reason, composed.field))
    return
  }
  const account = findAccount(ctx.db, row.accountId)
  let last: { account: MailAccountsTable; outcome: Outcome } | undefined
  for (const candidate of [account, ...fallbacksOf(ctx.db, account)]) {
    const outcome = await attempt(ctx, candidate, row.id, composed, signal)
    last = { account: candidate, outcome }
    const noted = last
    ctx.db.write((tx) => noteOutcome(tx, ctx, noted.account.id, noted.outcome))
    if (signal.aborted && outcome.kind === 'lost') break
    if (!mayTryAnother(outcome)) break
  }
  if (last) settle(ctx, row, last.account, last.outcome)
}

/** Nothing was handed over, and the fault is of the connection or the sign-in, not of the message. */
function mayTryAnother(outcome: Outcome): boolean {
  if (outcome.kind === 'lost') return true
  return outcome.kind === 'rejected' && ['connect', 'tls', 'auth'].includes(outcome.phase)
}

function begin(ctx: EngineContext, emailId: string): EmailsTable | undefined {
  return ctx.db.write((tx) => {
    const row = tx.get((q) => q.selectFrom('emails').selectAll().where('id', '=', emailId))
    if (row?.status === 'handed_over') {
      tx.sqlRun(`UPDATE emails SET status = 'ambiguous', errorReason = 'crash', updatedAt = ? WHERE id = ?`, [
        ctx.clock.now(),
        emailId,
      ])
      ctx.live.touch(tx, 'emails', emailId)
      return undefined
    }
    if (row?.status !== 'queued' && row?.status !== 'sending') return undefined
    tx.sqlRun(
      `UPDATE emails SET status = 'sending', attempts = attempts + 1, nextAttemptAt = NULL, updatedAt = ? WHERE id = ?`,
      [ctx.clock.now(), emailId],
    )
    ctx.live.touch(tx, 'emails', emailId)
    return { ...row, attempts: row.attempts + 1 }
  })
}

async function attempt(
  ctx: EngineContext,
  account: MailAccountsTable,
  emailId: string,
  message: { raw: Buffer; envelope: { from: string; to: string[] } },
  signal: AbortSignal,
): Promise<Outcome> {
  const options = lanesOf(ctx, account)
  if (!options) {
    return {
      kind: 'lost',
      phase: 'connect',
      fault: { code: 'refused', message: 'The sandbox is not running' },
    }
  }
  const opened = await openLane({ ...options, maxMessages: 1, signal })
  if (!opened.opened) return opened.failure
  const outcome = await opened.lane.send(message, {
    signal,
    onHandOver: () =>
      ctx.db.write((tx) => {
        tx.sqlRun(`UPDATE emails SET status = 'handed_over', sentBy = ?, updatedAt = ? WHERE id = ?`, [
          account.id,
          ctx.clock.now(),
          emailId,
        ])
      }),
  })
  opened.lane.close()
  return outcome
}

function lanesOf(ctx: EngineContext, account: MailAccountsTable) {
  try {
    return laneOptionsOf(ctx, account)
  } catch {
    return undefined
  }
}

function settle(ctx: EngineContext, row: EmailsTable, account: MailAccountsTable, outcome: Outcome): void {
  ctx.db.write((tx) => {
    const now = ctx.clock.now()
    if (outcome.kind === 'accepted') {
      tx.sqlRun(
        `UPDATE emails SET status = 'accepted', sentBy = ?, acceptedAt = ?, errorReason = NULL, errorText = NULL, updatedAt = ?
         WHERE id = ?`,
        [account.id, now, now, row.id],
      )
      ctx.events.emit(tx, {
        type: 'email.accepted',
        subjectType: 'email',
        subjectId: row.id,
        clientId: row.clientId,
        actor: systemActor,
        payload: { emailId: row.id, campaignId: null },
      })
    } else if (outcome.kind === 'ambiguous') {
      tx.sqlRun(
        `UPDATE emails SET status = 'ambiguous', errorReason = ?, errorText = ?, updatedAt = ? WHERE id = ?`,
        [outcome.fault.code, outcome.fault.message.slice(0, 500), now, row.id],
      )
    } else {
      const { reason, text, temporary } = refusal(outcome)
      const wait = waits[row.attempts - 1]
      if (!temporary || wait === undefined) settleFailed(tx, ctx, row, reason, text)
      else settleRetry(tx, ctx, row, { reason, text, at: now + wait + ctx.random.next() * (wait / 4) })
    }
    ctx.live.touch(tx, 'emails', row.id)
  })
}

function refusal(outcome: Extract<Outcome, { kind: 'rejected' | 'lost' }>) {
  if (outcome.kind === 'lost') {
    return { reason: outcome.fault.code as string, text: outcome.fault.message, temporary: true }
  }
  return {
    reason: classifyReply(parseReply(outcome.response)) as string,
    text: outcome.response,
    temporary: outcome.temporary,
  }
}

function settleRetry(
  tx: WritableDb,
  ctx: EngineContext,
  row: EmailsTable,
  again: { reason: string; text: string; at: number },
): void {
  const at = Math.round(again.at)
  tx.sqlRun(
    `UPDATE emails SET status = 'queued', nextAttemptAt = ?, errorReason = ?, errorText = ?, updatedAt = ? WHERE id = ?`,
    [at, again.reason, again.text.slice(0, 500), ctx.clock.now(), row.id],
  )
  queueDelivery(tx, ctx, row.id, at)
}

function settleFailed(
  tx: WritableDb,
  ctx: EngineContext,
  row: EmailsTable,
  reason: string,
  text: string,
): void {
  tx.sqlRun(
    `UPDATE emails SET status = 'failed', nextAttemptAt = NULL, errorReason = ?, errorText = ?, updatedAt = ? WHERE id = ?`,
    [reason, text.slice(0, 500), ctx.clock.now(), row.id],
  )
  ctx.events.emit(tx, {
    type: 'email.failed',
    subjectType: 'email',
    subjectId: row.id,
    clientId: row.clientId,
    actor: systemActor,
    payload: { emailId: row.id, campaignId: null, reason },
  })
  ctx.live.touch(tx, 'emails', row.id)
}

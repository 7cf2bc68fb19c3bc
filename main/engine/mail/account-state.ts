import type { EngineContext } from '../core/context.ts'
import { systemActor } from '../core/actor.ts'
import type { WritableDb } from '../core/storage/database.ts'
import type { Outcome } from './outcome.ts'
import { classifyReply, parseReply } from './reply-codes.ts'

/** A success is written down at most this often: the state of an account is no ledger. */
const QUIET = 60_000

/** What an outcome says of the account (not of the recipient), null when it says nothing. */
export function accountFault(outcome: Outcome): { reason: string; text: string } | null {
  // A lost answer says nothing of the account: the message may well have been taken.
  if (outcome.kind === 'accepted' || outcome.kind === 'ambiguous') return null
  if (outcome.kind === 'rejected') {
    const reason = classifyReply(parseReply(outcome.response))
    const early = outcome.phase === 'connect' || outcome.phase === 'tls' || outcome.phase === 'auth'
    return early || reason === 'auth' || reason === 'reputation' ? { reason, text: outcome.response } : null
  }
  return outcome.fault.code === 'aborted' ? null : { reason: outcome.fault.code, text: outcome.fault.message }
}

/** Writes down that an account works or what is wrong with it; cheap enough to call for every message. */
export function noteOutcome(tx: WritableDb, ctx: EngineContext, accountId: string, outcome: Outcome): void {
  const fault = accountFault(outcome)
  if (!fault && outcome.kind !== 'accepted') return
  const row = tx.sqlGet<{
    name: string
    lastSuccessAt: number | null
    lastErrorAt: number | null
    lastErrorReason: string | null
  }>('SELECT name, lastSuccessAt, lastErrorAt, lastErrorReason FROM mail_accounts WHERE id = ?', [accountId])
  if (!row) return
  const now = ctx.clock.now()
  const failing = row.lastErrorAt !== null && row.lastErrorAt >= (row.lastSuccessAt ?? 0)
  if (!fault) {
    if (!failing && row.lastSuccessAt !== null && now - row.lastSuccessAt < QUIET) return
    // After a failure of this very millisecond the success has to be the later one.
    const at = failing ? Math.max(now, (row.lastErrorAt ?? 0) + 1) : now
    tx.sqlRun('UPDATE mail_accounts SET lastSuccessAt = ? WHERE id = ?', [at, accountId])
  } else {
    if (failing && row.lastErrorReason === fault.reason && now - (row.lastErrorAt ?? 0) < QUIET) return
    tx.sqlRun(
      'UPDATE mail_accounts SET lastErrorAt = ?, lastErrorReason = ?, lastErrorText = ? WHERE id = ?',
      [now, fault.reason, fault.text.slice(0, 500), accountId],
    )
    if (!failing || row.lastErrorReason !== fault.reason) {
      ctx.events.emit(tx, {
        type: 'mail_account.failed',
        subjectType: 'mail_account',
        subjectId: accountId,
        actor: systemActor,
        payload: { name: row.name, error: fault.reason },
      })
    }
  }
  ctx.live.touch(tx, 'mail', accountId)
}

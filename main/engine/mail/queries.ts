import type { MailAccount } from '../../../shared/contract/mail.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { Page } from '../../../shared/contract/base.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import type { MailAccountsTable } from './tables.ts'

/** Name under which the password of an account is kept. */
export function secretOf(accountId: string): string {
  return `mail_account:${accountId}:password`
}

/** An account that is not deleted. Throws NOT_FOUND. */
export function findAccount(db: ReadableDb, id: string): MailAccountsTable {
  const row = db.get((q) =>
    q.selectFrom('mail_accounts').selectAll().where('id', '=', id).where('deletedAt', 'is', null),
  )
  if (!row) throw notFound('mail_account')
  return row
}

/** Accounts in order of preference. Every signed-in person may see them: they hold no client's data. */
export function listAccounts(
  ctx: EngineContext,
  _actor: Actor,
  input: { limit: number; cursor?: string; enabledOnly?: boolean },
): Page<MailAccount> {
  const after = input.cursor === undefined ? -1 : Number(input.cursor)
  const rows = ctx.db.all((q) => {
    let query = q
      .selectFrom('mail_accounts')
      .selectAll()
      .where('deletedAt', 'is', null)
      .where('position', '>', Number.isFinite(after) ? after : -1)
    if (input.enabledOnly) query = query.where('enabled', '=', 1)
    return query.orderBy('position').limit(input.limit + 1)
  })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => asAccount(ctx, row)),
    nextCursor: rows.length > shown.length && last ? String(last.position) : null,
  }
}

export function getAccount(ctx: EngineContext, _actor: Actor, id: string): MailAccount {
  return asAccount(ctx, findAccount(ctx.db, id))
}

/** The account that messages go out by unless told otherwise; undefined when all are turned off. */
export function preferredAccount(db: ReadableDb): MailAccountsTable | undefined {
  return db.get((q) =>
    q
      .selectFrom('mail_accounts')
      .selectAll()
      .where('deletedAt', 'is', null)
      .where('enabled', '=', 1)
      .orderBy('position')
      .limit(1),
  )
}

/**
 * Accounts that may step in for one that cannot be reached, **before** a message was handed over:
 * in order of preference, of the same sending domain so that its limits and reputation still hold,
 * and never the sandbox for a real one or the other way round.
 */
export function fallbacksOf(db: ReadableDb, account: MailAccountsTable): MailAccountsTable[] {
  if (account.kind === 'sandbox') return []
  return db.all((q) =>
    q
      .selectFrom('mail_accounts')
      .selectAll()
      .where('deletedAt', 'is', null)
      .where('enabled', '=', 1)
      .where('kind', '=', account.kind)
      .where('sendingDomain', '=', account.sendingDomain)
      .where('id', '!=', account.id)
      .orderBy('position'),
  )
}

export function asAccount(ctx: EngineContext, row: MailAccountsTable): MailAccount {
  const failing = row.lastErrorAt !== null && row.lastErrorAt >= (row.lastSuccessAt ?? 0)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    enabled: row.enabled === 1,
    fromName: row.fromName,
    fromAddress: row.fromAddress,
    replyTo: row.replyTo,
    sendingDomain: row.sendingDomain,
    host: row.host,
    port: row.port,
    tls: row.tls,
    verifyCertificate: row.verifyCertificate === 1,
    user: row.user,
    password: ctx.secrets.describe(secretOf(row.id)),
    connections: row.connections,
    messagesPerConnection: row.messagesPerConnection,
    messagesPerMinute: row.messagesPerMinute,
    dailyLimit: row.dailyLimit,
    position: row.position,
    state:
      row.enabled === 0
        ? 'disabled'
        : failing
          ? 'failing'
          : row.lastSuccessAt === null
            ? 'untested'
            : 'working',
    lastSuccessAt: row.lastSuccessAt,
    lastError:
      row.lastErrorAt === null
        ? null
        : { at: row.lastErrorAt, reason: row.lastErrorReason ?? 'closed', text: row.lastErrorText ?? '' },
    version: row.version,
  }
}

import { invalid, type Issue, notFound, problem } from '../../../shared/contract/errors.ts'
import type { MailAccountInput } from '../../../shared/contract/mail.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { asciiAddress } from './mime/addresses.ts'
import { findAccount, secretOf } from './queries.ts'
import type { MailAccountsTable } from './tables.ts'

export { noteOutcome } from './account-state.ts'
export { laneOptionsOf, transportOf } from './account-transport.ts'
export { compose, type InlinePart, type MailContent } from './composer.ts'
export { messageIdFor, rowOfMessageId } from './message-id.ts'
export type { MailAddress } from './mime/addresses.ts'
export type { Outcome } from './outcome.ts'
export { fallbacksOf, findAccount, preferredAccount } from './queries.ts'
export { classifyReply, parseReply } from './reply-codes.ts'
export { attachmentOf, viewMessage } from './sandbox-message.ts'
export { type SandboxMessage, startSandboxServer } from './sandbox-server.ts'
export { simulatorBehaviours, simulatorDomain, type SimulatorSignal } from './simulator.ts'
export { type Lane, type LaneMessage, openLane } from './smtp-lane.ts'
export type { MailAccountsTable } from './tables.ts'
export type { Transport } from './transport.ts'

/**
 * Makes the sandbox account of a new workspace: what messages go to before any server is known.
 * Changes nothing when there is one.
 */
export function seedMail(tx: WritableDb, ctx: EngineContext): string {
  const existing = tx.sqlGet<{ id: string }>(`SELECT id FROM mail_accounts WHERE kind = 'sandbox' LIMIT 1`)
  if (existing) return existing.id
  const { name, locale } = ctx.workspace()
  const spanish = locale.startsWith('es')
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  insert(tx, {
    id,
    name: spanish ? 'Buzón de pruebas' : 'Sandbox',
    kind: 'sandbox',
    enabled: 1,
    position: 0,
    fromName: name,
    fromAddress: spanish ? 'avisos@sandbox.despacho.test' : 'notices@sandbox.despacho.test',
    replyTo: null,
    sendingDomain: 'sandbox.despacho.test',
    host: null,
    port: null,
    tls: 'none',
    verifyCertificate: 0,
    user: null,
    connections: 8,
    messagesPerConnection: 10_000,
    messagesPerMinute: null,
    dailyLimit: null,
    lastSuccessAt: null,
    lastErrorAt: null,
    lastErrorReason: null,
    lastErrorText: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    updatedBy: null,
    deletedAt: null,
  })
  return id
}

/** Adds an SMTP account at the end of the order. Throws INVALID naming each field. */
export function createAccount(ctx: EngineContext, actor: Actor, input: MailAccountInput): MailAccountsTable {
  const values = checked(input, 'smtp')
  return ctx.db.write((tx) => {
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    const last = tx.sqlGet<{ position: number | null }>(
      'SELECT max(position) AS position FROM mail_accounts WHERE deletedAt IS NULL',
    )
    insert(tx, {
      id,
      kind: 'smtp',
      position: (last?.position ?? -1) + 1,
      ...values,
      lastSuccessAt: null,
      lastErrorAt: null,
      lastErrorReason: null,
      lastErrorText: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      updatedBy: actor.userId,
      deletedAt: null,
    })
    if (input.password) ctx.secrets.put(tx, secretOf(id), input.password)
    return recorded(tx, ctx, actor, 'mail_account.create', id)
  })
}

/**
 * Changes an account. A new server is never given the password of the old one: the password has to
 * be typed again, or a person could read it by pointing the account at a machine of theirs.
 * Throws CONFLICT when somebody else changed it meanwhile.
 */
export function updateAccount(
  ctx: EngineContext,
  actor: Actor,
  input: MailAccountInput & { id: string; version: number },
): MailAccountsTable {
  return ctx.db.write((tx) => {
    const before = findAccount(tx, input.id)
    if (before.version !== input.version) throw problem('CONFLICT', 'changed_meanwhile')
    const values = checked(input, before.kind)
    requirePassword(ctx, before, input)
    const now = ctx.clock.now()
    // What was said of the former settings says nothing of these.
    const reset =
      before.host !== values.host ||
      before.port !== values.port ||
      before.user !== values.user ||
      input.password
        ? { lastErrorAt: null, lastErrorReason: null, lastErrorText: null, lastSuccessAt: null }
        : {}
    tx.run((q) =>
      q
        .updateTable('mail_accounts')
        .set({ ...values, ...reset, version: before.version + 1, updatedAt: now, updatedBy: actor.userId })
        .where('id', '=', input.id),
    )
    if (input.password) ctx.secrets.put(tx, secretOf(input.id), input.password)
    if (input.password === null) ctx.secrets.remove(tx, secretOf(input.id))
    return recorded(tx, ctx, actor, 'mail_account.update', input.id)
  })
}

/** Refuses to use a stored password with a server or user it was not typed for. */
export function requirePassword(
  ctx: EngineContext,
  before: MailAccountsTable,
  input: Pick<MailAccountInput, 'host' | 'port' | 'user' | 'password' | 'tls' | 'verifyCertificate'>,
): void {
  if (input.password !== undefined || !ctx.secrets.describe(secretOf(before.id)).set) return
  const weaker =
    (before.tls !== 'none' && input.tls === 'none') ||
    (before.verifyCertificate === 1 && !input.verifyCertificate)
  const elsewhere =
    before.host !== hostOf(input.host) ||
    before.port !== input.port ||
    before.user !== emptyToNull(input.user)
  if (elsewhere || weaker) throw invalid([{ path: ['password'], reason: 'mail_password_again' }])
}

/** Puts the accounts in the given order of preference; those not named keep theirs, behind. */
export function reorderAccounts(ctx: EngineContext, actor: Actor, ids: readonly string[]): void {
  ctx.db.write((tx) => {
    const rest = tx.sqlAll<{ id: string }>(
      'SELECT id FROM mail_accounts WHERE deletedAt IS NULL ORDER BY position, id',
    )
    for (const id of ids) findAccount(tx, id)
    const order = [...new Set([...ids, ...rest.map((row) => row.id)])]
    for (const [position, id] of order.entries()) {
      tx.sqlRun('UPDATE mail_accounts SET position = ? WHERE id = ?', [position, id])
    }
    ctx.audit.record(tx, { actor, action: 'mail_account.reorder', subjectType: 'mail_account' })
    ctx.live.touch(tx, 'mail')
  })
}

/** Deletes an account; what was sent through it stays in the log. The sandbox can only be turned off. */
export function deleteAccount(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    if (findAccount(tx, id).kind === 'sandbox') throw problem('CONFLICT', 'sandbox_account_stays')
    const now = ctx.clock.now()
    tx.sqlRun(
      'UPDATE mail_accounts SET deletedAt = ?, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?',
      [now, now, actor.userId, id],
    )
    ctx.audit.record(tx, { actor, action: 'mail_account.delete', subjectType: 'mail_account', subjectId: id })
    ctx.live.touch(tx, 'mail', id)
  })
}

/** Undoes a deletion: the account comes back as it was, password included. */
export function restoreAccount(ctx: EngineContext, actor: Actor, id: string): MailAccountsTable {
  return ctx.db.write((tx) => {
    const { changes } = tx.sqlRun(
      `UPDATE mail_accounts SET deletedAt = NULL, updatedAt = ?, updatedBy = ?, version = version + 1
       WHERE id = ? AND deletedAt IS NOT NULL`,
      [ctx.clock.now(), actor.userId, id],
    )
    if (changes === 0) throw notFound('mail_account')
    return recorded(tx, ctx, actor, 'mail_account.restore', id)
  })
}

function recorded(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  action: string,
  id: string,
): MailAccountsTable {
  const account = findAccount(tx, id)
  const {
    name: _name,
    fromName: _fromName,
    fromAddress: _from,
    replyTo: _replyTo,
    user: _user,
    ...facts
  } = account
  ctx.audit.record(tx, {
    actor,
    action,
    subjectType: 'mail_account',
    subjectId: id,
    after: facts,
    details: { kind: account.kind, sendingDomain: account.sendingDomain },
  })
  ctx.events.emit(tx, {
    type: 'mail_account.changed',
    subjectType: 'mail_account',
    subjectId: id,
    actor,
    payload: { name: account.name },
  })
  ctx.live.touch(tx, 'mail', id)
  return account
}

function insert(tx: WritableDb, row: MailAccountsTable): void {
  tx.run((q) => q.insertInto('mail_accounts').values(row))
}

type Values = Omit<
  MailAccountsTable,
  | 'id'
  | 'kind'
  | 'position'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
  | 'updatedBy'
  | 'deletedAt'
  | 'lastSuccessAt'
  | 'lastErrorAt'
  | 'lastErrorReason'
  | 'lastErrorText'
>

/** What was entered, as it is stored. Throws INVALID with every fault at its field. */
export function checked(input: MailAccountInput, kind: MailAccountsTable['kind']): Values {
  const issues: Issue[] = []
  const fault = (field: string, reason: string) => issues.push({ path: [field], reason })
  for (const field of ['name', 'fromName', 'fromAddress', 'replyTo', 'host', 'user'] as const) {
    // A line break in any of these would begin a header or an SMTP command of its own.
    if (/[\r\n\0]/.test(input[field] ?? '')) fault(field, 'line_break')
  }
  const from = asciiAddress(input.fromAddress)
  if (!from || !from.includes('.', from.lastIndexOf('@'))) fault('fromAddress', 'email_syntax')
  const replyTo = emptyToNull(input.replyTo)
  if (replyTo !== null && !asciiAddress(replyTo)) fault('replyTo', 'email_syntax')
  const host = hostOf(input.host)
  const user = emptyToNull(input.user)
  if (kind === 'smtp') {
    if (host === null) fault('host', 'required')
    else if (!/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$|^[0-9a-f:]{2,45}$/i.test(host))
      fault('host', 'mail_host')
    if (input.port === null) fault('port', 'required')
    if (user !== null && input.tls === 'none' && !isLoopback(host)) fault('tls', 'mail_password_in_clear')
    if (user === null && input.password) fault('user', 'required')
  }
  if (issues.length > 0) throw invalid(issues)
  const address = from ?? input.fromAddress
  return {
    name: input.name,
    enabled: Number(input.enabled),
    fromName: input.fromName,
    fromAddress: address,
    replyTo,
    sendingDomain: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    host: kind === 'sandbox' ? null : host,
    port: kind === 'sandbox' ? null : input.port,
    tls: kind === 'sandbox' ? 'none' : input.tls,
    verifyCertificate: kind === 'sandbox' ? 0 : Number(input.verifyCertificate),
    user: kind === 'sandbox' ? null : user,
    connections: input.connections,
    messagesPerConnection: input.messagesPerConnection,
    messagesPerMinute: input.messagesPerMinute,
    dailyLimit: input.dailyLimit,
  }
}

/** Without the square brackets an IPv6 address is often written in. */
function hostOf(host: string | null): string | null {
  return emptyToNull(host?.trim().replace(/^\[(.*)\]$/, '$1') ?? null)
}

function isLoopback(host: string | null): boolean {
  return host === 'localhost' || host === '::1' || host?.startsWith('127.') === true
}

function emptyToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim()
}

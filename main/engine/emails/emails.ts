import type { EmailKind } from '../../../shared/contract/emails.ts'
import { invalid, problem } from '../../../shared/contract/errors.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import {
  compose,
  findAccount,
  type InlinePart,
  type MailAddress,
  messageIdFor,
  preferredAccount,
} from '../mail/mail.ts'
import { emailColumns, findEmail } from './queries.ts'
import type { EmailsTable } from './tables.ts'
import { testMessage } from './test-message.ts'

/** A single message, rendered: who it goes to and what it says. */
export interface NewEmail {
  kind: Exclude<EmailKind, 'campaign' | 'fallback'>
  actor: Actor
  to: readonly MailAddress[]
  cc?: readonly MailAddress[]
  bcc?: readonly MailAddress[]
  subject: string
  text: string
  html?: string | null
  inline?: readonly InlinePart[]
  /** The preferred account when absent. */
  accountId?: string
  template?: { id: string; version: number }
  clientId?: string | null
  resendOf?: string
  /** Not before this instant. */
  runAt?: number
}

/**
 * Writes a message into the log and queues it; it goes out if and only if the caller's transaction
 * commits. Returns its id. Throws INVALID for an address or subject that cannot be written into a
 * message, and CONFLICT when no account is turned on.
 */
export function queueEmail(tx: WritableDb, ctx: EngineContext, email: NewEmail): string {
  const account = email.accountId === undefined ? preferredAccount(tx) : findAccount(tx, email.accountId)
  if (!account) throw problem('CONFLICT', 'mail_no_account')
  if (account.enabled === 0) throw problem('CONFLICT', 'mail_account_disabled', { name: account.name })
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  const row: EmailsTable = {
    id,
    kind: email.kind,
    status: 'queued',
    accountId: account.id,
    sentBy: null,
    fromName: account.fromName,
    fromAddress: account.fromAddress,
    replyTo: account.replyTo,
    recipients: JSON.stringify(email.to),
    cc: JSON.stringify(email.cc ?? []),
    bcc: JSON.stringify(email.bcc ?? []),
    searchText: searchText(email),
    subject: email.subject,
    html: email.html ?? null,
    text: email.text,
    inline: email.inline?.length ? emailColumns.writeInline(email.inline) : null,
    templateId: email.template?.id ?? null,
    templateVersion: email.template?.version ?? null,
    clientId: email.clientId ?? null,
    resendOf: email.resendOf ?? null,
    messageId: messageIdFor(id, account.sendingDomain),
    attempts: 0,
    nextAttemptAt: email.runAt ?? now,
    errorReason: null,
    errorText: null,
    openedAt: null,
    acceptedAt: null,
    createdAt: now,
    createdBy: email.actor.userId,
    updatedAt: now,
  }
  const composed = compose(contentOf(row))
  if (!composed.ok) throw invalid([{ path: [fieldOf(composed.field)], reason: composed.reason }])
  tx.run((q) => q.insertInto('emails').values(row))
  queueDelivery(tx, ctx, id, row.nextAttemptAt ?? now)
  ctx.live.touch(tx, 'emails', id)
  return id
}

/** Adds the job that sends a message of the log; a message has at most one. */
export function queueDelivery(tx: WritableDb, ctx: EngineContext, id: string, runAt: number): void {
  ctx.queue.add(tx, {
    type: 'email',
    payload: { emailId: id },
    runAt,
    uniqueKey: `${id}@${runAt}`,
    priority: 5,
  })
}

/** Sends a fixed text through an account, to see it arrive. */
export function sendTestEmail(
  ctx: EngineContext,
  actor: Actor,
  input: { accountId: string; to: string },
): string {
  return ctx.db.write((tx) => {
    const account = findAccount(tx, input.accountId)
    const id = queueEmail(tx, ctx, {
      kind: 'test',
      actor,
      to: [{ address: input.to }],
      accountId: account.id,
      ...testMessage(ctx, account.name),
    })
    ctx.audit.record(tx, { actor, action: 'email.test', subjectType: 'email', subjectId: id })
    return id
  })
}

/**
 * Sends a message of the log once more: a new row that points back, so that both stay visible.
 * An ambiguous message may have arrived: the person has to say that a second copy is acceptable.
 */
export function resendEmail(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; to?: string; cc?: string[]; bcc?: string[]; acceptDuplicate: boolean },
): string {
  return ctx.db.write((tx) => {
    const before = findEmail(tx, actor, input.id)
    if (!resendable.has(before.status)) throw problem('CONFLICT', 'email_on_its_way')
    if (before.status === 'ambiguous' && !input.acceptDuplicate)
      throw problem('CONFLICT', 'email_may_have_arrived')
    const account = tx.get((q) =>
      q.selectFrom('mail_accounts').select(['id', 'enabled', 'deletedAt']).where('id', '=', before.accountId),
    )
    const addresses = (given: string[] | undefined, stored: string) =>
      given
        ? given.filter((address) => address !== '').map((address) => ({ address }))
        : emailColumns.addresses(stored)
    const id = queueEmail(tx, ctx, {
      kind: before.kind === 'campaign' || before.kind === 'fallback' ? 'single' : before.kind,
      actor,
      to: input.to ? [{ address: input.to }] : emailColumns.addresses(before.recipients),
      cc: addresses(input.cc, before.cc),
      bcc: addresses(input.bcc, before.bcc),
      subject: before.subject,
      text: before.text,
      html: before.html,
      ...(before.inline === null ? {} : { inline: emailColumns.inline(before.inline) }),
      // An account that is gone or turned off is replaced by the preferred one.
      ...(account && account.enabled === 1 && account.deletedAt === null ? { accountId: account.id } : {}),
      ...(before.templateId === null || before.templateVersion === null
        ? {}
        : { template: { id: before.templateId, version: before.templateVersion } }),
      clientId: before.clientId,
      resendOf: before.id,
    })
    ctx.audit.record(tx, {
      actor,
      action: 'email.resend',
      subjectType: 'email',
      subjectId: id,
      details: { of: before.id, status: before.status },
    })
    ctx.live.touch(tx, 'emails', before.id)
    return id
  })
}

const resendable: ReadonlySet<string> = new Set(['accepted', 'ambiguous', 'failed', 'cancelled'])

/** Stops a message that still waits. Throws CONFLICT when it is on its way or done. */
export function cancelEmail(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    findEmail(tx, actor, id)
    const { changes } = tx.sqlRun(
      `UPDATE emails SET status = 'cancelled', nextAttemptAt = NULL, updatedAt = ? WHERE id = ? AND status = 'queued'`,
      [ctx.clock.now(), id],
    )
    if (changes === 0) throw problem('CONFLICT', 'email_on_its_way')
    ctx.audit.record(tx, { actor, action: 'email.cancel', subjectType: 'email', subjectId: id })
    ctx.live.touch(tx, 'emails', id)
  })
}

/** The message of a row as the composer takes it: the same row always gives the same bytes. */
export function contentOf(row: EmailsTable): Parameters<typeof compose>[0] {
  return {
    from: { name: row.fromName, address: row.fromAddress },
    ...(row.replyTo === null ? {} : { replyTo: { address: row.replyTo } }),
    to: emailColumns.addresses(row.recipients),
    cc: emailColumns.addresses(row.cc),
    bcc: emailColumns.addresses(row.bcc),
    subject: row.subject,
    text: row.text,
    ...(row.html === null ? {} : { html: row.html }),
    ...(row.inline === null ? {} : { inline: emailColumns.inline(row.inline) }),
    messageId: row.messageId,
    date: row.createdAt,
    headers: {
      'X-Despacho-Id': row.id,
      'Auto-Submitted': row.kind === 'notification' ? 'auto-generated' : 'no',
    },
  }
}

/** The form's field behind a field of the message. */
function fieldOf(field: string): string {
  return field === 'from' || field === 'reply-to' ? 'accountId' : field
}

function searchText(email: NewEmail): string {
  const people = [...email.to, ...(email.cc ?? []), ...(email.bcc ?? [])]
  const words = [email.subject, ...people.flatMap(({ name, address }) => [name ?? '', address])]
  return words
    .join(' ')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .slice(0, 4_000)
}

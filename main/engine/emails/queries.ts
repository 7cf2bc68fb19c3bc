import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import {
  addressSchema,
  type Email,
  type EmailKind,
  type EmailRow,
  type EmailStatus,
} from '../../../shared/contract/emails.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { inertMailHtml } from '../core/html/mail-html.ts'
import { parseJson } from '../core/storage/json.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { InlinePart } from '../mail/mail.ts'
import type { EmailsTable } from './tables.ts'

const addressList = z.array(addressSchema)
const inlineList = z.array(
  z.object({ contentId: z.string(), contentType: z.string(), filename: z.string(), base64: z.string() }),
)
/** Readers of the JSON columns. */
export const emailColumns = {
  addresses: (text: string) => parseJson(addressList, text),
  inline: (text: string): InlinePart[] =>
    parseJson(inlineList, text).map(({ base64, ...part }) => ({
      contentId: part.contentId,
      contentType: part.contentType,
      filename: part.filename,
      content: Buffer.from(base64, 'base64'),
    })),
  writeInline: (parts: readonly InlinePart[]): string =>
    JSON.stringify(parts.map(({ content, ...part }) => ({ ...part, base64: content.toString('base64') }))),
}

export interface EmailListInput {
  limit: number
  cursor?: string
  q?: string
  status?: EmailStatus[]
  kind?: EmailKind[]
  clientId?: string
}

type Listed = EmailsTable & { accountName: string }

/** WHERE of what an actor may see: messages about their clients, and those they sent themselves. */
function emailScope(actor: Actor): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const clients = clientScope(actor, 'e.clientId')
  return { sql: `(e.createdBy = ? OR ${clients.sql})`, params: [actor.userId ?? '', ...clients.params] }
}

/** Single messages the actor may see, newest first. */
export function listEmails(ctx: EngineContext, actor: Actor, input: EmailListInput): Page<EmailRow> {
  const scope = emailScope(actor)
  const terms = [scope.sql]
  const params: unknown[] = [...scope.params]
  const after = decodeCursor(input.cursor)
  if (after) {
    terms.push('(e.createdAt, e.id) < (?, ?)')
    params.push(after[0], after[1])
  }
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (!values?.length) return
    terms.push(`${column} IN (${values.map(() => '?').join(', ')})`)
    params.push(...values)
  }
  oneOf('e.status', input.status)
  oneOf('e.kind', input.kind)
  if (input.clientId !== undefined) {
    terms.push('e.clientId = ?')
    params.push(input.clientId)
  }
  for (const word of folded(input.q ?? '')
    .split(/\s+/)
    .filter(Boolean)) {
    terms.push('instr(e.searchText, ?) > 0')
    params.push(word)
  }
  const rows = ctx.db.sqlAll<Listed>(
    `SELECT e.*, a.name AS accountName FROM emails e JOIN mail_accounts a ON a.id = coalesce(e.sentBy, e.accountId)
     WHERE ${terms.join(' AND ')} ORDER BY e.createdAt DESC, e.id DESC LIMIT ?`,
    [...params, input.limit + 1],
  )
  return pageFrom<Listed, EmailRow>(rows, input.limit, (row) => [row.createdAt, row.id], asRow)
}

/** One message with its content, made inert, and its history. Throws NOT_FOUND. */
export function getEmail(ctx: EngineContext, actor: Actor, id: string): Email {
  const { db } = ctx
  const row = findEmail(db, actor, id)
  const account = db.sqlGet<{ name: string }>('SELECT name FROM mail_accounts WHERE id = ?', [
    row.sentBy ?? row.accountId,
  ])
  const resends = db.sqlAll<{ id: string; status: EmailStatus; createdAt: number }>(
    'SELECT id, status, createdAt FROM emails WHERE resendOf = ? ORDER BY createdAt LIMIT 50',
    [id],
  )
  return {
    ...asRow({ ...row, accountName: account?.name ?? '' }),
    cc: emailColumns.addresses(row.cc),
    bcc: emailColumns.addresses(row.bcc),
    from: { name: row.fromName, address: row.fromAddress },
    replyTo: row.replyTo,
    text: row.text,
    html: row.html === null ? null : inertMailHtml(row.html, picturesOf(row)).html,
    errorText: row.errorText,
    template: templateOf(db, row),
    client: nameOf(db, 'clients', row.clientId),
    campaign: null,
    messageId: row.messageId,
    acceptedAt: row.acceptedAt,
    createdBy: nameOf(db, 'users', row.createdBy)?.name ?? null,
    resendOf: row.resendOf,
    resends,
    mayResend: ['accepted', 'ambiguous', 'failed', 'cancelled'].includes(row.status),
  }
}

function picturesOf(row: EmailsTable): Map<string, string> {
  const parts = row.inline === null ? [] : emailColumns.inline(row.inline)
  return new Map(
    parts.map(({ contentId, contentType, content }) => [
      contentId,
      `data:${contentType};base64,${content.toString('base64')}`,
    ]),
  )
}

/** A row within what the actor sees. Throws NOT_FOUND for others' as for none. */
export function findEmail(db: ReadableDb, actor: Actor, id: string): EmailsTable {
  const scope = emailScope(actor)
  const row = db.sqlGet<EmailsTable>(`SELECT e.* FROM emails e WHERE e.id = ? AND ${scope.sql}`, [
    id,
    ...scope.params,
  ])
  if (!row) throw notFound('email')
  return row
}

function nameOf(
  db: ReadableDb,
  table: 'clients' | 'users',
  id: string | null,
): { id: string; name: string } | null {
  if (id === null) return null
  const sql = {
    clients: 'SELECT name FROM clients WHERE id = ?',
    users: 'SELECT name FROM users WHERE id = ?',
  }[table]
  const found = db.sqlGet<{ name: string }>(sql, [id])
  return found ? { id, name: found.name } : null
}

function templateOf(db: ReadableDb, row: EmailsTable): Email['template'] {
  if (row.templateId === null || row.templateVersion === null) return null
  const found = db.sqlGet<{ name: string }>('SELECT name FROM templates WHERE id = ?', [row.templateId])
  return found ? { id: row.templateId, name: found.name, version: row.templateVersion } : null
}

function asRow(row: Listed): EmailRow {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    to: emailColumns.addresses(row.recipients),
    subject: row.subject,
    accountName: row.accountName,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt,
    errorReason: row.errorReason,
    openedAt: row.openedAt,
    createdAt: row.createdAt,
  }
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** A message is tried for hours, not for days: older ones cannot have ended in the last day. */
const LONGEST_DELIVERY = 4 * 86_400_000

/** Single messages that were accepted or failed for good, by hour from `since` (ms) on. */
export function emailOutcomes(
  ctx: EngineContext,
  actor: Actor,
  since: number,
): { hour: number; sent: number; failed: number }[] {
  const scope = emailScope(actor)
  return ctx.db.sqlAll(
    `SELECT at / 3600000 * 3600000 AS hour, sum(status = 'accepted') AS sent, sum(status = 'failed') AS failed
     FROM (SELECT e.status, coalesce(e.acceptedAt, e.updatedAt) AS at FROM emails e
           WHERE e.createdAt >= ? AND e.status IN ('accepted', 'failed') AND ${scope.sql})
     WHERE at >= ? GROUP BY hour`,
    [since - LONGEST_DELIVERY, ...scope.params, since],
  )
}

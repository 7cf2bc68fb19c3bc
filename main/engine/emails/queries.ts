import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import {
  addressSchema,
  type Email,
  type EmailKind,
  emailKinds,
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
import { decodeCursor, encodeCursor } from '../core/storage/keyset.ts'
import { asEmailRow, campaignEmail, campaignMessages, isCampaignEmail } from './campaign-log.ts'
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

/**
 * Every message the actor may see, newest first: single ones from their log, those of campaigns from
 * the ledger that is their only record (decision 0050). The cursor holds where each source stands.
 */
export function listEmails(ctx: EngineContext, actor: Actor, input: EmailListInput): Page<EmailRow> {
  const after = decodeCursor(input.cursor)
  const [singleAfter, ledgerBefore] = after ? [positionOf(after[0]), Number(after[1])] : [null, null]
  const words = (input.q ?? '').split(/\s+/).filter(Boolean)
  const wanted = input.kind?.length ? input.kind : emailKinds
  const stages = ([1, 2] as const).filter((stage) => wanted.includes(stage === 1 ? 'campaign' : 'fallback'))
  const single = wanted.some((kind) => kind !== 'campaign' && kind !== 'fallback')
    ? singleEmails(ctx, actor, { ...input, after: singleAfter })
    : []
  const [stage] = stages
  const ledger =
    stage === undefined
      ? []
      : campaignMessages(ctx, actor, {
          limit: input.limit + 1,
          before: ledgerBefore,
          words,
          ...(stages.length === 1 ? { stage } : {}),
          ...(input.status ? { status: input.status } : {}),
          ...(input.clientId === undefined ? {} : { clientId: input.clientId }),
        })
  const merged = merge(single, ledger)
  const shown = merged.slice(0, input.limit)
  const lastSingle = shown.findLast((row) => row.source === 'single')
  const lastLedger = shown.findLast((row) => row.source === 'ledger')
  const position = lastSingle ? `${lastSingle.item.createdAt}:${lastSingle.item.id}` : (after?.[0] ?? null)
  const number = lastLedger ? Number(lastLedger.item.id.slice(1)) : (ledgerBefore ?? Number.MAX_SAFE_INTEGER)
  return {
    items: shown.map(({ item }) => item),
    nextCursor: merged.length > shown.length ? encodeCursor([position, number]) : null,
  }
}

interface Merged {
  source: 'single' | 'ledger'
  item: EmailRow
}

/** Both sources in one order. Each keeps its own, so that the cursor never passes over a row. */
function merge(single: readonly Listed[], ledger: ReturnType<typeof campaignMessages>): Merged[] {
  const merged: Merged[] = []
  let i = 0
  let j = 0
  while (i < single.length || j < ledger.length) {
    const one = single[i]
    const other = ledger[j]
    if (one && (!other || one.createdAt >= other.at)) {
      merged.push({ source: 'single', item: asRow(one) })
      i += 1
    } else if (other) {
      merged.push({ source: 'ledger', item: asEmailRow(other) })
      j += 1
    }
  }
  return merged
}

type Position = { createdAt: number; id: string } | null

function positionOf(text: string | number | null): Position {
  const parts = /^(\d+):(.+)$/.exec(String(text ?? ''))
  return parts?.[1] && parts[2] ? { createdAt: Number(parts[1]), id: parts[2] } : null
}

function singleEmails(
  ctx: EngineContext,
  actor: Actor,
  input: EmailListInput & { after: Position },
): Listed[] {
  const scope = emailScope(actor)
  const terms = [scope.sql]
  const params: unknown[] = [...scope.params]
  const term = (sql: string, ...values: unknown[]) => {
    terms.push(sql)
    params.push(...values)
  }
  if (input.after) term('(e.createdAt, e.id) < (?, ?)', input.after.createdAt, input.after.id)
  if (input.status?.length) term('e.status IN (SELECT value FROM json_each(?))', JSON.stringify(input.status))
  if (input.kind?.length) term('e.kind IN (SELECT value FROM json_each(?))', JSON.stringify(input.kind))
  if (input.clientId !== undefined) term('e.clientId = ?', input.clientId)
  for (const word of folded(input.q ?? '')
    .split(/\s+/)
    .filter(Boolean))
    term('instr(e.searchText, ?) > 0', word)
  return ctx.db.sqlAll<Listed>(
    `SELECT e.*, a.name AS accountName FROM emails e JOIN mail_accounts a ON a.id = coalesce(e.sentBy, e.accountId)
     WHERE ${terms.join(' AND ')} ORDER BY e.createdAt DESC, e.id DESC LIMIT ?`,
    [...params, input.limit + 1],
  )
}

/** One message with its content, made inert, and its history. Throws NOT_FOUND. */
export function getEmail(ctx: EngineContext, actor: Actor, id: string): Email {
  if (isCampaignEmail(id)) return campaignEmail(ctx, actor, id)
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

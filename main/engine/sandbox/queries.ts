import PostalMime, { type Address, type Email } from 'postal-mime'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { SandboxMessage, SandboxRow } from '../../../shared/contract/sandbox.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { inertHtml } from '../core/html/inert-html.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import type { SandboxMessagesTable } from './tables.ts'

type Summary = Omit<SandboxMessagesTable, 'raw'>
const columns =
  'id, receivedAt, envelopeFrom, recipients, fromHeader, subject, messageId, size, attachments, seen'

/** More than this of a source is not shown on a page; the whole of it can be saved. */
const SOURCE_LIMIT = 512_000
const HTML_LIMIT = 2_000_000

/** Messages the sandbox caught, newest first; `q` is looked for in subject, sender and recipients. */
export function listMessages(
  ctx: EngineContext,
  actor: Actor,
  input: { limit: number; cursor?: string; q?: string; unseen?: boolean },
): Page<SandboxRow> {
  const after = decodeCursor(input.cursor)
  const scope = messageScope(actor)
  const terms = [scope.sql]
  const params: unknown[] = [...scope.params]
  if (after) {
    terms.push('id < ?')
    params.push(String(after[1]))
  }
  if (input.unseen) terms.push('seen = 0')
  for (const word of (input.q ?? '').split(/\s+/).filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    terms.push(
      `(subject LIKE ? ESCAPE '\\' OR fromHeader LIKE ? ESCAPE '\\' OR recipients LIKE ? ESCAPE '\\')`,
    )
    params.push(pattern, pattern, pattern)
  }
  const rows = ctx.db.sqlAll<Summary>(
    `SELECT ${columns} FROM sandbox_messages m WHERE ${terms.join(' AND ')} ORDER BY id DESC LIMIT ?`,
    [...params, input.limit + 1],
  )
  return pageFrom<Summary, SandboxRow>(rows, input.limit, (row) => [null, row.id], asRow)
}

/** One message, parsed, its HTML made inert. A message that cannot be parsed is shown as text. */
export async function getMessage(ctx: EngineContext, actor: Actor, id: string): Promise<SandboxMessage> {
  const row = find(ctx.db, actor, id)
  const parsed = await parse(row.raw)
  const html =
    parsed.html === undefined ? null : inertHtml(parsed.html.slice(0, HTML_LIMIT), inlinePictures(parsed))
  return {
    ...asRow(row),
    envelope: { from: row.envelopeFrom, to: recipientsOf(row) },
    replyTo: parsed.replyTo ? parsed.replyTo.map(addressText).join(', ') : null,
    date: parsed.date ?? null,
    messageId: parsed.messageId ?? null,
    headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: parsed.text ?? null,
    html: html?.html ?? null,
    removed: { remoteImages: html?.remoteImages ?? 0, active: html?.active ?? 0 },
    files: parsed.attachments.map((file, index) => ({
      index,
      name: file.filename ?? `${index + 1}`,
      mediaType: file.mimeType,
      bytes: bytesOf(file.content).length,
    })),
  }
}

/** The message as it came over SMTP, for reading. */
export function getSource(
  ctx: EngineContext,
  actor: Actor,
  id: string,
): { source: string; truncated: boolean } {
  const { raw } = find(ctx.db, actor, id)
  return { source: raw.toString('utf8', 0, SOURCE_LIMIT), truncated: raw.length > SOURCE_LIMIT }
}

/** One attachment, always as a download: its type is never trusted to be shown. */
export async function getAttachment(
  ctx: EngineContext,
  actor: Actor,
  id: string,
  index: number,
): Promise<File> {
  const parsed = await parse(find(ctx.db, actor, id).raw)
  const file = parsed.attachments[index]
  if (!file) throw notFound('attachment')
  const name = (file.filename ?? `${index + 1}`).replace(/[\\/\u0000-\u001f]/g, '_')
  return new File([new Uint8Array(bytesOf(file.content))], name, { type: 'application/octet-stream' })
}

/** How many messages the actor sees, and how many of them nobody has opened. */
export function countMessages(db: ReadableDb, actor: Actor): { messages: number; unseen: number } {
  const scope = messageScope(actor)
  const found = db.sqlGet<{ messages: number; unseen: number }>(
    `SELECT count(*) AS messages, count(*) FILTER (WHERE seen = 0) AS unseen FROM sandbox_messages m WHERE ${scope.sql}`,
    scope.params,
  )
  return found ?? { messages: 0, unseen: 0 }
}

/**
 * WHERE of the messages an actor may see. Those who see only their clients find what is in their
 * log of messages, and what went to a contact of a client of theirs.
 */
export function messageScope(actor: Actor): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const clients = clientScope(actor, 'c.clientId')
  const mine = clientScope(actor, 'e.clientId')
  return {
    sql: `(EXISTS (SELECT 1 FROM emails e WHERE e.messageId = m.messageId AND (e.createdBy = ? OR ${mine.sql}))
      OR EXISTS (SELECT 1 FROM contacts c, json_each(m.recipients) r
                 WHERE lower(c.email) = lower(r.value) AND c.deletedAt IS NULL AND ${clients.sql}))`,
    params: [actor.userId ?? '', ...mine.params, ...clients.params],
  }
}

function find(db: ReadableDb, actor: Actor, id: string): SandboxMessagesTable {
  const scope = messageScope(actor)
  const row = db.sqlGet<SandboxMessagesTable>(
    `SELECT m.* FROM sandbox_messages m WHERE m.id = ? AND ${scope.sql}`,
    [id, ...scope.params],
  )
  if (!row) throw notFound('sandbox_message')
  return row
}

async function parse(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, {
      maxNestingDepth: 50,
      maxHeadersSize: 1_000_000,
      maxRfc822NestingDepth: 3,
    })
  } catch {
    return { headers: [], headerLines: [], attachments: [], text: raw.toString('utf8', 0, SOURCE_LIMIT) }
  }
}

function inlinePictures(message: Email): Map<string, string> {
  const pictures = new Map<string, string>()
  for (const { contentId, mimeType, content } of message.attachments) {
    if (!contentId || !/^image\/(png|jpe?g|gif|webp)$/.test(mimeType)) continue
    const data = Buffer.from(bytesOf(content)).toString('base64')
    pictures.set(contentId.replace(/^<|>$/g, ''), `data:${mimeType};base64,${data}`)
  }
  return pictures
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

function addressText(address: Address): string {
  if (address.group) return address.group.map(addressText).join(', ')
  return address.name ? `${address.name} <${address.address}>` : address.address
}

function recipientsOf(row: Summary): string[] {
  const list: unknown = JSON.parse(row.recipients)
  return Array.isArray(list) ? list.map(String) : []
}

function asRow(row: Summary): SandboxRow {
  return {
    id: row.id,
    receivedAt: row.receivedAt,
    from: row.fromHeader || row.envelopeFrom,
    to: recipientsOf(row),
    subject: row.subject,
    size: row.size,
    attachments: row.attachments,
    seen: row.seen === 1,
  }
}

import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { SandboxMessage, SandboxRow } from '../../../shared/contract/sandbox.ts'
import { campaignScope } from '../campaigns/queries.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { attachmentOf, viewMessage } from '../mail/mail.ts'
import type { SandboxMessagesTable } from './tables.ts'

type Summary = Omit<SandboxMessagesTable, 'raw'>
const columns =
  'id, receivedAt, envelopeFrom, recipients, fromHeader, subject, messageId, size, attachments, seen'

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

/** One message, parsed, its HTML made inert. A message that cannot be parsed shows its source only. */
export async function getMessage(ctx: EngineContext, actor: Actor, id: string): Promise<SandboxMessage> {
  const row = find(ctx.db, actor, id)
  const view = await viewMessage(row.raw)
  return {
    ...asRow(row),
    envelope: { from: row.envelopeFrom, to: recipientsOf(row) },
    replyTo: view.replyTo,
    date: view.date,
    messageId: view.messageId,
    headers: view.headers,
    text: view.text,
    html: view.html,
    remotePictures: view.remotePictures,
    files: view.attachments.map(({ filename, contentType, size }, index) => ({
      index,
      name: filename,
      mediaType: contentType,
      bytes: size,
    })),
  }
}

/** The message as it came over SMTP, for reading. */
export async function getSource(
  ctx: EngineContext,
  actor: Actor,
  id: string,
): Promise<{ source: string; truncated: boolean }> {
  const { source, sourceCut } = await viewMessage(find(ctx.db, actor, id).raw)
  return { source, truncated: sourceCut }
}

/** One attachment, always as a download: its type is never trusted to be shown. */
export async function getAttachment(
  ctx: EngineContext,
  actor: Actor,
  id: string,
  index: number,
): Promise<File> {
  const found = await attachmentOf(find(ctx.db, actor, id).raw, index)
  if (!found) throw notFound('attachment')
  const name = found.filename.replace(/[\\/\u0000-\u001f]/g, '_')
  return new File([new Uint8Array(found.content)], name, { type: 'application/octet-stream' })
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
  // A campaign's Message-ID is `<d.` campaign `-` ledger row `@…`.
  const campaigns = campaignScope(actor, 'cp')
  const recipients = clientScope(actor, 'cr.clientId')
  return {
    sql: `(EXISTS (SELECT 1 FROM emails e WHERE e.messageId = m.messageId AND (e.createdBy = ? OR ${mine.sql}))
      OR EXISTS (SELECT 1 FROM contacts c, json_each(m.recipients) r
                 WHERE lower(c.email) = lower(r.value) AND c.deletedAt IS NULL AND ${clients.sql})
      OR EXISTS (SELECT 1 FROM deliveries d JOIN campaigns cp ON cp.id = d.campaignId
                 JOIN campaign_recipients cr ON cr.id = d.recipientId
                 WHERE d.id = CAST(substr(m.messageId, 41) AS INTEGER) AND d.campaignId = substr(m.messageId, 4, 36)
                   AND ${campaigns.sql} AND (cr.clientId IS NULL OR ${recipients.sql})))`,
    params: [
      actor.userId ?? '',
      ...mine.params,
      ...clients.params,
      ...campaigns.params,
      ...recipients.params,
    ],
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

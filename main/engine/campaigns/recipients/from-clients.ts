import type { z } from 'zod'
import type { clientFilterSchema } from '../../../../shared/contract/campaigns/recipients.ts'
import { clientScope } from '../../clients/queries.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { draftFor, recountDraft, reviseRecipients } from '../campaigns.ts'
import { findCampaign } from '../scope.ts'
import { insertRecipients, type NewRecipient } from './store.ts'

interface ContactRow {
  clientId: string
  clientName: string
  taxId: string | null
  name: string | null
  email: string | null
  language: string | null
}

export interface Picked {
  clients: number
  contacts: number
  /** New recipients; addresses the draft has already; clients without an address. */
  added: number
  already: number
  without: number
}

/** Adds the first contact with an address of each client that fits, or says what that would add. */
export function addFromClients(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; filter: z.infer<typeof clientFilterSchema>; preview: boolean },
): Picked {
  findCampaign(ctx.db, actor, input.campaignId)
  const rows = contactsOf(ctx.db, actor, input.filter)
  const clients = new Set(rows.map((row) => row.clientId)).size
  const writable = rows.filter((row) => row.email !== null)
  const without = clients - new Set(writable.map((row) => row.clientId)).size
  if (input.preview) {
    const already = writable.filter((row) =>
      ctx.db.sqlGet('SELECT 1 FROM campaign_recipients WHERE campaignId = ? AND email = ?', [
        input.campaignId,
        row.email,
      ]),
    ).length
    return { clients, contacts: writable.length, added: writable.length - already, already, without }
  }
  return ctx.db.write((tx) => {
    const draft = draftFor(tx, actor, input.campaignId)
    const last = tx.sqlGet<{ position: number | null }>(
      'SELECT max(position) AS position FROM campaign_recipients WHERE campaignId = ?',
      [input.campaignId],
    )
    const added = insertRecipients(
      tx,
      { campaignId: input.campaignId, importId: null },
      writable.map((row, index) => recipientOf(row, (last?.position ?? 0) + index + 1)),
    )
    const from = draft.recipientsFrom === 'none' || draft.recipientsFrom === 'clients' ? 'clients' : 'mixed'
    tx.sqlRun('UPDATE campaigns SET recipientsFrom = ? WHERE id = ?', [from, input.campaignId])
    recountDraft(tx, input.campaignId)
    reviseRecipients(tx, ctx, input.campaignId)
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.recipients_from_clients',
      subjectType: 'campaign',
      subjectId: input.campaignId,
      details: { added },
    })
    return { clients, contacts: writable.length, added, already: writable.length - added, without }
  })
}

function contactsOf(db: ReadableDb, actor: Actor, filter: z.infer<typeof clientFilterSchema>): ContactRow[] {
  const scope = clientScope(actor, 'c.id')
  const terms = ['c.deletedAt IS NULL', scope.sql]
  const params: string[] = [...scope.params]
  const where = (sql: string, value: string | undefined) => {
    if (value === undefined) return
    terms.push(sql)
    params.push(value)
  }
  where('c.id IN (SELECT value FROM json_each(?))', filter.ids && JSON.stringify(filter.ids))
  where('c.stage = ?', filter.stage)
  where('c.assigneeId = ?', filter.assigneeId)
  where('EXISTS (SELECT 1 FROM client_tags t WHERE t.clientId = c.id AND t.tag = ?)', filter.tag)
  return db.sqlAll<ContactRow>(
    `SELECT c.id AS clientId, c.name AS clientName, c.taxId, o.name, o.email, o.language FROM clients c
     LEFT JOIN contacts o ON o.id = (SELECT id FROM contacts x WHERE x.clientId = c.id AND x.deletedAt IS NULL
       AND x.email IS NOT NULL ORDER BY x.isPrimary DESC, x.name, x.id LIMIT 1)
     WHERE ${terms.join(' AND ')} ORDER BY c.name, c.id LIMIT 20000`,
    params,
  )
}

function recipientOf(row: ContactRow, position: number): NewRecipient {
  return {
    position,
    email: row.email ?? '',
    name: row.name ?? row.clientName,
    taxId: row.taxId,
    creditor: null,
    clientId: row.clientId,
    amountMinor: null,
    currency: null,
    issuedOn: null,
    dueOn: null,
    paymentLink: null,
    language: row.language,
    zone: null,
    role: 'debtor',
    flags: [],
    invoices: [],
    variables: {},
    excludedReason: null,
  }
}

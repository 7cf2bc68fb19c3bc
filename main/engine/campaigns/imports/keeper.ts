import type { ImportReport } from '../../../../shared/contract/campaigns/imports.ts'
import { ROW_REASONS, type RowReason, type RowSeverity } from '../../../../shared/domain/recipient-import.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import type { RecipientBatch } from '../import/import.ts'
import type { ExcludedRow, ImportedRecipient } from '../import/recipients.ts'
import { insertRecipients, type NewRecipient } from '../recipients/store.ts'
import type { ImportsTable, SuppressionsTable } from '../tables.ts'

/** Reasons that only the workspace can tell, beside those of the file. */
const OWN_REASONS: Record<string, RowSeverity> = {
  suppressed: 'blocks',
  unsubscribed: 'blocks',
  duplicate_active: 'excludes',
  already_in_campaign: 'excludes',
}

export interface Keeper {
  /** Writes one piece of the file, within the caller's transaction. */
  keep(tx: WritableDb, batch: RecipientBatch): void
  report(): ImportReport
}

/** Stores what the reader hands over, and gathers the validation report. */
export function createKeeper(row: ImportsTable, choices: { letThrough: readonly string[]; append: boolean }): Keeper {
  const { letThrough } = choices
  const lines = new Map<string, { rows: number; last: number }>()
  const totals = new Map<string, number>()
  const figures = { rows: 0, recipients: 0, merged: 0, excluded: 0, blocked: 0, invoices: 0 }

  const note = (tx: WritableDb, reason: string, line: number, about: { field: string | null; value: string; hint: string | null }) => {
    let found = lines.get(reason)
    if (!found) lines.set(reason, (found = { rows: 0, last: 0 }))
    if (found.last !== line) found.rows += 1
    found.last = line
    tx.sqlRun(
      `INSERT INTO import_rows (importId, reason, line, field, value, hint) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [row.id, reason, line, about.field ?? '', about.value, about.hint],
    )
  }
  const leaveOut = (tx: WritableDb, entry: { line: number; email: string | null; name: string | null; reasons: readonly string[] }) => {
    if (entry.reasons.some((reason) => severityOf(reason) === 'blocks')) figures.blocked += 1
    else figures.excluded += 1
    tx.sqlRun('INSERT INTO import_excluded (importId, line, email, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [
      row.id,
      entry.line,
      entry.email,
      entry.name,
    ])
  }
  return {
    keep(tx, batch) {
      figures.rows += batch.rows
      figures.merged += batch.mergedRows
      for (const issue of batch.issues) {
        note(tx, issue.reason, issue.line, { field: issue.column, value: issue.value, hint: issue.hint })
      }
      for (const excluded of batch.excluded) leaveOut(tx, excluded satisfies ExcludedRow)
      if (batch.recipients.length === 0) return
      const known = standingOf(tx, choices.append ? row.campaignId : null, row.campaignId, batch.recipients)
      const tally = new Tally()
      const kept: NewRecipient[] = []
      for (const recipient of batch.recipients) {
        const reason = known.get(recipient.email.toLowerCase())
        if (reason !== undefined) {
          note(tx, reason, recipient.line, { field: null, value: recipient.email, hint: null })
          if (!letThrough.includes(reason) || OWN_REASONS[reason] !== 'excludes') {
            leaveOut(tx, { ...recipient, reasons: [reason] })
            continue
          }
        }
        kept.push(asRecipient(recipient))
        figures.invoices += recipient.invoices.length
        for (const { amountMinor, currency } of recipient.invoices) {
          if (amountMinor !== null && currency !== null) totals.set(currency, (totals.get(currency) ?? 0) + amountMinor)
        }
      }
      const added = insertRecipients(tx, { campaignId: row.campaignId, importId: row.id }, kept)
      figures.recipients += added
      tally.count(row.campaignId, 1, { state: 'waiting', reason: '' }, added)
      tally.write(tx)
    },
    report: () => ({
      ...figures,
      totals: [...totals].map(([currency, minor]) => ({ currency, minor })),
      reasons: [...lines]
        .map(([reason, { rows }]) => ({ reason, severity: severityOf(reason), rows, letThrough: letThrough.includes(reason) }))
        .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.rows - a.rows),
    }),
  }
}

const order: readonly RowSeverity[] = ['blocks', 'excludes', 'warns']

export function severityOf(reason: string): RowSeverity {
  return OWN_REASONS[reason] ?? ROW_REASONS[reason as RowReason] ?? 'warns'
}

/** Addresses that are suppressed, in this campaign already, or in another one that is under way. */
function standingOf(
  tx: WritableDb,
  appendTo: string | null,
  campaignId: string,
  recipients: readonly ImportedRecipient[],
): Map<string, string> {
  const standing = new Map<string, string>()
  const active = tx.sqlAll<{ id: string }>(
    `SELECT id FROM campaigns WHERE status IN ('awaiting_approval', 'scheduled', 'running', 'paused') AND deletedAt IS NULL`,
  )
  const places = [...active.map(({ id }) => id), ...(appendTo === null ? [] : [appendTo])]
  if (places.length === 0 && !tx.sqlGet('SELECT 1 FROM suppressions LIMIT 1')) return standing
  const emails = JSON.stringify(recipients.map(({ email }) => email.toLowerCase()))
  for (const id of places) {
    const reason = id === campaignId ? 'already_in_campaign' : 'duplicate_active'
    for (const { email } of tx.sqlAll<{ email: string }>(
      'SELECT email FROM campaign_recipients WHERE campaignId = ? AND email IN (SELECT value FROM json_each(?))',
      [id, emails],
    )) {
      standing.set(email.toLowerCase(), reason)
    }
  }
  for (const { address, reason } of tx.sqlAll<SuppressionsTable>(
    'SELECT * FROM suppressions WHERE address IN (SELECT value FROM json_each(?))',
    [emails],
  )) {
    standing.set(address.toLowerCase(), reason === 'unsubscribed' ? 'unsubscribed' : 'suppressed')
  }
  return standing
}

function asRecipient(recipient: ImportedRecipient): NewRecipient {
  return {
    position: recipient.line,
    email: recipient.email,
    name: recipient.name,
    taxId: recipient.taxId,
    creditor: recipient.creditor,
    clientId: null,
    amountMinor: recipient.amountMinor,
    currency: recipient.currency,
    issuedOn: recipient.issuedOn,
    dueOn: recipient.dueOn,
    paymentLink: recipient.paymentLink,
    language: recipient.language,
    zone: recipient.timeZone,
    role: recipient.role,
    flags: recipient.flags,
    invoices: recipient.invoices.map((invoice) => ({
      number: invoice.number,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      amount: invoice.amountMinor === null || invoice.currency === null ? null : { minor: invoice.amountMinor, currency: invoice.currency },
      paymentLink: null,
    })),
    variables: recipient.variables,
    excludedReason: null,
  }
}

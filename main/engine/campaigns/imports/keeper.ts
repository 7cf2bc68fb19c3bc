import type { ImportReport } from '../../../../shared/contract/campaigns/imports.ts'
import {
  ROW_REASONS,
  type RowReason,
  type RowSeverity,
  WORKSPACE_REASONS,
} from '../../../../shared/domain/recipient-import.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import type { RecipientBatch } from '../import/import.ts'
import type { ImportedRecipient } from '../import/recipients.ts'
import { insertRecipients, type NewRecipient } from '../recipients/store.ts'
import type { ImportsTable, SuppressionsTable } from '../tables.ts'

/** Stores what the reader hands over, and gathers the validation report. */
export class Keeper {
  readonly #row: ImportsTable
  readonly #letThrough: readonly string[]
  readonly #append: boolean
  readonly #lines = new Map<string, { rows: number; last: number }>()
  readonly #totals = new Map<string, number>()
  readonly #figures = { rows: 0, recipients: 0, merged: 0, excluded: 0, blocked: 0, invoices: 0 }

  constructor(row: ImportsTable, choices: { letThrough: readonly string[]; append: boolean }) {
    this.#row = row
    this.#letThrough = choices.letThrough
    this.#append = choices.append
  }

  /** Writes one piece of the file, within the caller's transaction. */
  keep(tx: WritableDb, batch: RecipientBatch): void {
    this.#figures.rows += batch.rows
    this.#figures.merged += batch.mergedRows
    for (const issue of batch.issues) {
      this.#note(tx, issue.reason, issue.line, { field: issue.column, value: issue.value, hint: issue.hint })
    }
    for (const excluded of batch.excluded) this.#leaveOut(tx, excluded)
    if (batch.recipients.length === 0) return
    const { campaignId, id } = this.#row
    const known = standingOf(tx, this.#append ? campaignId : null, campaignId, batch.recipients)
    const kept: NewRecipient[] = []
    for (const recipient of batch.recipients) {
      if (!this.#mayStay(tx, recipient, known.get(recipient.email.toLowerCase()))) continue
      kept.push(asRecipient(recipient))
      this.#addUp(recipient)
    }
    const added = insertRecipients(tx, { campaignId, importId: id }, kept)
    this.#figures.recipients += added
    const tally = new Tally()
    tally.count(campaignId, 1, { state: 'waiting', reason: '' }, added)
    tally.write(tx)
  }

  report(): ImportReport {
    const reasons = [...this.#lines].map(([reason, { rows }]) => ({
      reason,
      severity: severityOf(reason),
      rows,
      letThrough: this.#letThrough.includes(reason),
    }))
    reasons.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.rows - a.rows)
    return {
      ...this.#figures,
      totals: [...this.#totals].map(([currency, minor]) => ({ currency, minor })),
      reasons,
    }
  }

  #mayStay(tx: WritableDb, recipient: ImportedRecipient, reason: string | undefined): boolean {
    if (reason === undefined) return true
    this.#note(tx, reason, recipient.line, { field: null, value: recipient.email, hint: null })
    if (this.#letThrough.includes(reason) && WORKSPACE_REASONS[reason] === 'excludes') return true
    const { line, email, name } = recipient
    this.#leaveOut(tx, { line, email, name, reasons: [reason] })
    return false
  }

  #addUp({ invoices }: ImportedRecipient): void {
    this.#figures.invoices += invoices.length
    for (const { amountMinor, currency } of invoices) {
      if (amountMinor === null || currency === null) continue
      this.#totals.set(currency, (this.#totals.get(currency) ?? 0) + amountMinor)
    }
  }

  #note(
    tx: WritableDb,
    reason: string,
    line: number,
    about: { field: string | null; value: string; hint: string | null },
  ): void {
    let found = this.#lines.get(reason)
    if (!found) this.#lines.set(reason, (found = { rows: 0, last: 0 }))
    if (found.last !== line) found.rows += 1
    found.last = line
    tx.sqlRun(
      `INSERT INTO import_rows (importId, reason, line, field, value, hint) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [this.#row.id, reason, line, about.field ?? '', about.value, about.hint],
    )
  }

  #leaveOut(
    tx: WritableDb,
    entry: { line: number; email: string | null; name: string | null; reasons: readonly string[] },
  ): void {
    if (entry.reasons.some((reason) => severityOf(reason) === 'blocks')) this.#figures.blocked += 1
    else this.#figures.excluded += 1
    tx.sqlRun(
      'INSERT INTO import_excluded (importId, line, email, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      [this.#row.id, entry.line, entry.email, entry.name],
    )
  }
}

const order: readonly RowSeverity[] = ['blocks', 'excludes', 'warns']

export function severityOf(reason: string): RowSeverity {
  return WORKSPACE_REASONS[reason] ?? ROW_REASONS[reason as RowReason] ?? 'warns'
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
      amount:
        invoice.amountMinor === null || invoice.currency === null
          ? null
          : { minor: invoice.amountMinor, currency: invoice.currency },
      paymentLink: null,
    })),
    variables: recipient.variables,
    excludedReason: null,
  }
}

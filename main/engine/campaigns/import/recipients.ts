import {
  ROW_REASONS,
  type RecipientFlag,
  type RecipientRole,
  type RepeatedAddressChoice,
  type RowReason,
} from '../../../../shared/domain/recipient-import.ts'
import { totalsByCurrency } from '../../../../shared/domain/money.ts'
import type { ImportedInvoice } from './invoice-reader.ts'
import type { ReadRow } from './row-reader.ts'
import type { RowIssue } from './row-view.ts'

/** One address to write to, with everything the file says about it. */
export interface ImportedRecipient {
  /** Line of its first row. */
  readonly line: number
  readonly email: string
  readonly name: string | null
  /** In the form the country keeps (`12345678-5`), or as written where it was let through unchecked. */
  readonly taxId: string | null
  readonly creditor: string | null
  readonly paymentLink: string | null
  readonly language: string | null
  readonly timeZone: string | null
  readonly role: RecipientRole
  /** Flags of its rows that were let through. */
  readonly flags: readonly RecipientFlag[]
  readonly invoices: readonly ImportedInvoice[]
  /** Sum of the invoices in minor units; null without amounts, or with amounts in several currencies. */
  readonly amountMinor: number | null
  readonly currency: string | null
  /** Earliest issue and due date of its invoices, `YYYY-MM-DD`. */
  readonly issuedOn: string | null
  readonly dueOn: string | null
  /** Extra columns of its first row. */
  readonly variables: Readonly<Record<string, string>>
}

/** A row that stays out, and why. */
export interface ExcludedRow {
  readonly line: number
  readonly email: string | null
  readonly name: string | null
  readonly reasons: readonly RowReason[]
}

export interface CollectOptions {
  readonly repeatedAddress: RepeatedAddressChoice
  /** Names a template uses as `recipient.…`; a row without one of them is `variable_missing`. */
  readonly requiredVariables: readonly string[]
  /** Reasons of severity `excludes` the person lets through. */
  readonly letThrough: readonly RowReason[]
}

export interface Collected {
  readonly recipients: ImportedRecipient[]
  readonly excluded: ExcludedRow[]
  readonly issues: RowIssue[]
  /** Rows that joined the recipient of an earlier row. */
  readonly mergedRows: number
}

export interface RecipientCollector {
  /** Takes one row; gives back whether it goes on, with what is said about it. */
  readonly add: (row: ReadRow) => {
    readonly issues: readonly RowIssue[]
    readonly excluded: ExcludedRow | null
  }
  /** After the last row: everything that only the whole file can tell, in slices of some hundred addresses. */
  readonly finish: () => Iterable<Collected>
}

const ADDRESSES_IN_A_SLICE = 500

/** What a person asked for concerns every debt of theirs, not the row it was written in. */
const WHOLE_PERSON: ReadonlySet<RowReason> = new Set(['flag_do_not_contact', 'flag_legal'])

/**
 * Collects rows into recipients, one for each address without regard to case. Nobody is handed on before the
 * last row is read: the row that says "do not contact" may be the last one, and it bars the address as a whole.
 */
export function createRecipientCollector(options: CollectOptions): RecipientCollector {
  const letThrough = new Set<RowReason>(
    options.letThrough.filter((reason) => ROW_REASONS[reason] === 'excludes'),
  )
  const rowsOf = new Map<string, [ReadRow, ...ReadRow[]]>()
  const barred = new Map<string, RowReason[]>()
  const keepsOut = (reason: RowReason) => ROW_REASONS[reason] !== 'warns' && !letThrough.has(reason)
  let mergedRows = 0

  return {
    add(row) {
      const key = row.address?.toLowerCase() ?? null
      const reasons = row.issues.length === 0 ? [] : row.issues.map(({ reason }) => reason).filter(keepsOut)
      if (key !== null) bar(barred, key, reasons)
      const earlier = key === null || reasons.length > 0 ? undefined : rowsOf.get(key)
      const clash = earlier === undefined ? null : clashOf(row, earlier, options.repeatedAddress)
      if (clash !== null) {
        row.issues.push(clash)
        if (keepsOut(clash.reason)) reasons.push(clash.reason)
      }
      if (key === null || reasons.length > 0)
        return { issues: row.issues, excluded: excludedRow(row, reasons) }
      if (earlier === undefined) rowsOf.set(key, [row])
      else if (options.repeatedAddress === 'merge') {
        earlier.push(row)
        mergedRows++
      }
      return { issues: row.issues, excluded: null }
    },
    *finish() {
      let slice: Collected = { recipients: [], excluded: [], issues: [], mergedRows }
      let addresses = 0
      for (const [key, rows] of rowsOf) {
        const bars = barred.get(key)
        const recipient = recipientOf(rows)
        const issues = bars === undefined ? lastChecks(recipient, options.requiredVariables) : []
        const reasons = bars ?? issues.map(({ reason }) => reason).filter(keepsOut)
        slice.issues.push(...issues)
        if (reasons.length === 0) slice.recipients.push(recipient)
        else slice.excluded.push(...rows.map((row) => excludedRow(row, reasons)))
        if (++addresses % ADDRESSES_IN_A_SLICE !== 0) continue
        yield slice
        slice = { recipients: [], excluded: [], issues: [], mergedRows: 0 }
      }
      yield slice
    },
  }
}

function bar(barred: Map<string, RowReason[]>, key: string, reasons: readonly RowReason[]): void {
  const found = reasons.filter((reason) => WHOLE_PERSON.has(reason))
  if (found.length > 0) barred.set(key, [...new Set([...(barred.get(key) ?? []), ...found])])
}

function excludedRow(row: ReadRow, reasons: readonly RowReason[]): ExcludedRow {
  return { line: row.line, email: row.address, name: row.name, reasons: [...new Set(reasons)] }
}

/** The same invoice twice would ask for the money twice. */
function clashOf(row: ReadRow, earlier: readonly ReadRow[], choice: RepeatedAddressChoice): RowIssue | null {
  const { line, invoice } = row
  const value = row.address ?? ''
  const first = earlier[0]
  if (choice === 'first') {
    return { line, column: null, value, reason: 'duplicate_in_file', hint: String(first?.line ?? '') }
  }
  const same = earlier.find(({ invoice: other }) => sameInvoice(invoice, other))
  return same === undefined
    ? null
    : {
        line,
        column: null,
        value: invoice.number ?? value,
        reason: 'duplicate_invoice',
        hint: String(same.line),
      }
}

function sameInvoice(one: ImportedInvoice, other: ImportedInvoice): boolean {
  return (
    one.number === other.number &&
    one.amountMinor === other.amountMinor &&
    one.currency === other.currency &&
    one.dueOn === other.dueOn
  )
}

function recipientOf(rows: readonly [ReadRow, ...ReadRow[]]): ImportedRecipient {
  const [first] = rows
  const invoices = rows.map(({ invoice }) => invoice)
  const total = rows.length === 1 ? first.invoice : totalOf(invoices)
  return {
    line: first.line,
    email: first.address ?? '',
    name: firstOf(rows, 'name'),
    taxId: firstOf(rows, 'taxId'),
    creditor: firstOf(rows, 'creditor'),
    paymentLink: firstOf(rows, 'paymentLink'),
    language: firstOf(rows, 'language'),
    timeZone: firstOf(rows, 'timeZone'),
    role: first.role,
    flags: rows.length === 1 ? first.flags : [...new Set(rows.flatMap(({ flags }) => flags))],
    invoices,
    amountMinor: total.amountMinor,
    currency: total.currency,
    issuedOn: earliest(invoices, 'issuedOn'),
    dueOn: earliest(invoices, 'dueOn'),
    variables: first.variables,
  }
}

function firstOf(
  rows: readonly ReadRow[],
  field: 'name' | 'taxId' | 'creditor' | 'paymentLink' | 'language' | 'timeZone',
): string | null {
  for (const row of rows) if (row[field] !== null) return row[field]
  return null
}

function totalOf(invoices: readonly ImportedInvoice[]): {
  amountMinor: number | null
  currency: string | null
} {
  const totals = totalsOf(invoices)
  const only = totals.length === 1 ? totals[0] : undefined
  return { amountMinor: only?.minor ?? null, currency: only?.currency ?? null }
}

function totalsOf(invoices: readonly ImportedInvoice[]): { minor: number; currency: string }[] {
  return totalsByCurrency(
    invoices.flatMap(({ amountMinor, currency }) =>
      amountMinor === null || currency === null ? [] : [{ minor: amountMinor, currency }],
    ),
  )
}

function earliest(invoices: readonly ImportedInvoice[], field: 'issuedOn' | 'dueOn'): string | null {
  let found: string | null = null
  for (const invoice of invoices) {
    const date = invoice[field]
    if (date !== null && (found === null || date < found)) found = date
  }
  return found
}

function lastChecks(recipient: ImportedRecipient, requiredVariables: readonly string[]): RowIssue[] {
  const issues: RowIssue[] = []
  if (recipient.invoices.length > 1) {
    const totals = totalsOf(recipient.invoices)
    if (totals.length > 1) {
      const value = totals.map(({ currency }) => currency).join(', ')
      issues.push({ line: recipient.line, column: null, value, reason: 'currency_mixed', hint: null })
    }
  }
  for (const name of requiredVariables) {
    if (!hasVariable(recipient, name)) {
      issues.push({
        line: recipient.line,
        column: name,
        value: recipient.email,
        reason: 'variable_missing',
        hint: null,
      })
    }
  }
  return issues
}

/** Names a template may use for what the file calls otherwise. */
const FIELD_OF_VARIABLE: Readonly<Record<string, (recipient: ImportedRecipient) => unknown>> = {
  email: ({ email }) => email,
  name: ({ name }) => name,
  taxId: ({ taxId }) => taxId,
  creditor: ({ creditor }) => creditor,
  amount: ({ amountMinor }) => amountMinor,
  currency: ({ currency }) => currency,
  issueDate: ({ issuedOn }) => issuedOn,
  issuedOn: ({ issuedOn }) => issuedOn,
  dueDate: ({ dueOn }) => dueOn,
  dueOn: ({ dueOn }) => dueOn,
  daysOverdue: ({ dueOn }) => dueOn,
  ageingBucket: ({ dueOn }) => dueOn,
  invoiceNumber: ({ invoices }) => invoices.find(({ number }) => number !== null)?.number ?? null,
  invoices: ({ invoices }) => invoices,
  paymentLink: ({ paymentLink }) => paymentLink,
  language: () => true,
  timeZone: () => true,
  role: ({ role }) => role,
}

function hasVariable(recipient: ImportedRecipient, name: string): boolean {
  const read = FIELD_OF_VARIABLE[name]
  if (read !== undefined) return read(recipient) !== null
  return Object.hasOwn(recipient.variables, name)
}

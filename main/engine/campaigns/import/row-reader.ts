import { parseTaxId, type TaxIdCountry } from '../../../../shared/domain/tax-ids.ts'
import {
  RECIPIENT_FLAGS,
  type RecipientField,
  type RecipientFlag,
  type RecipientRole,
  type RowReason,
} from '../../../../shared/domain/recipient-import.ts'
import { looksGarbled } from '../../core/sheets/encoding.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { cellText, type Cell, type SourceRow } from '../../core/sheets/rows.ts'
import { readInvoice, type ImportedInvoice } from './invoice-reader.ts'
import { plainName } from '../../core/sheets/field-names.ts'
import type { ColumnMapping } from './mapping.ts'
import { orNull, type Note, type RowIssue, type RowOptions } from './row-view.ts'
import { createDateReader } from './values/dates.ts'
import { readAddress } from './values/email-address.ts'
import {
  readFlag,
  readLanguage,
  readPaymentLink,
  readRole,
  readStatus,
  readTimeZone,
} from './values/words.ts'

/** One row, read. `address` is null where there is none to use. */
export interface ReadRow {
  readonly line: number
  address: string | null
  name: string | null
  taxId: string | null
  creditor: string | null
  paymentLink: string | null
  language: string | null
  timeZone: string | null
  role: RecipientRole
  readonly flags: RecipientFlag[]
  readonly invoice: ImportedInvoice
  readonly variables: Record<string, string>
  readonly issues: RowIssue[]
}

/** What people write where they have nothing. */
const NOTHING = new Set(
  '-|--|—|.|n/a|na|n.a.|n/d|n.d.|s/i|s/n|#n/a|#n/d|sin correo|sin email|no tiene|no registra|no informado|sin información|sin informacion|null|none'.split(
    '|',
  ),
)
const FORMULA_TEXT = /^(?:[=@]|[+-][A-Za-z(@])/
const SUMMARY = /^(?:sub ?|gran )?total(?:es)?\b/

const FLAG_REASONS: Readonly<Record<RecipientFlag, RowReason>> = {
  paid: 'flag_paid',
  dispute: 'flag_dispute',
  promise: 'flag_promise',
  legal: 'flag_legal',
  doNotContact: 'flag_do_not_contact',
}

/** Makes the function that reads one row after another under `options`. It throws nothing: what is wrong is an issue. */
export function createRowReader(options: RowOptions): (row: SourceRow) => ReadRow {
  const columnOf = new Map(options.mapping.map(({ target, column }) => [target, column]))
  const headerOf = new Map<string, string>(options.mapping.map(({ target, header }) => [target, header]))
  const variables = options.mapping.filter(({ target }) => target === 'variable')
  const used = options.mapping.filter(({ target }) => target !== 'ignore')
  const width = Math.max(0, ...options.mapping.map(({ column }) => column + 1))
  const date = createDateReader(options)
  const flagColumns = RECIPIENT_FLAGS.filter((flag) => columnOf.has(flag))

  return (row) => {
    const { cells, line } = row
    const issues: RowIssue[] = []
    const note: Note = (field, reason, value = '', hint = null) => {
      const column = field === null ? null : (headerOf.get(field) ?? null)
      issues.push({ line, column, value: shortened(value), reason, hint })
    }
    const cell = (field: RecipientField): Cell | undefined => {
      const column = columnOf.get(field)
      return column === undefined ? undefined : cells[column]
    }
    const text = (field: RecipientField): string => {
      const found = cellText(cell(field))
      return found.length <= 15 && NOTHING.has(found.toLowerCase()) ? '' : found
    }

    noteRowFaults(row, width, note)
    for (const { column, header } of used) noteText(cells[column], line, header, issues)
    const read: ReadRow = {
      line,
      address: addressOf(text('email'), cells, options.allowTestDomains, note),
      name: orNull(text('name')),
      taxId: taxIdOf(text('taxId'), options.taxIdCountry, note),
      creditor: orNull(text('creditor')),
      paymentLink: known(text('paymentLink'), readPaymentLink, 'paymentLink', 'payment_link_invalid', note),
      language: known(text('language'), readLanguage, 'language', 'language_unknown', note),
      timeZone: known(text('timeZone'), readTimeZone, 'timeZone', 'time_zone_unknown', note),
      role: known(text('role'), readRole, 'role', 'role_unknown', note) ?? 'debtor',
      flags: flagsOf(flagColumns, text, note),
      invoice: readInvoice({ line, cell, text, date, note }, options),
      variables: variablesOf(variables, cells),
      issues,
    }
    // The last line of a report adds up; what its other cells hold is nobody's mistake.
    const summary = issues.find(({ reason }) => reason === 'row_summary')
    return summary === undefined ? read : { ...read, issues: [summary] }
  }
}

function shortened(value: string): string {
  return value.length <= LIMITS.shownValue ? value : `${value.slice(0, LIMITS.shownValue - 1)}…`
}

function noteRowFaults({ cells, fault }: SourceRow, width: number, note: Note): void {
  if (fault === 'quotes') note(null, 'row_quotes', cells.map(cellText).join(' '))
  else if (fault === 'cell_too_long')
    note(
      null,
      'cell_too_long',
      cells.map(cellText).find(({ length }) => length > LIMITS.cell),
    )
  else if (fault === 'formula_empty') note(null, 'formula_empty')
  if (cells.length > width && cells.slice(width).some((cell) => cellText(cell) !== '')) {
    note(null, 'row_cells_extra', cells.slice(width).map(cellText).join(' '))
  }
}

/** Garbled letters and text that a spreadsheet would run: kept as text, and pointed out. */
function noteText(cell: Cell | undefined, line: number, column: string, issues: RowIssue[]): void {
  if (typeof cell !== 'string' || cell === '') return
  const code = cell.charCodeAt(0)
  if ((code === 61 || code === 64 || code === 43 || code === 45) && FORMULA_TEXT.test(cell)) {
    issues.push({ line, column, value: shortened(cell), reason: 'formula_text', hint: null })
  }
  if (looksGarbled(cell))
    issues.push({ line, column, value: shortened(cell), reason: 'text_garbled', hint: null })
}

function addressOf(
  text: string,
  cells: readonly Cell[],
  allowTestDomains: boolean,
  note: Note,
): string | null {
  const reading = readAddress(text, { allowTestDomains })
  if (reading.ok) {
    if (reading.typoOf !== null) {
      note('email', 'email_domain_typo', text, reading.address.replace(/@.*$/, `@${reading.typoOf}`))
    }
    return reading.address
  }
  const first =
    reading.reason === 'email_missing' ? cells.map(cellText).find((found) => found !== '') : undefined
  if (first !== undefined && SUMMARY.test(plainName(first))) note(null, 'row_summary', first)
  else note('email', reading.reason, text, reading.suggestion)
  // An existing address under an unknown ending can be let through; the others cannot be written to.
  return reading.address
}

function taxIdOf(text: string, country: TaxIdCountry | null, note: Note): string | null {
  if (text === '' || country === null) return orNull(text)
  const reading = parseTaxId(country, text)
  if (reading.ok) return reading.value
  note('taxId', 'tax_id_invalid', text)
  return text
}

function known<Value>(
  text: string,
  read: (text: string) => Value | null,
  field: RecipientField,
  reason: RowReason,
  note: Note,
): Value | null {
  if (text === '') return null
  const value = read(text)
  if (value === null) note(field, reason, text)
  return value
}

function flagsOf(
  columns: readonly RecipientFlag[],
  text: (field: RecipientField) => string,
  note: Note,
): RecipientFlag[] {
  const flags: RecipientFlag[] = []
  for (const flag of columns) {
    const written = text(flag)
    const set = readFlag(written)
    if (set === null) note(flag, 'flag_unclear', written)
    else if (set) {
      flags.push(flag)
      note(flag, FLAG_REASONS[flag], written)
    }
  }
  const status = text('status')
  const told = status === '' ? null : readStatus(status)
  if (told !== null && !flags.includes(told)) {
    flags.push(told)
    note('status', FLAG_REASONS[told], status)
  }
  return flags
}

function variablesOf(columns: readonly ColumnMapping[], cells: readonly Cell[]): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const { column, variable } of columns) {
    const text = cellText(cells[column])
    if (text !== '' && variable !== undefined) variables[variable] = text
  }
  return variables
}

import { orNull, type RowOptions, type RowView } from './row-view.ts'
import { readAmount, readTypedAmount } from './values/amounts.ts'
import { LOCAL_CURRENCY, readCurrency } from './values/currencies.ts'

/** What one row says is owed. Amounts in minor units, dates `YYYY-MM-DD`. */
export interface ImportedInvoice {
  readonly line: number
  readonly number: string | null
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly amountMinor: number | null
  readonly currency: string | null
}

/** Reads the invoice of a row; a date or an amount that cannot be read is noted and null. */
export function readInvoice(row: RowView, options: RowOptions): ImportedInvoice {
  const issuedOn = dateOf('issuedOn', row)
  const dueOn = dateOf('dueOn', row)
  if (issuedOn !== null && dueOn !== null && dueOn < issuedOn)
    row.note('dueOn', 'date_order', row.text('dueOn'))
  const { amountMinor, currency } = amountOf(row, options)
  return { line: row.line, number: orNull(row.text('invoiceNumber')), issuedOn, dueOn, amountMinor, currency }
}

function dateOf(field: 'issuedOn' | 'dueOn', { cell, text, date, note }: RowView): string | null {
  const written = text(field)
  if (written === '') return null
  const found = date(cell(field))
  if (found === null) note(field, 'date_invalid', written)
  return found
}

const NO_AMOUNT = { amountMinor: null, currency: null }

function amountOf(
  { cell, text, note }: RowView,
  options: RowOptions,
): { amountMinor: number | null; currency: string | null } {
  const written = text('amount')
  if (written === '') return NO_AMOUNT
  const named = text('currency')
  const code = named === '' ? LOCAL_CURRENCY : readCurrency(named)
  if (code === null) {
    note('currency', 'currency_unknown', named)
    return NO_AMOUNT
  }
  const currency = code === LOCAL_CURRENCY ? options.currency : code
  const amount = cell('amount')
  const reading =
    typeof amount === 'number'
      ? readTypedAmount(amount, currency)
      : readAmount(written, options.numberFormat, currency)
  if (!reading.ok) {
    note('amount', reading.reason, written)
    return NO_AMOUNT
  }
  if (code !== LOCAL_CURRENCY && reading.currency !== code)
    note('currency', 'currency_unknown', `${written} ${named}`)
  if (reading.minor <= 0) note('amount', 'amount_not_positive', written)
  if (reading.rounded) note('amount', 'amount_rounded', written)
  return { amountMinor: reading.minor, currency: reading.currency }
}

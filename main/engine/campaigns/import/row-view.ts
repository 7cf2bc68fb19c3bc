import type {
  DateFormat,
  NumberFormat,
  RecipientField,
  RowReason,
} from '../../../../shared/domain/recipient-import.ts'
import type { TaxIdCountry } from '../../../../shared/domain/tax-ids.ts'
import type { Cell } from '../../core/sheets/rows.ts'
import type { ColumnMapping } from './mapping.ts'

/** How the cells of a file are to be read: declared by a person, never guessed from a cell. */
export interface RowOptions {
  readonly mapping: readonly ColumnMapping[]
  readonly numberFormat: NumberFormat
  readonly dateFormat: DateFormat
  /** Day numbers count from 1904; as `inspectFile` found it. */
  readonly from1904?: boolean
  /** ISO 4217 code of amounts that name no other. */
  readonly currency: string
  /** Country whose tax ids the file holds; null leaves them unchecked. */
  readonly taxIdCountry: TaxIdCountry | null
  readonly allowTestDomains: boolean
}

/** One thing to say about one row. */
export interface RowIssue {
  readonly line: number
  /** Name of the column, or null where the whole row is meant. */
  readonly column: string | null
  /** What stood there, shortened. */
  readonly value: string
  readonly reason: RowReason
  /** What was probably meant (an address), or what it clashes with (a line number). */
  readonly hint: string | null
}

/** One row as its readers see it: cells by field, and a place to note what is wrong. */
export interface RowView {
  readonly line: number
  readonly cell: (field: RecipientField) => Cell | undefined
  readonly text: (field: RecipientField) => string
  readonly date: (cell: Cell | undefined) => string | null
  readonly note: Note
}
export type Note = (
  field: RecipientField | null,
  reason: RowReason,
  value?: string,
  hint?: string | null,
) => void

export function orNull(text: string): string | null {
  return text === '' ? null : text
}

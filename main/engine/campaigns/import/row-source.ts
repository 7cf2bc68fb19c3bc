import type { Delimiter, TextEncoding } from '../../../../shared/domain/recipient-import.ts'
import { readCsvRows } from './files/csv-reader.ts'
import type { ReadingOptions, SourceRow } from './files/rows.ts'
import { readXlsxRows } from './files/xlsx/xlsx-reader.ts'

/** How a file is to be read: as `inspectFile` found it, or as a person corrected it. */
export type FileFormat =
  | {
      readonly kind: 'csv'
      readonly encoding: TextEncoding
      readonly delimiter: Delimiter
      readonly headerLine: number
    }
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly headerLine: number; readonly from1904: boolean }

/** The rows of a file of either kind, in pieces. */
export function readRows(
  path: string,
  format: FileFormat,
  options: ReadingOptions,
): AsyncGenerator<SourceRow[]> {
  return format.kind === 'csv' ? readCsvRows(path, format, options) : readXlsxRows(path, format, options)
}

/** How a column without a name is called, in any language. */
export function unnamedColumn(position: number): string {
  return `Col. ${position}`
}

import { setImmediate } from 'node:timers/promises'
import type { Delimiter, TextEncoding } from '../../../../shared/domain/sheet-files.ts'
import { readCsvRows } from './csv-reader.ts'
import type { ReadingOptions, SourceRow } from './rows.ts'
import { readXlsxRows } from './xlsx/xlsx-reader.ts'

/** How a file is to be read: as `inspectFile` found it, or as a person corrected it. */
export type FileFormat =
  | {
      readonly kind: 'csv'
      readonly encoding: TextEncoding
      readonly delimiter: Delimiter
      readonly headerLine: number
    }
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly headerLine: number; readonly from1904: boolean }

/** Rows handed on at a time: short rows come by the thousand in one piece of a file. */
export const ROWS_IN_A_SLICE = 500

/**
 * The rows of a file of either kind, in slices small enough to work on without holding the event loop, which
 * turns between them.
 */
export async function* readRows(
  path: string,
  format: FileFormat,
  options: ReadingOptions,
): AsyncGenerator<SourceRow[]> {
  const pieces =
    format.kind === 'csv' ? readCsvRows(path, format, options) : readXlsxRows(path, format, options)
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += ROWS_IN_A_SLICE) {
      yield piece.length <= ROWS_IN_A_SLICE ? piece : piece.slice(at, at + ROWS_IN_A_SLICE)
      await setImmediate()
      options.signal?.throwIfAborted()
    }
  }
}

/** How a column without a name is called, in any language. */
export function unnamedColumn(position: number): string {
  return `Col. ${position}`
}

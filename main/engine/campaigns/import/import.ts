import { setImmediate } from 'node:timers/promises'
import { fileProblem } from '../../core/sheets/file-problem.ts'
import { findFileKind } from '../../core/sheets/file-kind.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { isBlankRow, newTally, type Cell, type SourceRow } from '../../core/sheets/rows.ts'
import { columnNames } from '../../core/sheets/header.ts'
import { plainName } from '../../core/sheets/field-names.ts'
import type { ColumnMapping } from './mapping.ts'
import {
  createRecipientCollector,
  type CollectOptions,
  type ExcludedRow,
  type ImportedRecipient,
} from './recipients.ts'
import { createRowReader } from './row-reader.ts'
import type { RowIssue, RowOptions } from './row-view.ts'
import { readRows, unnamedColumn, type FileFormat } from '../../core/sheets/row-source.ts'

export { inspectFile } from './inspect.ts'

/** A cell a person corrected in the validation report, instead of in the file. */
export interface CellCorrection {
  readonly line: number
  /** Position of the column, from 0. */
  readonly column: number
  readonly value: string
}

export interface ReadRecipientsOptions extends Omit<RowOptions, 'from1904'>, CollectOptions {
  readonly format: FileFormat
  readonly corrections?: readonly CellCorrection[]
  /** Lines the person took out. */
  readonly excludedLines?: readonly number[]
}

export interface ImportProgress {
  readonly rows: number
  readonly bytesRead: number
  readonly bytesTotal: number
}

export interface ReadRecipientsControl {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

/** What one piece of the file gave. Issues and excluded rows come as they are met, recipients after the last row. */
export interface RecipientBatch {
  readonly recipients: readonly ImportedRecipient[]
  readonly excluded: readonly ExcludedRow[]
  readonly issues: readonly RowIssue[]
  /** Rows of data read in this piece, without blank ones. */
  readonly rows: number
  readonly mergedRows: number
}

/**
 * Reads the recipients of a file under declared formats, in pieces that each take a few milliseconds, so the
 * event loop keeps turning on the main thread; the same function serves in a worker. Throws `FileProblemError`
 * and the signal's reason when aborted; what is wrong with single rows comes as issues.
 *
 * ```ts
 * for await (const batch of readRecipients(path, options, { signal })) report.add(batch)
 * ```
 */
export async function* readRecipients(
  path: string,
  options: ReadRecipientsOptions,
  { signal, onProgress }: ReadRecipientsControl = {},
): AsyncGenerator<RecipientBatch> {
  checkMapping(options.mapping)
  if ((await findFileKind(path)) !== options.format.kind) throw fileProblem('file_other_format')
  const { format } = options
  const readRow = createRowReader({
    ...options,
    ...(format.kind === 'xlsx' && { from1904: format.from1904 }),
  })
  const collector = createRecipientCollector(options)
  const tally = newTally()
  const takeData = createDataFilter(options)
  let rows = 0

  for await (const piece of readRows(path, format, { signal, tally })) {
    signal?.throwIfAborted()
    const issues: RowIssue[] = []
    const excluded: ExcludedRow[] = []
    const data = takeData(piece)
    for (const row of data) {
      const taken = collector.add(readRow(row))
      for (const issue of taken.issues) issues.push(issue)
      if (taken.excluded !== null) excluded.push(taken.excluded)
    }
    rows += data.length
    if (rows > LIMITS.rows) throw fileProblem('rows_too_many', { limit: LIMITS.rows })
    onProgress?.({ rows, bytesRead: tally.bytesRead, bytesTotal: tally.bytesTotal })
    if (data.length > 0) yield { recipients: [], excluded, issues, rows: data.length, mergedRows: 0 }
  }
  if (rows === 0) throw fileProblem(takeData.sawHeader() ? 'header_only' : 'rows_none')

  for (const slice of collector.finish()) {
    signal?.throwIfAborted()
    yield { ...slice, rows: 0 }
    await setImmediate()
  }
}

function checkMapping(mapping: readonly ColumnMapping[]): void {
  const fields = mapping
    .map(({ target }) => target)
    .filter((target) => target !== 'variable' && target !== 'ignore')
  if (!fields.includes('email')) throw fileProblem('mapping_without_email')
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index)
  if (repeated !== undefined) throw fileProblem('mapping_repeated', { field: repeated })
}

interface DataFilter {
  (piece: readonly SourceRow[]): SourceRow[]
  readonly sawHeader: () => boolean
}

/** Leaves the rows below the header that are neither blank nor taken out, with corrections applied. */
function createDataFilter({
  format,
  mapping,
  corrections = [],
  excludedLines = [],
}: ReadRecipientsOptions): DataFilter {
  const out = new Set(excludedLines)
  const corrected = Map.groupBy(corrections, ({ line }) => line)
  let sawHeader = format.headerLine === 0

  const filter = (piece: readonly SourceRow[]) => {
    const data: SourceRow[] = []
    for (const row of piece) {
      if (row.line === format.headerLine) {
        checkHeader(row.cells, mapping)
        sawHeader = true
      }
      if (row.line <= format.headerLine || out.has(row.line) || isBlankRow(row.cells)) continue
      for (const { column, value } of corrected.get(row.line) ?? []) setCell(row.cells, column, value)
      data.push(row)
    }
    return data
  }
  return Object.assign(filter, { sawHeader: () => sawHeader })
}

function setCell(cells: Cell[], column: number, value: string): void {
  if (column < 0 || column >= LIMITS.columns) return
  while (cells.length < column) cells.push('')
  cells[column] = value
}

/** A file that was changed since its columns were mapped would be read into the wrong fields. */
function checkHeader(cells: readonly Cell[], mapping: readonly ColumnMapping[]): void {
  const width = Math.max(cells.length, ...mapping.map(({ column }) => column + 1))
  const { names } = columnNames(cells, width, unnamedColumn)
  for (const { column, header } of mapping) {
    if (plainName(names[column] ?? '') !== plainName(header)) {
      throw fileProblem('mapping_columns_changed', { column: header, found: names[column] ?? '' })
    }
  }
}

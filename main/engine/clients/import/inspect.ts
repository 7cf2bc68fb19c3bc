import { stat } from 'node:fs/promises'
import type { ClientColumn } from '../../../../shared/contract/clients/imports.ts'
import {
  addressShares,
  createCellTally,
  lastFilled,
  usualWidth,
  type CellTally,
  type InspectedColumn,
  type Preview,
} from '../../core/sheets/cell-tally.ts'
import { matchColumns } from '../../core/sheets/field-names.ts'
import {
  headerWarnings,
  lookAtFile,
  tallyWarnings,
  type InspectionWarning,
  type LookOptions,
} from '../../core/sheets/file-look.ts'
import { fileProblem } from '../../core/sheets/file-problem.ts'
import { columnNames, findHeader } from '../../core/sheets/header.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { readRows, unnamedColumn, type FileFormat } from '../../core/sheets/row-source.ts'
import { isBlankRow, newTally, type ReadingTally, type SourceRow } from '../../core/sheets/rows.ts'
import { CLIENT_FIELD_NAMES } from './field-names.ts'

export interface ClientFileOptions extends LookOptions {
  /** Line of the header; 0 for a file without one. */
  readonly headerLine?: number | undefined
}

export interface ClientFileFindings {
  readonly bytes: number
  readonly format: FileFormat
  readonly sheets: readonly string[]
  readonly columns: readonly InspectedColumn[]
  readonly preview: Preview
  readonly rows: number
  readonly mapping: readonly ClientColumn[]
  readonly warnings: readonly InspectionWarning[]
}

/** Rows looked at before columns are named and mapped. */
const HEAD_ROWS = 500

/**
 * Reads a whole file of clients once: what it is, its columns with samples, and which field each seems to hold.
 * Throws `FileProblemError` where it cannot be read.
 */
export async function inspectClientFile(
  path: string,
  options: ClientFileOptions = {},
): Promise<ClientFileFindings> {
  const look = await lookAtFile(path, options)
  const tally = newTally()
  const { header, rowsBefore, cells, mapping, warnings } = await survey(path, look.format, options, tally)
  const found = cells.findings()
  if (found.rows === 0) throw fileProblem(header.line > 0 ? 'header_only' : 'rows_none')
  if (found.rows > LIMITS.rows) throw fileProblem('rows_too_many', { limit: LIMITS.rows })
  return {
    bytes: (await stat(path)).size,
    format: { ...look.format, headerLine: header.line },
    sheets: look.sheets,
    ...found,
    mapping,
    warnings: [
      ...look.warnings,
      ...headerWarnings(header, rowsBefore),
      ...warnings,
      ...cellWarnings(cells),
      ...tallyWarnings(tally),
    ],
  }
}

async function survey(path: string, format: FileFormat, options: ClientFileOptions, tally: ReadingTally) {
  let head: SourceRow[] = []
  let started: ReturnType<typeof startSurvey> | null = null
  let rows = 0
  for await (const piece of readRows(path, format, { signal: options.signal, tally })) {
    const filled = piece.filter(({ cells }) => !isBlankRow(cells))
    rows += filled.length
    if (rows > LIMITS.rows + HEAD_ROWS) throw fileProblem('rows_too_many', { limit: LIMITS.rows })
    if (started !== null) for (const row of filled) started.cells.hear(row)
    else {
      head = head.concat(filled)
      if (head.length >= HEAD_ROWS) started = startSurvey(head, options)
    }
  }
  return started ?? startSurvey(head, options)
}

function startSurvey(head: readonly SourceRow[], options: ClientFileOptions) {
  if (head.length === 0) throw fileProblem('rows_none')
  const header =
    options.headerLine === undefined
      ? findHeader(head, CLIENT_FIELD_NAMES)
      : { line: options.headerLine, confidence: 1 }
  const data = head.filter(({ line }) => line > header.line)
  const named = head.find(({ line }) => line === header.line)?.cells ?? []
  const width = Math.max(lastFilled(named), usualWidth(data))
  const { names, repeated, unnamed } = columnNames(named, width, unnamedColumn)
  const targets = matchColumns(addressShares(names, data), CLIENT_FIELD_NAMES, 'contactEmail')
  const cells = createCellTally(names)
  for (const row of data) cells.hear(row)
  const warnings: InspectionWarning[] = []
  if (repeated.length > 0)
    warnings.push({ warning: 'header_duplicate', params: { columns: repeated.slice(0, 5).join(', ') } })
  if (unnamed > 0 && named.length > 0) warnings.push({ warning: 'header_empty', params: { count: unnamed } })
  if (width > LIMITS.manyColumns) warnings.push({ warning: 'columns_many', params: { count: width } })
  return {
    header,
    rowsBefore: head.length - data.length - (header.line > 0 ? 1 : 0),
    cells,
    mapping: names.map((name, column) => ({
      column,
      header: name,
      target: targets[column] ?? ('ignore' as const),
    })),
    warnings,
  }
}

function cellWarnings(cells: CellTally): InspectionWarning[] {
  const { garbled, formulas } = cells.oddities()
  const warnings: InspectionWarning[] = []
  if (garbled > 0) warnings.push({ warning: 'text_garbled', params: { count: garbled } })
  if (formulas > 0) warnings.push({ warning: 'formula_text', params: { count: formulas } })
  return warnings
}

import { stat } from 'node:fs/promises'
import type { InspectedColumn, Preview } from '../../core/sheets/cell-tally.ts'
import type { DelimiterFinding } from '../../core/sheets/delimiter.ts'
import type { EncodingFinding } from '../../core/sheets/encoding.ts'
import {
  headerWarnings,
  lookAtFile,
  tallyWarnings,
  type InspectionWarning,
  type LookOptions,
} from '../../core/sheets/file-look.ts'
import { fileProblem } from '../../core/sheets/file-problem.ts'
import { findHeader, type HeaderFinding } from '../../core/sheets/header.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { readRows, type FileFormat } from '../../core/sheets/row-source.ts'
import { isBlankRow, newTally, type ReadingTally, type SourceRow } from '../../core/sheets/rows.ts'
import { createColumnSurvey, type ColumnSurvey } from './column-survey.ts'
import { FIELD_NAMES } from './field-names.ts'
import { sourceKey, type ColumnMapping } from './mapping.ts'
import type { NumberFormatFinding } from './values/amounts.ts'
import type { DateFormatFinding } from './values/dates.ts'

/** What a person corrected after the first look; the rest is found again. */
export interface InspectOptions extends LookOptions {
  /** Line of the header; 0 for a file without one. */
  readonly headerLine?: number | undefined
  readonly mapping?: readonly ColumnMapping[] | undefined
}

/** The first look at a file: what it is, what it seems to hold, and what to ask the person. */
export interface FileInspection {
  readonly bytes: number
  readonly format: FileFormat
  /** How sure the encoding, delimiter and header are; null where it does not apply. */
  readonly encoding: EncodingFinding | null
  readonly delimiter: DelimiterFinding | null
  readonly header: HeaderFinding
  /** Names of the visible sheets, first the one that was read. */
  readonly sheets: readonly string[]
  readonly columns: readonly InspectedColumn[]
  readonly preview: Preview
  /** Rows of data: counted, not estimated. */
  readonly rows: number
  readonly mapping: readonly ColumnMapping[]
  readonly sourceKey: string
  readonly numberFormat: NumberFormatFinding
  readonly dateFormat: DateFormatFinding
  readonly warnings: readonly InspectionWarning[]
}

/** Rows looked at before columns are named and mapped. */
const HEAD_ROWS = 500

/**
 * Reads a whole file once, in short pieces, to say what it is: kind, encoding, delimiter, header, columns with
 * samples, proposed mapping, and number and date formats with the evidence of every value. Throws
 * `FileProblemError` where it cannot be read, and the signal's reason when aborted.
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<FileInspection> {
  const base = await lookAtFile(path, options)
  const tally = newTally()
  const survey = await surveyRows(path, base.format, options, tally)
  const { header, columns } = survey
  const found = columns.findings()
  if (found.rows === 0) throw fileProblem(header.line > 0 ? 'header_only' : 'rows_none')
  const format = { ...base.format, headerLine: header.line }
  const warnings = [
    ...base.warnings,
    ...headerWarnings(header, survey.rowsBefore),
    ...columns.warnings(),
    ...tallyWarnings(tally),
  ]
  return {
    bytes: (await stat(path)).size,
    format,
    encoding: base.encoding,
    delimiter: base.delimiter,
    header,
    sheets: base.sheets,
    ...found,
    sourceKey: sourceKey(found.columns.map((column) => column.header)),
    warnings,
  }
}

interface Survey {
  readonly header: HeaderFinding
  readonly rowsBefore: number
  readonly columns: ColumnSurvey
}

async function surveyRows(
  path: string,
  format: FileFormat,
  options: InspectOptions,
  tally: ReadingTally,
): Promise<Survey> {
  let head: SourceRow[] = []
  let survey: Survey | null = null
  let rows = 0
  for await (const piece of readRows(path, format, { signal: options.signal, tally })) {
    const filled = piece.filter(({ cells }) => !isBlankRow(cells))
    rows += filled.length
    if (rows > LIMITS.rows + HEAD_ROWS) throw fileProblem('rows_too_many', { limit: LIMITS.rows })
    if (survey === null) {
      head = head.concat(filled)
      if (head.length >= HEAD_ROWS) survey = startSurvey(head, options)
    } else survey.columns.add(filled)
  }
  survey ??= startSurvey(head, options)
  if (survey.columns.findings().rows > LIMITS.rows) throw fileProblem('rows_too_many', { limit: LIMITS.rows })
  return survey
}

function startSurvey(head: readonly SourceRow[], options: InspectOptions): Survey {
  if (head.length === 0) throw fileProblem('rows_none')
  const header =
    options.headerLine === undefined
      ? findHeader(head, FIELD_NAMES)
      : { line: options.headerLine, confidence: 1 }
  const data = head.filter(({ line }) => line > header.line)
  const names = head.find(({ line }) => line === header.line)?.cells ?? []
  const columns = createColumnSurvey(names, data, options.mapping)
  columns.add(data)
  return { header, columns, rowsBefore: head.length - data.length - (header.line > 0 ? 1 : 0) }
}

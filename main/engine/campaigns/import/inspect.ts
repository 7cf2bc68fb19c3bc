import { open, stat } from 'node:fs/promises'
import type { Delimiter, FileWarning, TextEncoding } from '../../../../shared/domain/recipient-import.ts'
import { createColumnSurvey, type ColumnSurvey, type InspectedColumn } from './column-survey.ts'
import { findDelimiter, type DelimiterFinding } from './files/delimiter.ts'
import { createEncodingDetector, type EncodingFinding } from './files/encoding.ts'
import { findFileKind } from './files/file-kind.ts'
import { fileProblem, type ProblemParams } from './files/file-problem.ts'
import { LIMITS } from './files/limits.ts'
import { isBlankRow, newTally, type ReadingTally, type SourceRow } from './files/rows.ts'
import { openWorkbook } from './files/xlsx/workbook.ts'
import { findHeader, type HeaderFinding } from './header.ts'
import { sourceKey, type ColumnMapping } from './mapping.ts'
import { readRows, type FileFormat } from './row-source.ts'
import type { NumberFormatFinding } from './values/amounts.ts'
import type { DateFormatFinding } from './values/dates.ts'

/** What a person corrected after the first look; the rest is found again. */
export interface InspectOptions {
  readonly encoding?: TextEncoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly sheet?: string | undefined
  /** Line of the header; 0 for a file without one. */
  readonly headerLine?: number | undefined
  readonly mapping?: readonly ColumnMapping[] | undefined
  readonly signal?: AbortSignal | undefined
}

export interface InspectionWarning {
  readonly warning: FileWarning
  readonly params: ProblemParams
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
  /** The first rows of data as text, with their lines. */
  readonly preview: readonly { readonly line: number; readonly cells: readonly string[] }[]
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
const HEAD_BYTES = 256 * 1024

/**
 * Reads a whole file once, in short pieces, to say what it is: kind, encoding, delimiter, header, columns with
 * samples, proposed mapping, and number and date formats with the evidence of every value. Throws
 * `FileProblemError` where it cannot be read, and the signal's reason when aborted.
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<FileInspection> {
  const kind = await findFileKind(path)
  const base = kind === 'csv' ? await inspectText(path, options) : await inspectWorkbook(path, options)
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

interface Base {
  readonly format: FileFormat
  readonly encoding: EncodingFinding | null
  readonly delimiter: DelimiterFinding | null
  readonly sheets: readonly string[]
  readonly warnings: readonly InspectionWarning[]
}

async function inspectText(path: string, options: InspectOptions): Promise<Base> {
  const { finding, head } = await detectEncoding(path, options.signal)
  if (finding === null && options.encoding === undefined) throw fileProblem('file_binary')
  const encoding = options.encoding ?? finding?.encoding ?? 'utf-8'
  const text = new TextDecoder(encoding).decode(head)
  if (text.trim() === '') throw fileProblem('rows_none')
  const lastBreak = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  const found = findDelimiter(head.length < HEAD_BYTES || lastBreak < 1 ? text : text.slice(0, lastBreak))
  const delimiter = options.delimiter === undefined ? found : { delimiter: options.delimiter, confidence: 1 }
  const warnings: InspectionWarning[] = []
  if (options.encoding === undefined && finding !== null && finding.confidence < 0.8) {
    warnings.push({ warning: 'encoding_unsure', params: { encoding } })
  }
  if (delimiter.confidence < 0.8) warnings.push({ warning: 'delimiter_unsure', params: {} })
  const format = { kind: 'csv', encoding, delimiter: delimiter.delimiter, headerLine: 0 } as const
  return { format, encoding: finding, delimiter, sheets: [], warnings }
}

async function detectEncoding(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ finding: EncodingFinding | null; head: Uint8Array }> {
  const detector = createEncodingDetector()
  const file = await open(path)
  try {
    const buffer = Buffer.allocUnsafe(HEAD_BYTES)
    let head: Uint8Array | null = null
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES)
      const piece = buffer.subarray(0, bytesRead)
      head ??= Uint8Array.from(piece)
      if (bytesRead === 0) return { finding: detector.finding(), head }
      detector.add(piece)
    }
  } finally {
    await file.close()
  }
}

async function inspectWorkbook(path: string, options: InspectOptions): Promise<Base> {
  const { sheets, from1904 } = await openWorkbook(path, options.signal)
  const visible = sheets.filter(({ hidden }) => !hidden).map(({ name }) => name)
  const sheet = options.sheet ?? visible[0] ?? sheets[0]?.name ?? ''
  const others = visible.filter((name) => name !== sheet)
  const warnings: InspectionWarning[] =
    others.length > 0
      ? [{ warning: 'sheets_several', params: { sheet, others: others.slice(0, 5).join(', ') } }]
      : []
  const format = { kind: 'xlsx', sheet, headerLine: 0, from1904 } as const
  return { format, encoding: null, delimiter: null, sheets: [sheet, ...others], warnings }
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
    options.headerLine === undefined ? findHeader(head) : { line: options.headerLine, confidence: 1 }
  const data = head.filter(({ line }) => line > header.line)
  const names = head.find(({ line }) => line === header.line)?.cells ?? []
  const columns = createColumnSurvey(names, data, options.mapping)
  columns.add(data)
  return { header, columns, rowsBefore: head.length - data.length - (header.line > 0 ? 1 : 0) }
}

function headerWarnings(header: HeaderFinding, rowsBefore: number): InspectionWarning[] {
  const warnings: InspectionWarning[] = []
  if (header.line === 0 || header.confidence < 0.5)
    warnings.push({ warning: 'header_unsure', params: { line: header.line } })
  if (rowsBefore > 0) warnings.push({ warning: 'rows_before_header', params: { count: rowsBefore } })
  return warnings
}

function tallyWarnings(tally: ReadingTally): InspectionWarning[] {
  const warnings: InspectionWarning[] = []
  if (tally.formulaCells > 0)
    warnings.push({ warning: 'formula_cells', params: { count: tally.formulaCells } })
  if (tally.nulCharacters > 0) warnings.push({ warning: 'nul_bytes', params: { count: tally.nulCharacters } })
  return warnings
}

import { open } from 'node:fs/promises'
import type { Delimiter, FileWarning, TextEncoding } from '../../../../shared/domain/sheet-files.ts'
import { findDelimiter, type DelimiterFinding } from './delimiter.ts'
import { createEncodingDetector, type EncodingFinding } from './encoding.ts'
import { findFileKind } from './file-kind.ts'
import { fileProblem, type ProblemParams } from './file-problem.ts'
import type { HeaderFinding } from './header.ts'
import type { FileFormat } from './row-source.ts'
import type { ReadingTally } from './rows.ts'
import { openWorkbook } from './xlsx/workbook.ts'

/** What a person corrected after the first look; the rest is found again. */
export interface LookOptions {
  readonly encoding?: TextEncoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly sheet?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface InspectionWarning {
  readonly warning: FileWarning
  readonly params: ProblemParams
}

/** What a file is, before anything is said about its columns. */
export interface FileLook {
  /** With `headerLine` 0, as the header is found afterwards. */
  readonly format: FileFormat
  /** How sure the encoding and delimiter are; null where they do not apply. */
  readonly encoding: EncodingFinding | null
  readonly delimiter: DelimiterFinding | null
  /** Names of the visible sheets, first the one that was read. */
  readonly sheets: readonly string[]
  readonly warnings: readonly InspectionWarning[]
}

const HEAD_BYTES = 256 * 1024

/**
 * Says what a file is by its bytes: kind, encoding and delimiter of a text, sheets of a workbook. Throws
 * `FileProblemError` where it is neither, and the signal's reason when aborted.
 */
export async function lookAtFile(path: string, options: LookOptions = {}): Promise<FileLook> {
  return (await findFileKind(path)) === 'csv' ? lookAtText(path, options) : lookAtWorkbook(path, options)
}

async function lookAtText(path: string, options: LookOptions): Promise<FileLook> {
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

async function lookAtWorkbook(path: string, options: LookOptions): Promise<FileLook> {
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

/** What the header makes worth pointing out. */
export function headerWarnings(header: HeaderFinding, rowsBefore: number): InspectionWarning[] {
  const warnings: InspectionWarning[] = []
  if (header.line === 0 || header.confidence < 0.5)
    warnings.push({ warning: 'header_unsure', params: { line: header.line } })
  if (rowsBefore > 0) warnings.push({ warning: 'rows_before_header', params: { count: rowsBefore } })
  return warnings
}

/** What the readers met on their way through the whole file. */
export function tallyWarnings(tally: ReadingTally): InspectionWarning[] {
  const warnings: InspectionWarning[] = []
  if (tally.formulaCells > 0)
    warnings.push({ warning: 'formula_cells', params: { count: tally.formulaCells } })
  if (tally.nulCharacters > 0) warnings.push({ warning: 'nul_bytes', params: { count: tally.nulCharacters } })
  return warnings
}

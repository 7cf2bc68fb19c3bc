import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Delimiter, TextEncoding } from '../../../../shared/domain/sheet-files.ts'
import { fileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import { newTally, type ReadingOptions, type RowFault, type SourceRow } from './rows.ts'

export interface CsvFormat {
  readonly encoding: TextEncoding
  readonly delimiter: Delimiter
}

/** Small enough that parsing and validating one piece stays within a few milliseconds. */
const PIECE_BYTES = 64 * 1024

/**
 * Reads a CSV file (RFC 4180, any line ending) piece by piece and yields the rows each piece completed, so
 * memory does not grow with the file and the event loop turns between pieces. Blank lines are yielded too:
 * their lines count. Throws `encoding_wrong`, `quote_unclosed`, `row_too_large`, `columns_too_many`, and the
 * signal's reason when aborted.
 */
export async function* readCsvRows(
  path: string,
  format: CsvFormat,
  options: ReadingOptions = {},
): AsyncGenerator<SourceRow[]> {
  const tally = options.tally ?? newTally()
  const splitter = createRowSplitter(format.delimiter)
  const decode = createDecoder(format.encoding, splitter.nextLine)
  const file = await open(path)
  try {
    tally.bytesTotal = (await file.stat()).size
    const buffer = Buffer.allocUnsafe(PIECE_BYTES)
    for (;;) {
      options.signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES)
      tally.bytesRead += bytesRead
      let text = decode(bytesRead === 0 ? null : buffer.subarray(0, bytesRead))
      if (text.includes('\0')) {
        tally.nulCharacters += text.length
        text = text.replaceAll('\0', '')
        tally.nulCharacters -= text.length
      }
      const rows = splitter.add(text, bytesRead === 0)
      if (rows.length > 0) yield rows
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
}

/** UTF encodings are decoded strictly: a byte that fits none was declared wrongly, and no letter is lost silently. */
function createDecoder(encoding: TextEncoding, line: () => number): (bytes: Uint8Array | null) => string {
  const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' })
  return (bytes) => {
    try {
      return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (error) {
      throw fileProblem('encoding_wrong', { encoding, line: line() }, error)
    }
  }
}

interface RowSplitter {
  readonly add: (text: string, last: boolean) => SourceRow[]
  readonly nextLine: () => number
}

/** What the parser of Papa Parse returns; its typings leave it open. */
interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code: string; readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

function parsedBy(parser: Papa.Parser, text: string, last: boolean): Parsed {
  const result: unknown = parser.parse(text, 0, !last)
  return result as Parsed // the library types it as any; this is the shape its stream reader relies on
}

function createRowSplitter(delimiter: Delimiter): RowSplitter {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  let pending: string[] = []
  let pendingLength = 0
  let retryAt = 0
  let line = 1
  let heldReturn = false

  /** CR and CRLF become LF; a CR at the end of a piece waits for what follows it. */
  function unifyLineEnds(text: string, last: boolean): string {
    let whole = heldReturn ? `\r${text}` : text
    heldReturn = !last && whole.endsWith('\r')
    if (heldReturn) whole = whole.slice(0, -1)
    return whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole
  }

  return {
    nextLine: () => line,
    add(text, last) {
      const piece = unifyLineEnds(text, last)
      pending.push(piece)
      pendingLength += piece.length
      if (pendingLength > LIMITS.record) throw fileProblem('row_too_large', { line, limit: LIMITS.record })
      // A record longer than a piece is looked at again only when it has doubled, or long cells cost n².
      if (!last && pendingLength < retryAt) return []
      const whole = pending.length === 1 ? piece : pending.join('')
      const parsed = parsedBy(parser, whole, last)
      const taken = last ? whole.length : parsed.meta.cursor
      pending = [whole.slice(taken)]
      pendingLength = whole.length - taken
      retryAt = pendingLength > PIECE_BYTES ? pendingLength * 2 : 0
      const rows = toRows(parsed, line, whole.includes('"'))
      line = rows.next
      return rows.list
    },
  }
}

function toRows(parsed: Parsed, firstLine: number, quoted: boolean): { list: SourceRow[]; next: number } {
  const faults = new Map<number, RowFault>()
  for (const { code, row } of parsed.errors) {
    if (row < parsed.data.length) faults.set(row, 'quotes')
    if (code === 'MissingQuotes') {
      throw fileProblem('quote_unclosed', { line: lineOf(parsed.data, row, firstLine, quoted) })
    }
  }
  const list: SourceRow[] = []
  let line = firstLine
  for (const [index, cells] of parsed.data.entries()) {
    if (cells.length > LIMITS.columns) {
      throw fileProblem('columns_too_many', { line, columns: cells.length, limit: LIMITS.columns })
    }
    const fault = faults.get(index) ?? (hasLongCell(cells) ? 'cell_too_long' : undefined)
    list.push(fault === undefined ? { line, cells } : { line, cells, fault })
    line += quoted ? 1 + lineBreaks(cells) : 1
  }
  return { list, next: line }
}

function hasLongCell(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.length > LIMITS.cell) return true
  return false
}

function lineOf(data: readonly string[][], row: number, firstLine: number, quoted: boolean): number {
  const before = data.slice(0, row)
  return firstLine + before.reduce((sum, cells) => sum + 1 + (quoted ? lineBreaks(cells) : 0), 0)
}

function lineBreaks(cells: readonly string[]): number {
  let breaks = 0
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) breaks++
  }
  return breaks
}

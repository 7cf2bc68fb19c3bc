import { fileProblem } from '../file-problem.ts'
import { LIMITS } from '../limits.ts'
import { newTally, type Cell, type ReadingOptions, type RowFault, type SourceRow } from '../rows.ts'
import { attribute, createXmlScanner, type XmlEvents } from './xml-scanner.ts'
import { openWorkbook, scanPart, type Workbook } from './workbook.ts'

export interface XlsxFormat {
  /** Name of the sheet to read. */
  readonly sheet: string
}

/**
 * Reads one sheet of an XLSX file (ECMA-376) as it is unzipped: the sheet is never in memory as a whole, its
 * shared strings are. Numbers stay numbers, cells styled as dates become `{ isoDate }`, formula cells give the
 * value the spreadsheet stored with them and are counted. Lines are the row numbers a person sees. Throws
 * `sheet_missing`, `xlsx_broken`, `xlsx_too_large`, `columns_too_many`, and the signal's reason when aborted.
 */
export async function* readXlsxRows(
  path: string,
  format: XlsxFormat,
  options: ReadingOptions = {},
): AsyncGenerator<SourceRow[]> {
  const { signal } = options
  const tally = options.tally ?? newTally()
  const workbook = await openWorkbook(path, signal)
  const sheet = workbook.sheets.find(({ name }) => name === format.sheet)
  if (sheet === undefined) throw fileProblem('sheet_missing', { sheet: format.sheet })
  tally.bytesTotal = workbook.archive.sizeOf(sheet.part)
  const strings = await readSharedStrings(workbook, signal)

  let rows: SourceRow[] = []
  const events = sheetEvents(
    workbook,
    strings,
    (row) => rows.push(row),
    () => tally.formulaCells++,
  )
  const scanner = createXmlScanner(events)
  const decoder = new TextDecoder()
  const onCompressed = (bytes: number) => {
    tally.bytesRead = bytes
  }
  for await (const bytes of workbook.archive.read(sheet.part, { signal, onCompressed })) {
    scanner.write(decoder.decode(bytes, { stream: true }))
    if (rows.length > 0) {
      yield rows
      rows = []
    }
  }
  scanner.end()
  if (rows.length > 0) yield rows
}

async function readSharedStrings(
  { archive, sheets }: Workbook,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const folder = (sheets[0]?.part ?? '').replace(/[^/]*\/[^/]*$/, '')
  const part = `${folder}sharedStrings.xml`
  const strings: string[] = []
  if (!archive.has(part)) return strings
  let text = ''
  let reading = false
  let phonetic = false
  await scanPart(archive, part, signal, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') reading = !phonetic
      else if (name === 'rPh') phonetic = true
    },
    text(piece) {
      if (reading && text.length <= LIMITS.cell) text += piece
    },
    close(name) {
      if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** Turns the elements of a sheet into rows: `<row><c r s t><f/><v/></c></row>` (ECMA-376 §18.3.1). */
function sheetEvents(
  workbook: Workbook,
  strings: readonly string[],
  onRow: (row: SourceRow) => void,
  onFormula: () => void,
): XmlEvents {
  let line = 0
  let cells: Cell[] = []
  let column = -1
  let attributes = ''
  let value = ''
  let reading = false
  let formula = false
  let fault: RowFault | undefined

  function endCell(): void {
    if (formula) {
      onFormula()
      if (value === '') fault ??= 'formula_empty'
    }
    if (value.length > LIMITS.cell) fault = 'cell_too_long'
    if (value === '') return
    while (cells.length < column) cells.push('')
    cells[column] = cellValue(value, attributes, workbook, strings)
  }

  return {
    open(name, raw) {
      if (name === 'row') {
        line = Number(attribute(raw, 'r')) || line + 1
        cells = []
        column = -1
        fault = undefined
      } else if (name === 'c') {
        attributes = raw
        column = columnOf(attribute(raw, 'r')) ?? column + 1
        if (column >= LIMITS.columns)
          throw fileProblem('columns_too_many', { line, columns: column + 1, limit: LIMITS.columns })
        value = ''
        formula = false
      } else if (name === 'v' || name === 't') reading = true
      else if (name === 'f') formula = true
    },
    text(piece) {
      if (reading && value.length <= LIMITS.cell) value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'c') endCell()
      else if (name === 'row') onRow(fault === undefined ? { line, cells } : { line, cells, fault })
    },
  }
}

function cellValue(value: string, attributes: string, workbook: Workbook, strings: readonly string[]): Cell {
  const type = attribute(attributes, 't') ?? 'n'
  if (type === 'n') return numberOrDate(value, attributes, workbook)
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'd') return { isoDate: value.slice(0, 10) }
  return type === 'e' ? value : unescaped(value)
}

function numberOrDate(value: string, attributes: string, workbook: Workbook): Cell {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const style = attribute(attributes, 's')
  if (style === undefined || workbook.dateStyles[Number(style)] !== true) return number
  const isoDate = isoDateOfSerial(number, workbook.from1904)
  return isoDate === null ? number : { isoDate }
}

const DAY = 86_400_000

/**
 * The date of a spreadsheet's day number, or null outside 1900–9999. The 1900 system believes in a 29 February
 * 1900 (Lotus 1-2-3 did), so numbers up to 60 are one day off.
 */
export function isoDateOfSerial(serial: number, from1904 = false): string | null {
  const days = Math.floor(serial)
  if (days < (from1904 ? 0 : 1) || days > 2_958_465) return null
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  return new Date(epoch + days * DAY).toISOString().slice(0, 10)
}

function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column === 0 ? undefined : column - 1
}

/** Characters XML cannot hold are written `_x000D_` (ECMA-376 §22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

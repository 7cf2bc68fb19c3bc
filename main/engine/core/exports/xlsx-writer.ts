import { currencyExponent, decimalFromMinor } from '../../../../shared/domain/money.ts'
import { writeWhole, type ExportTable, type ExportValue } from './export-table.ts'
import { zip, type ZipPart } from './zip-writer.ts'

export interface XlsxOptions {
  /** Name of the sheet, in the language of the reader. */
  readonly sheet: string
  readonly signal?: AbortSignal
}

/** Bounds of the format (ECMA-376, Excel's own): rows with the header, characters of a cell. */
const MOST_ROWS = 1_048_576
const LONGEST_TEXT = 32_767
const PIECE_CHARACTERS = 64 * 1024

/** Positions in `cellXfs` of the style sheet below. */
const STYLE = { header: 1, date: 2, whole: 3, cents: 4, exact: 5 } as const

/**
 * Writes a table as an XLSX workbook of one sheet, row by row through the compressor, so an export of any length
 * takes the memory of a few rows. Text is stored as text and can never become a formula; dates and money are
 * real dates and numbers. Throws RangeError beyond the rows a sheet can have.
 */
export async function writeXlsx(
  path: string,
  table: ExportTable,
  { sheet, signal }: XlsxOptions,
): Promise<void> {
  await writeWhole(path, zip(workbookParts(table, sheet)), signal)
}

function workbookParts(table: ExportTable, sheet: string): ZipPart[] {
  return [
    { name: '[Content_Types].xml', content: [CONTENT_TYPES] },
    { name: '_rels/.rels', content: [relations('officeDocument', 'xl/workbook.xml')] },
    { name: 'xl/workbook.xml', content: [workbookXml(sheet)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [WORKBOOK_RELATIONS] },
    { name: 'xl/styles.xml', content: [STYLES] },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(table) },
  ]
}

async function* sheetXml({ headers, rows }: ExportTable): AsyncGenerator<string> {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const widths = headers.map(
    (header, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${Math.min(40, Math.max(14, header.length + 4))}" customWidth="1"/>`,
  )
  let piece = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`
  if (widths.length > 0) piece += `<cols>${widths.join('')}</cols>`
  piece += `<sheetData>${rowXml(headers, 1, STYLE.header)}`
  let line = 1
  for await (const row of rows) {
    if (++line > MOST_ROWS) throw new RangeError(`A sheet holds ${MOST_ROWS} rows at most`)
    piece += rowXml(row, line)
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

/** Cells carry their address: the format lets it out, but not every reader does without. */
function rowXml(row: readonly ExportValue[], line: number, style = 0): string {
  const cells = row.map((value, column) => cellXml(value, `${columnLetters(column)}${line}`, style))
  return `<row r="${line}">${cells.join('')}</row>`
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

function cellXml(value: ExportValue, at: string, style: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'string') return textCell(value, at, style)
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${at}"><v>${value}</v></c>` : ''
  if ('date' in value) return dateCell(value.date, at)
  const digits = currencyExponent(value.currency)
  const money = digits === 0 ? STYLE.whole : digits === 2 ? STYLE.cents : STYLE.exact
  return `<c r="${at}" s="${money}"><v>${decimalFromMinor(value.minor, value.currency)}</v></c>`
}

function textCell(text: string, at: string, style = 0): string {
  const attribute = style === 0 ? '' : ` s="${style}"`
  return `<c r="${at}"${attribute} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

const DAY = 86_400_000

/** Day numbers count from 30 December 1899 (ECMA-376 §18.17.4.1, from March 1900 on). */
function dateCell(date: string, at: string): string {
  const days = (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY
  return Number.isInteger(days) && days > 60
    ? `<c r="${at}" s="${STYLE.date}"><v>${days}</v></c>`
    : textCell(date, at)
}

/** Characters XML 1.0 cannot hold at all, and lone halves of surrogate pairs. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function xmlText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replaceAll(FORBIDDEN, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '')
    .replaceAll('\r', '_x000D_')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`

const WORKBOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="#,##0.0000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`

function relations(type: string, target: string): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`
}

/** Sheet names have 31 characters at most and none of `: \ / ? * [ ]` (Excel refuses the file otherwise). */
function workbookXml(sheet: string): string {
  const name =
    sheet
      .replaceAll(/[:\\/?*[\]]/g, ' ')
      .replaceAll(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet1'
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

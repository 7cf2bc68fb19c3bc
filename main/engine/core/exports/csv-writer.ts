import { decimalFromMinor } from '../../../../shared/domain/money.ts'
import { writeWhole, type ExportTable, type ExportValue } from './export-table.ts'

export interface CsvOptions {
  /** BCP 47 tag: decides the decimal mark, and with it the delimiter spreadsheets of that place expect. */
  readonly locale: string
  readonly signal?: AbortSignal
}

const PIECE_CHARACTERS = 64 * 1024

/**
 * Writes a table as CSV (RFC 4180, UTF-8 with byte order mark so that spreadsheets read the accents). Where the
 * decimal mark is a comma the delimiter is `;`. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front (OWASP, CSV Injection); numbers stay numbers.
 */
export async function writeCsv(
  path: string,
  table: ExportTable,
  { locale, signal }: CsvOptions,
): Promise<void> {
  await writeWhole(path, csvPieces(table, csvDialect(locale)), signal)
}

export interface CsvDialect {
  readonly delimiter: ',' | ';'
  readonly decimalMark: '.' | ','
}

export function csvDialect(locale: string): CsvDialect {
  const mark = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value
  return mark === ',' ? { delimiter: ';', decimalMark: ',' } : { delimiter: ',', decimalMark: '.' }
}

async function* csvPieces({ headers, rows }: ExportTable, dialect: CsvDialect): AsyncGenerator<Uint8Array> {
  let piece = `\ufeff${csvLine(headers, dialect)}`
  for await (const row of rows) {
    piece += csvLine(row, dialect)
    if (piece.length < PIECE_CHARACTERS) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece)
}

/** One record with its line end. */
export function csvLine(row: readonly ExportValue[], dialect: CsvDialect): string {
  return `${row.map((value) => csvCell(value, dialect)).join(dialect.delimiter)}\r\n`
}

function csvCell(value: ExportValue, { delimiter, decimalMark }: CsvDialect): string {
  const text = typeof value === 'string' ? inert(value) : plain(value, decimalMark)
  return text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text
}

function plain(value: Exclude<ExportValue, string>, decimalMark: string): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? decimal(value).replace('.', decimalMark) : ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return 'date' in value
    ? value.date
    : decimalFromMinor(value.minor, value.currency).replace('.', decimalMark)
}

/** Numbers without an exponent, which no one reads back as the same number everywhere. */
function decimal(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 12 : 0) : text
}

const FORMULA_START = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/

/** Text as it can be opened without harm: `=cmd|…` gets an apostrophe, `-15,5` is a number and does not. */
export function inert(text: string): string {
  return FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

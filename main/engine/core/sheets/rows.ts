/** A date a spreadsheet stored as a date, so nothing has to be declared about it. */
export interface DateCell {
  readonly isoDate: string
}

/** Text as written, or a value typed by the spreadsheet. CSV has text only. */
export type Cell = string | number | boolean | DateCell

/** What went wrong while reading one row, short of refusing the file. */
export type RowFault = 'quotes' | 'cell_too_long' | 'formula_empty'

export interface SourceRow {
  /** Line of the file, or row of the sheet, where the row begins; the first is 1. */
  readonly line: number
  readonly cells: Cell[]
  readonly fault?: RowFault
}

/** What a reader counted on its way; complete once its rows are exhausted. */
export interface ReadingTally {
  formulaCells: number
  nulCharacters: number
  /** Bytes of the file read so far, of `bytesTotal`. */
  bytesRead: number
  bytesTotal: number
}

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined
  readonly tally?: ReadingTally | undefined
}

export function newTally(): ReadingTally {
  return { formulaCells: 0, nulCharacters: 0, bytesRead: 0, bytesTotal: 0 }
}

/** A cell as a person would see it, without surrounding blanks. */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return trimmed(cell)
  if (cell === undefined) return ''
  if (typeof cell === 'object') return cell.isoDate
  return String(cell)
}

/** True where a row holds nothing but blanks. */
export function isBlankRow(cells: readonly Cell[]): boolean {
  for (const cell of cells)
    if (typeof cell !== 'string' || (cell !== '' && trimmed(cell) !== '')) return false
  return true
}

/** ERP exports pad with no-break spaces, break lines inside names and hide zero-width characters in addresses. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/
const ZERO_WIDTH = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

function trimmed(text: string): string {
  return HIDDEN.test(text) ? text.replaceAll(ZERO_WIDTH, '').replaceAll(CONTROLS, ' ').trim() : text.trim()
}

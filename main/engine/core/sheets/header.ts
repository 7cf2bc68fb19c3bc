import { isFieldName, type FieldNames } from './field-names.ts'
import { cellText, isBlankRow, type Cell, type SourceRow } from './rows.ts'

export interface HeaderFinding {
  /** Line of the header row; 0 where the file has none and every row is data. */
  readonly line: number
  /** 0 to 1: how much it looks like one. */
  readonly confidence: number
}

/** Reports begin with a title, a date and a firm's name; a header is never further down than this. */
const ROWS_LOOKED_AT = 30

/**
 * Finds the row that names the columns: the one with most names that fields of the `table` go by, else the first full
 * row of words above rows that hold numbers, dates or addresses.
 */
export function findHeader(rows: readonly SourceRow[], table: readonly FieldNames[]): HeaderFinding {
  const head = rows.filter(({ cells }) => !isBlankRow(cells)).slice(0, ROWS_LOOKED_AT)
  const width = Math.max(0, ...head.map(({ cells }) => filled(cells)))
  let best: HeaderFinding = { line: 0, confidence: 0 }
  for (const { line, cells } of head) {
    const confidence = headerLikeness(cells, width, table)
    if (confidence > best.confidence) best = { line, confidence }
  }
  return best.confidence >= 0.4 ? best : { line: 0, confidence: 1 - best.confidence }
}

function filled(cells: readonly Cell[]): number {
  return cells.reduce<number>((sum, cell) => sum + (cellText(cell) === '' ? 0 : 1), 0)
}

function headerLikeness(cells: readonly Cell[], width: number, table: readonly FieldNames[]): number {
  const texts = cells.map(cellText).filter((text) => text !== '')
  if (texts.length === 0 || texts.length < Math.min(2, width)) return 0
  if (texts.some((text) => text.includes('@') || text.length > 80)) return 0
  const known = texts.filter((text) => isFieldName(text, table)).length / texts.length
  const wordy =
    texts.filter((text) => /\p{L}/u.test(text) && !/^[\d.,/\-\s$]+$/.test(text)).length / texts.length
  const valueLike = texts.filter((text) => /^[\d.,/:\-\s$]{3,}$/.test(text)).length / texts.length
  const coverage = texts.length / width
  const score = Math.min(1, known * 1.2) * 0.6 + wordy * 0.2 + coverage * 0.2 - valueLike
  return Math.max(0, Math.round(score * 100) / 100)
}

export interface HeaderNames {
  readonly names: readonly string[]
  /** Names that occurred more than once, as written. */
  readonly repeated: readonly string[]
  /** How many columns had no name. */
  readonly unnamed: number
}

/**
 * Names for `width` columns, each different from all others without regard to case: a repeated `Monto` becomes
 * `Monto (2)`, a nameless third column `Columna 3` (by `unnamed`).
 */
export function columnNames(
  cells: readonly Cell[],
  width: number,
  unnamed: (position: number) => string,
): HeaderNames {
  const written = Array.from({ length: width }, (_, index) =>
    cellText(cells[index]).replaceAll(/\s+/g, ' ').slice(0, 120),
  )
  const taken = new Set(written.map((name) => name.toLowerCase()))
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const names = written.map((name, index) => {
    const base = name === '' ? unnamed(index + 1) : name
    if (name !== '' && seen.has(name.toLowerCase())) repeated.add(name)
    if (!seen.has(base.toLowerCase())) {
      seen.add(base.toLowerCase())
      return base
    }
    let number = 2
    while (taken.has(`${base} (${number})`.toLowerCase()) || seen.has(`${base} (${number})`.toLowerCase()))
      number++
    seen.add(`${base} (${number})`.toLowerCase())
    return `${base} (${number})`
  })
  return { names, repeated: [...repeated], unnamed: written.filter((name) => name === '').length }
}

import { looksGarbled } from './files/encoding.ts'
import { LIMITS } from './files/limits.ts'
import { cellText, type Cell, type SourceRow } from './files/rows.ts'
import { columnNames } from './header.ts'
import type { InspectionWarning } from './inspect.ts'
import { guessMapping, withVariables, type ColumnMapping } from './mapping.ts'
import { unnamedColumn } from './row-source.ts'
import { createNumberFormatJury, type NumberFormatFinding } from './values/amounts.ts'
import { createDateFormatJury, type DateFormatFinding } from './values/dates.ts'

export interface InspectedColumn {
  readonly column: number
  readonly header: string
  /** The first different values, shortened. */
  readonly samples: readonly string[]
  /** Rows that have something here. */
  readonly filled: number
}

interface Findings {
  readonly columns: readonly InspectedColumn[]
  readonly preview: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly rows: number
  readonly mapping: readonly ColumnMapping[]
  readonly numberFormat: NumberFormatFinding
  readonly dateFormat: DateFormatFinding
}

export interface ColumnSurvey {
  readonly add: (rows: readonly SourceRow[]) => void
  readonly findings: () => Findings
  readonly warnings: () => InspectionWarning[]
}

const SAMPLES = 5
const PREVIEW_ROWS = 20

/**
 * Names and maps the columns from the header and the first rows, then listens to every row: samples, fill, and
 * the formats that all values of the amount and date columns speak for.
 */
export function createColumnSurvey(
  header: readonly Cell[],
  head: readonly SourceRow[],
  given: readonly ColumnMapping[] | undefined,
): ColumnSurvey {
  const width = Math.max(lastFilled(header), usualWidth(head))
  const { names, repeated, unnamed } = columnNames(header, width, unnamedColumn)
  const mapping = given === undefined ? guessMapping(columnsOf(names, head)) : withVariables(given)
  const formats = createFormatListener(mapping)
  const cells = createCellTally(names)
  let uneven = 0

  return {
    add(rows) {
      for (const row of rows) {
        if (lastFilled(row.cells) > width) uneven++
        cells.hear(row)
        formats.hear(row.cells)
      }
    },
    findings: () => ({ ...cells.findings(), ...formats.findings(), mapping }),
    warnings() {
      const { garbled, formulas } = cells.oddities()
      const found: [InspectionWarning['warning'], number, InspectionWarning['params']?][] = [
        ['header_duplicate', repeated.length, { columns: repeated.slice(0, 5).join(', ') }],
        ['header_empty', header.length === 0 ? 0 : unnamed],
        ['columns_many', width > LIMITS.manyColumns ? width : 0],
        ['rows_uneven', uneven],
        ['text_garbled', garbled],
        ['formula_text', formulas],
        ['email_column_missing', mapping.some(({ target }) => target === 'email') ? 0 : 1, {}],
      ]
      const list = found
        .filter(([, count]) => count > 0)
        .map(([warning, count, params = { count }]) => ({ warning, params }))
      const { numberFormat, dateFormat } = formats.findings()
      return [...list, ...formatWarnings(numberFormat, dateFormat)]
    },
  }
}

/** Samples, fill and oddities of every column, and the rows a person is shown. */
function createCellTally(names: readonly string[]) {
  const samples = names.map(() => new Set<string>())
  const filled = names.map(() => 0)
  const preview: { line: number; cells: string[] }[] = []
  const oddities = { garbled: 0, formulas: 0 }
  let rows = 0

  return {
    hear({ line, cells }: SourceRow): void {
      rows++
      for (let column = 0; column < names.length; column++) {
        const cell = cells[column]
        if (cell === undefined || cell === '') continue
        filled[column] = (filled[column] ?? 0) + 1
        if (typeof cell === 'string') {
          if (cell.startsWith('=')) oddities.formulas++
          if (looksGarbled(cell)) oddities.garbled++
        }
        const seen = samples[column]
        if (seen !== undefined && seen.size < SAMPLES) seen.add(shown(cell))
      }
      if (preview.length < PREVIEW_ROWS)
        preview.push({ line, cells: names.map((_, column) => shown(cells[column])) })
    },
    oddities: () => oddities,
    findings: () => ({
      columns: names.map((header, column) => ({
        column,
        header,
        samples: [...(samples[column] ?? [])],
        filled: filled[column] ?? 0,
      })),
      preview,
      rows,
    }),
  }
}

function shown(cell: Cell | undefined): string {
  return cellText(cell).slice(0, LIMITS.shownValue)
}

/** Hears the amounts and dates of every row. */
function createFormatListener(mapping: readonly ColumnMapping[]) {
  const amount = mapping.find(({ target }) => target === 'amount')?.column
  const dates = mapping
    .filter(({ target }) => target === 'issuedOn' || target === 'dueOn')
    .map(({ column }) => column)
  const numbers = createNumberFormatJury()
  const days = createDateFormatJury()
  return {
    hear(cells: readonly Cell[]): void {
      const money = amount === undefined ? undefined : cells[amount]
      if (typeof money === 'string') numbers.hear(cellText(money))
      for (const column of dates) {
        const cell = cells[column]
        if (cell !== undefined && cell !== '') days.hear(cell)
      }
    },
    findings: () => ({ numberFormat: numbers.verdict(), dateFormat: days.verdict() }),
  }
}

function formatWarnings(numbers: NumberFormatFinding, dates: DateFormatFinding): InspectionWarning[] {
  const list: InspectionWarning[] = []
  if (numbers.contrary !== null)
    list.push({ warning: 'number_format_mixed', params: { value: numbers.contrary } })
  else if (numbers.confidence === 'none' && numbers.evidence.either > 0)
    list.push({ warning: 'number_format_unsure', params: {} })
  if (dates.contrary !== null) list.push({ warning: 'date_format_mixed', params: { value: dates.contrary } })
  else if (dates.confidence === 'likely') list.push({ warning: 'date_format_unsure', params: {} })
  return list
}

function columnsOf(
  names: readonly string[],
  head: readonly SourceRow[],
): { header: string; addressShare: number }[] {
  return names.map((header, column) => {
    const texts = head.map(({ cells }) => cellText(cells[column])).filter((text) => text !== '')
    const addresses = texts.filter((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)).length
    return { header, addressShare: texts.length === 0 ? 0 : addresses / texts.length }
  })
}

function lastFilled(cells: readonly Cell[]): number {
  let width = cells.length
  while (width > 0 && cellText(cells[width - 1]) === '') width--
  return width
}

/** The width most rows have: one row with a stray delimiter does not add a column for all. */
function usualWidth(rows: readonly SourceRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(lastFilled(cells), (counts.get(lastFilled(cells)) ?? 0) + 1)
  let width = 0
  let most = 0
  for (const [candidate, count] of counts) {
    if (count > most || (count === most && candidate < width)) {
      width = candidate
      most = count
    }
  }
  return width
}

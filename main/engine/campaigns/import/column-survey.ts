import {
  addressShares,
  createCellTally,
  lastFilled,
  usualWidth,
  type InspectedColumn,
  type Preview,
} from '../../core/sheets/cell-tally.ts'
import type { InspectionWarning } from '../../core/sheets/file-look.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { cellText, type Cell, type SourceRow } from '../../core/sheets/rows.ts'
import { columnNames } from '../../core/sheets/header.ts'
import { guessMapping, withVariables, type ColumnMapping } from './mapping.ts'
import { unnamedColumn } from '../../core/sheets/row-source.ts'
import { createNumberFormatJury, type NumberFormatFinding } from './values/amounts.ts'
import { createDateFormatJury, type DateFormatFinding } from './values/dates.ts'

interface Findings {
  readonly columns: readonly InspectedColumn[]
  readonly preview: Preview
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
  const mapping = given === undefined ? guessMapping(addressShares(names, head)) : withVariables(given)
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

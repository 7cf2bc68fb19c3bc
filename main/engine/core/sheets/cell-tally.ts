import { looksGarbled } from './encoding.ts'
import type { MappableColumn } from './field-names.ts'
import { LIMITS } from './limits.ts'
import { cellText, type Cell, type SourceRow } from './rows.ts'

/** One column of a file as a person is shown it. */
export interface InspectedColumn {
  readonly column: number
  readonly header: string
  /** The first different values, shortened. */
  readonly samples: readonly string[]
  /** Rows that have something here. */
  readonly filled: number
}

/** The first rows of data as text, with their lines. */
export type Preview = readonly { readonly line: number; readonly cells: readonly string[] }[]

export interface CellTally {
  readonly hear: (row: SourceRow) => void
  readonly oddities: () => { readonly garbled: number; readonly formulas: number }
  readonly findings: () => {
    readonly columns: readonly InspectedColumn[]
    readonly preview: Preview
    readonly rows: number
  }
}

const SAMPLES = 5
const PREVIEW_ROWS = 20

/** Samples, fill and oddities of every column, and the rows a person is shown. */
export function createCellTally(names: readonly string[]): CellTally {
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

/** The columns with the share of their filled cells that look like addresses. */
export function addressShares(names: readonly string[], head: readonly SourceRow[]): MappableColumn[] {
  return names.map((header, column) => {
    const texts = head.map(({ cells }) => cellText(cells[column])).filter((text) => text !== '')
    const addresses = texts.filter((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)).length
    return { header, addressShare: texts.length === 0 ? 0 : addresses / texts.length }
  })
}

/** How many columns a row fills, without empty ones at its end. */
export function lastFilled(cells: readonly Cell[]): number {
  let width = cells.length
  while (width > 0 && cellText(cells[width - 1]) === '') width--
  return width
}

/** The width most rows have: one row with a stray delimiter does not add a column for all. */
export function usualWidth(rows: readonly SourceRow[]): number {
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

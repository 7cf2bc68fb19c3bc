import Papa from 'papaparse'
import { DELIMITERS, type Delimiter } from '../../../../shared/domain/sheet-files.ts'

export interface DelimiterFinding {
  readonly delimiter: Delimiter
  /** 0 to 1: the share of lines that agree on the number of columns. */
  readonly confidence: number
}

const LINES_LOOKED_AT = 200

/**
 * Finds the separator by the one that gives most lines the same number of columns, two or more. Quoted cells
 * may hold the others: `1.234,56` and `"Pérez, Juan"` mislead a plain count. A first line `sep=;`, as
 * spreadsheets write it, settles the matter.
 */
export function findDelimiter(head: string): DelimiterFinding {
  const declared = /^sep=(.)\r?\n/i.exec(head)?.[1]
  const settled = DELIMITERS.find((delimiter) => delimiter === declared)
  if (settled !== undefined) return { delimiter: settled, confidence: 1 }

  // A list of one column has no separator at all.
  let best: DelimiterFinding = { delimiter: ',', confidence: 1 }
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const widths = columnCounts(head, delimiter)
    const { width, share } = mostCommon(widths)
    if (width < 2) continue
    const score = share * Math.log2(width + 1)
    if (score > bestScore) {
      best = { delimiter, confidence: Math.round(share * 100) / 100 }
      bestScore = score
    }
  }
  return best
}

function columnCounts(head: string, delimiter: Delimiter): number[] {
  const { data } = Papa.parse<string[]>(head, { delimiter, preview: LINES_LOOKED_AT, skipEmptyLines: true })
  return data.map((row) => row.length)
}

function mostCommon(widths: number[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  let width = 0
  let count = 0
  for (const [candidate, times] of counts) {
    if (times > count || (times === count && candidate > width)) {
      width = candidate
      count = times
    }
  }
  return { width, share: widths.length === 0 ? 0 : count / widths.length }
}

import type { DateFormat } from '../../../../../shared/domain/recipient-import.ts'
import type { Cell } from '../../../core/sheets/rows.ts'
import { cellText } from '../../../core/sheets/rows.ts'
import { isoDateOfSerial } from '../../../core/sheets/xlsx/xlsx-reader.ts'

const NUMERIC = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/
const NAMED = /^(\d{1,2})[\s/.-]+(?:de\s+)?([\p{L}]{3,10})\.?[\s/.-]+(?:de(?:l)?\s+)?(\d{4}|\d{2})$/u
const NAMED_US = /^([\p{L}]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})$/u
const TIME = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?$/i
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const MONTHS = [
  'ene|jan',
  'feb|fev',
  'mar',
  'abr|apr',
  'may|mai',
  'jun',
  'jul',
  'ago|aug',
  'sep|set',
  'oct|out',
  'nov',
  'dic|dec|dez',
]
const MONTH_OF = new Map(
  MONTHS.flatMap((names, index) => names.split('|').map((name) => [name, index + 1] as const)),
)

/**
 * Reads a calendar date by the declared format and gives it as `YYYY-MM-DD`, or null where it is none. Cells a
 * spreadsheet typed as dates need no declaration. A month in letters (`3-mar-2025`) leaves nothing to guess. A
 * time of day after the date is dropped: due dates are days. Years are 1950–2099; two digits mean 20xx.
 */
export function readDate(cell: Cell | undefined, format: DateFormat, from1904 = false): string | null {
  if (typeof cell === 'object') return plausible(cell.isoDate)
  if (format === 'serial') return readSerial(cell, from1904)
  const text = cellText(cell).replace(TIME, '')
  const numeric = NUMERIC.exec(text)
  if (numeric !== null) return readNumeric(numeric, format)
  const compact = format === 'ymd' ? COMPACT.exec(text) : null
  if (compact !== null) return isoDate(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const named = NAMED.exec(text)
  if (named !== null) return isoDate(fullYear(named[3] ?? ''), monthNamed(named[2] ?? ''), Number(named[1]))
  const american = format === 'mdy' ? NAMED_US.exec(text) : null
  return american === null
    ? null
    : isoDate(Number(american[3]), monthNamed(american[1] ?? ''), Number(american[2]))
}

const REMEMBERED_DATES = 5000

/** `readDate` for a whole file: a report has many rows and few days, so each is worked out once. */
export function createDateReader({
  dateFormat,
  from1904 = false,
}: {
  readonly dateFormat: DateFormat
  readonly from1904?: boolean
}): (cell: Cell | undefined) => string | null {
  const known = new Map<string, string | null>()
  return (cell) => {
    if (typeof cell !== 'string') return readDate(cell, dateFormat, from1904)
    let date = known.get(cell)
    if (date === undefined) {
      date = readDate(cell, dateFormat, from1904)
      if (known.size < REMEMBERED_DATES) known.set(cell, date)
    }
    return date
  }
}

function readNumeric(
  [, first = '', , second = '', third = '']: RegExpExecArray,
  format: DateFormat,
): string | null {
  if (format === 'ymd')
    return first.length === 4 && third.length <= 2
      ? isoDate(Number(first), Number(second), Number(third))
      : null
  if (first.length > 2 || (third.length !== 2 && third.length !== 4)) return null
  const [day, month] = format === 'dmy' ? [first, second] : [second, first]
  return isoDate(fullYear(third), Number(month), Number(day))
}

function readSerial(cell: Cell | undefined, from1904: boolean): string | null {
  const serial =
    typeof cell === 'number'
      ? cell
      : /^\d{1,7}(?:[.,]\d+)?$/.test(cellText(cell))
        ? Number.parseInt(cellText(cell), 10)
        : Number.NaN
  return Number.isFinite(serial) ? plausible(isoDateOfSerial(serial, from1904)) : null
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function monthNamed(name: string): number {
  return MONTH_OF.get(name.slice(0, 3).toLowerCase()) ?? 0
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isoDate(year: number, month: number, day: number): string | null {
  const leapDay = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 1 : 0
  const length = (LENGTHS[month - 1] ?? 0) + leapDay
  if (year < 1950 || year > 2099 || day < 1 || day > length) return null
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

function plausible(date: string | null): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? '')
  return parts === null ? null : isoDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

export interface DateFormatFinding {
  readonly format: DateFormat | null
  /** `certain`: a value fits this format only. `likely`: all fit it, but days and months could be exchanged. */
  readonly confidence: 'certain' | 'likely' | 'none'
  /** How many values fit each format. */
  readonly evidence: Readonly<Record<DateFormat, number>>
  readonly contrary: string | null
}

export interface DateFormatJury {
  readonly hear: (cell: Cell) => void
  readonly verdict: () => DateFormatFinding
}

const CANDIDATES = ['dmy', 'mdy', 'ymd', 'serial'] as const

/** Weighs all values of the date columns together; a first part above 12 tells days from months. */
export function createDateFormatJury(): DateFormatJury {
  const evidence = { dmy: 0, mdy: 0, ymd: 0, serial: 0 }
  const only: Record<'dmy' | 'mdy', number> = { dmy: 0, mdy: 0 }
  const example: { dmy: string | null; mdy: string | null } = { dmy: null, mdy: null }
  let typed = 0

  return {
    hear(cell) {
      if (typeof cell === 'object') {
        typed++
        return
      }
      const fits = CANDIDATES.filter(
        (format) => readDate(cell, format) !== null && !(format === 'serial' && !plausibleSerial(cell)),
      )
      for (const format of fits) evidence[format]++
      const alone = fits.length === 1 ? fits[0] : undefined
      if (alone !== 'dmy' && alone !== 'mdy') return
      only[alone]++
      example[alone] ??= cellText(cell)
    },
    verdict() {
      const most = CANDIDATES.reduce(
        (best, format) => (evidence[format] > evidence[best] ? format : best),
        'dmy',
      )
      if (evidence[most] === 0)
        return {
          format: typed > 0 ? 'ymd' : null,
          confidence: typed > 0 ? 'certain' : 'none',
          evidence,
          contrary: null,
        }
      if (most === 'ymd' || most === 'serial')
        return { format: most, confidence: 'certain', evidence, contrary: null }
      const format = only.mdy > only.dmy ? 'mdy' : 'dmy'
      const contrary = example[format === 'dmy' ? 'mdy' : 'dmy']
      if (contrary !== null) return { format, confidence: 'none', evidence, contrary }
      return { format, confidence: only[format] > 0 ? 'certain' : 'likely', evidence, contrary: null }
    },
  }
}

/** A bare number is taken for a date in evidence only within 1980–2079. */
function plausibleSerial(cell: Cell): boolean {
  const serial = Number.parseInt(cellText(cell), 10)
  return serial >= 29_221 && serial <= 65_745
}

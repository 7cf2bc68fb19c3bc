import type { NumberFormat } from '../../../../../shared/domain/recipient-import.ts'
import { currencyExponent } from '../../../../../shared/domain/money.ts'
import { CURRENCY_MARK, LOCAL_CURRENCY, readCurrency } from './currencies.ts'

export type AmountReading =
  | { readonly ok: true; readonly minor: number; readonly currency: string; readonly rounded: boolean }
  | { readonly ok: false; readonly reason: 'amount_invalid' | 'amount_decimals' }

/** Grouping is all or nothing and always by three, so that a wrong declaration is caught, not misread. */
const SHAPES: Readonly<Record<NumberFormat, RegExp>> = {
  commaDecimal: /^(\d{1,3}(?:[. ]\d{3})+|\d*)(?:,(\d*))?$/,
  pointDecimal: /^(\d{1,3}(?:[,' ]\d{3})+|\d*)(?:\.(\d*))?$/,
}
const DRESSING = new RegExp(
  String.raw`^(\()?\s*([-−+])?\s*(${CURRENCY_MARK})?\s*([-−+])?\s*(\d[\d.,' ]*|[.,]\d+)\s*(${CURRENCY_MARK})?\s*([-−])?\s*(\))?$`,
)
const INVALID = { ok: false, reason: 'amount_invalid' } as const

/**
 * Reads an amount of money in minor units of `currency` (or of the currency its own sign names) by the declared
 * format; nothing is guessed from the cell. Negative by `-`, a trailing `-` (SAP) or parentheses. Decimals the
 * currency does not have are rounded half away from zero and said so, except three of them, which are a group
 * of thousands under the wrong declaration: `amount_decimals`.
 */
export function readAmount(text: string, format: NumberFormat, currency: string): AmountReading {
  const plain = /^\d[\d.,]*$/.test(text)
  const dressed = plain ? null : DRESSING.exec(text.replaceAll(/[\u00a0\u202f\u2009]/g, ' '))
  if (!plain && dressed === null) return INVALID
  const [, opened, sign, markBefore, innerSign, core = text, markAfter, trailing, closed] = dressed ?? []
  if ((opened === undefined) !== (closed === undefined) || (sign !== undefined && innerSign !== undefined))
    return INVALID
  if (markBefore !== undefined && markAfter !== undefined) return INVALID
  const mark = markBefore ?? markAfter
  const named = mark === undefined ? LOCAL_CURRENCY : readCurrency(mark)
  if (named === null) return INVALID

  const shape = SHAPES[format].exec(core.trim())
  if (shape === null) return INVALID
  const whole = (shape[1] ?? '').replaceAll(/\D/g, '')
  const decimals = shape[2] ?? ''
  if (whole === '' && decimals === '') return INVALID
  const unit = named === LOCAL_CURRENCY ? currency : named
  const digits = currencyExponent(unit)
  if (decimals.length === 3 && digits < 3) return { ok: false, reason: 'amount_decimals' }
  const negative =
    opened !== undefined || [sign, innerSign, trailing].some((found) => found === '-' || found === '−')
  return inMinorUnits(whole, decimals, unit, negative)
}

function inMinorUnits(whole: string, decimals: string, currency: string, negative: boolean): AmountReading {
  const digits = currencyExponent(currency)
  const kept = decimals.slice(0, digits).padEnd(digits, '0')
  const dropped = decimals.slice(digits)
  const rounded = /[1-9]/.test(dropped)
  const minor = Number(whole + kept) + (dropped.charCodeAt(0) >= 53 ? 1 : 0)
  if (!Number.isSafeInteger(minor)) return INVALID
  return { ok: true, minor: negative && minor !== 0 ? -minor : minor, currency, rounded }
}

/** Reads a number the spreadsheet typed. It is binary: what is off by less than a millionth of a unit is not a decimal. */
export function readTypedAmount(value: number, currency: string): AmountReading {
  const scaled = Math.abs(value) * 10 ** currencyExponent(currency)
  const minor = Math.round(scaled + Number.EPSILON * scaled)
  if (!Number.isSafeInteger(minor)) return INVALID
  const rounded = Math.abs(scaled - minor) > 1e-6 * Math.max(1, scaled * 1e-6)
  return { ok: true, minor: value < 0 && minor !== 0 ? -minor : minor, currency, rounded }
}

/** What the values of a column say about the format they are written in. */
export interface NumberFormatFinding {
  readonly format: NumberFormat | null
  /** `certain`: some values fit only this one and none only the other. `likely`: every value looks grouped. */
  readonly confidence: 'certain' | 'likely' | 'none'
  /** Values that fit only one of the two, and how many fit both. */
  readonly evidence: Readonly<Record<NumberFormat | 'either', number>>
  /** A value that fits only the format not proposed, for the person to look at. */
  readonly contrary: string | null
}

export interface NumberFormatJury {
  readonly hear: (text: string) => void
  readonly verdict: () => NumberFormatFinding
}

/** Weighs a whole column: values that fit one format only decide; a mixed column is said to be mixed. */
export function createNumberFormatJury(): NumberFormatJury {
  const evidence = { commaDecimal: 0, pointDecimal: 0, either: 0 }
  const example: Record<NumberFormat, string | null> = { commaDecimal: null, pointDecimal: null }
  const grouped = { comma: 0, point: 0 }

  return {
    hear(text) {
      const comma = readAmount(text, 'commaDecimal', 'USD')
      const point = readAmount(text, 'pointDecimal', 'USD')
      if (comma.ok && point.ok) evidence.either++
      else if (comma.ok || point.ok) {
        // `1.234` is sound only as a group under commaDecimal, yet may be three decimals: weak evidence.
        const only = comma.ok ? 'commaDecimal' : 'pointDecimal'
        if (/^\D*\d{1,3}[.,]\d{3}\D*$/.test(text)) {
          evidence.either++
          grouped[comma.ok ? 'point' : 'comma']++
        } else {
          evidence[only]++
          example[only] ??= text
        }
      }
    },
    verdict() {
      const { commaDecimal, pointDecimal } = evidence
      if (commaDecimal + pointDecimal > 0) {
        const format = commaDecimal >= pointDecimal ? 'commaDecimal' : 'pointDecimal'
        const contrary = example[format === 'commaDecimal' ? 'pointDecimal' : 'commaDecimal']
        return { format, confidence: contrary === null ? 'certain' : 'none', evidence, contrary }
      }
      if (grouped.comma + grouped.point > 0 && (grouped.comma === 0 || grouped.point === 0)) {
        return {
          format: grouped.point > 0 ? 'commaDecimal' : 'pointDecimal',
          confidence: 'likely',
          evidence,
          contrary: null,
        }
      }
      return { format: null, confidence: 'none', evidence, contrary: null }
    },
  }
}

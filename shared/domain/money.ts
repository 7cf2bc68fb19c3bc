import { z } from 'zod'

/**
 * Money is an integer of minor units and an ISO 4217 currency, never a float: `{ minor: 1234567, currency:
 * 'MXN' }` is 12,345.67 pesos.
 */
export type Money = { minor: number; currency: string }

export const currencySchema = z.string().regex(/^[A-Z]{3}$/)
export const moneySchema = z.object({ minor: z.int(), currency: currencySchema })

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  [
    { digits: 0, currencies: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF' },
    { digits: 3, currencies: 'BHD IQD JOD KWD LYD OMR TND' },
    { digits: 4, currencies: 'CLF UYW' },
  ].flatMap(({ digits, currencies }) => currencies.split(' ').map((code) => [code, digits] as const)),
)

/** Currencies that have cents by ISO but are written without them when the amount is whole. */
const WHOLE_BY_CUSTOM: ReadonlySet<string> = new Set(['COP'])

/** Digits after the decimal point: 0 for CLP, 2 for COP and MXN, 4 for CLF (UF). */
export function currencyExponent(currency: string): number {
  return EXPONENTS.get(currency) ?? 2
}

/**
 * Minor units of a plain decimal ("1234567.89", optional minus sign, point as the mark), without going through
 * a float. Undefined when the text is not such a number, has more digits than the currency (other than zeros),
 * or is beyond what an integer holds exactly.
 */
export function minorFromDecimal(decimal: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return undefined
  const exponent = currencyExponent(currency)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > exponent) return undefined
  const minor = Number(`${match[2] ?? ''}${fraction.padEnd(exponent, '0')}`)
  if (!Number.isSafeInteger(minor)) return undefined
  return match[1] && minor !== 0 ? -minor : minor
}

/** The plain decimal of minor units, with all the digits of the currency: 1234567 COP is "12345.67". */
export function decimalFromMinor(minor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = minor < 0 ? '-' : ''
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`
}

/** Adds amounts of one currency. Throws TypeError when currencies differ: that is a bug of the caller. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`Cannot add ${b.currency} to ${a.currency}`)
  return { minor: a.minor + b.minor, currency: a.currency }
}

/** One total for each currency, in the order in which currencies first appear. */
export function totalsByCurrency(amounts: Iterable<Money>): Money[] {
  const totals = new Map<string, Money>()
  for (const amount of amounts) {
    const total = totals.get(amount.currency)
    totals.set(amount.currency, total ? addMoney(total, amount) : { ...amount })
  }
  return [...totals.values()]
}

const formats = new Map<string, Intl.NumberFormat>()

/**
 * Money as people of a locale write it ("$ 1.234.567" in es-CO, "$1,234.50" in en-US). `fraction` is `always`
 * (all digits of the currency) or `whenNeeded` (none for a whole amount); the default follows the custom of the
 * currency. A currency unknown to Intl is shown by its code.
 */
export function formatMoney(
  money: Money,
  locale: string,
  options: { fraction?: 'always' | 'whenNeeded' } = {},
): string {
  const fraction = options.fraction ?? (WHOLE_BY_CUSTOM.has(money.currency) ? 'whenNeeded' : 'always')
  const key = `${locale} ${money.currency} ${fraction}`
  let format = formats.get(key)
  if (!format) {
    const exponent = currencyExponent(money.currency)
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
      trailingZeroDisplay: fraction === 'always' ? 'auto' : 'stripIfInteger',
    })
    formats.set(key, format)
  }
  return format.format(decimalForIntl(money))
}

function decimalForIntl(money: Money): Intl.StringNumericLiteral {
  return decimalFromMinor(money.minor, money.currency) as `${number}` // a decimal literal by construction
}

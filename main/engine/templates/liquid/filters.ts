import type { FilterImplOptions } from 'liquidjs'
import { filters as liquidFilters, toValue, type Context } from 'liquidjs'
import { formatMoney, minorFromDecimal, currencyExponent } from '../../../../shared/domain/money.ts'
import { MoneyDrop } from './scope.ts'

type FilterThis = ThisParameterType<Extract<FilterImplOptions, (...args: never[]) => unknown>>

const dateStyles: Record<string, Intl.DateTimeFormatOptions> = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  day_month: { day: 'numeric', month: 'long' },
}

/** Intl objects cost about 50 µs to make and 1 µs to use. */
const cached = <T>(make: (locale: string, key: string) => T) => {
  const made = new Map<string, T>()
  return (locale: string, key: string): T => {
    const id = `${locale} ${key}`
    let format = made.get(id)
    if (format === undefined) {
      format = make(locale, key)
      made.set(id, format)
    }
    return format
  }
}
const dateFormat = cached(
  (locale, style) => new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: 'UTC' }),
)
const numberFormat = cached((locale, digits) =>
  digits === ''
    ? new Intl.NumberFormat(locale, { maximumFractionDigits: 20 })
    : new Intl.NumberFormat(locale, {
        minimumFractionDigits: Number(digits),
        maximumFractionDigits: Number(digits),
      }),
)
const daysFormat = cached(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
)

/** Written dates: the due dates and the day of sending of a campaign repeat from message to message. */
const writtenDates = new Map<string, string>()

function writeDate(locale: string, style: string, day: string): string {
  const id = `${locale} ${style} ${day}`
  let text = writtenDates.get(id)
  if (text === undefined) {
    const [year, month, dayOfMonth] = day.split('-').map(Number)
    text = dateFormat(locale, style).format(Date.UTC(year ?? 0, (month ?? 1) - 1, dayOfMonth ?? 1))
    if (writtenDates.size >= 5_000) writtenDates.clear()
    writtenDates.set(id, text)
  }
  return text
}

const known = new Map<string, string>()

/** The locale Intl knows for a recipient's language; Spanish where it is none. */
export function usableLocale(language: string): string {
  let locale = known.get(language)
  if (locale === undefined) {
    try {
      locale = Intl.getCanonicalLocales(language)[0] ?? 'es'
      if (Intl.NumberFormat.supportedLocalesOf(locale).length === 0) locale = 'es'
    } catch {
      locale = 'es'
    }
    if (known.size < 1_000) known.set(language, locale)
  }
  return locale
}

function localeOf(context: Context): string {
  const { recipient } = context.environments as { recipient?: { language?: unknown } }
  return typeof recipient?.language === 'string' ? usableLocale(recipient.language) : 'es'
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === ''

/** `{{ recipient.amount | money }}`, `{{ 1500 | money: "CLP" }}`: with symbol, grouping and the currency's digits. */
function money(this: FilterThis, value: unknown, currency?: unknown): string {
  if (isNothing(value)) return ''
  const locale = localeOf(this.context)
  if (value instanceof MoneyDrop) return value.format(locale)
  const { recipient } = this.context.environments as { recipient?: { currency?: unknown } }
  const code = currency ?? recipient?.currency
  if (typeof code !== 'string' || !/^[A-Z]{3}$/.test(code)) throw new TypeError('money: no currency is known')
  const number = Number(toValue(value))
  if (!Number.isFinite(number)) throw new TypeError(`money: ${String(value)} is not a number`)
  const minor = minorFromDecimal(number.toFixed(currencyExponent(code)), code)
  if (minor === undefined) throw new TypeError(`money: ${String(value)} is too large`)
  return formatMoney({ minor, currency: code }, locale)
}

/** `date: "short" | "medium" | "long" | "full" | "month" | "day_month" | "iso"`, or a pattern such as `"%d/%m/%Y"`. */
function date(this: FilterThis, value: unknown, style: unknown = 'long'): unknown {
  if (isNothing(value)) return ''
  if (typeof style === 'string' && style.includes('%')) {
    const original = liquidFilters['date']
    if (typeof original !== 'function') throw new TypeError('date: no such filter')
    return original.call(this, value, style, 0)
  }
  const day = /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0]
  if (!day) throw new TypeError(`date: ${String(value)} is not a date`)
  if (style === 'iso') return day
  if (typeof style !== 'string' || !Object.hasOwn(dateStyles, style)) {
    throw new TypeError(`date: no style ${String(style)}`)
  }
  return writeDate(localeOf(this.context), style, day)
}

/** `{{ 1234.5 | number }}`, `{{ 0.5 | number: 2 }}`: grouping and decimal mark of the recipient's language. */
function number(this: FilterThis, value: unknown, digits?: unknown): string {
  if (isNothing(value)) return ''
  const amount = Number(toValue(value))
  if (!Number.isFinite(amount)) throw new TypeError(`number: ${String(value)} is not a number`)
  const places =
    digits === undefined ? '' : String(Math.min(20, Math.max(0, Math.trunc(Number(digits) || 0))))
  return numberFormat(localeOf(this.context), places).format(amount)
}

/** `{{ recipient.daysOverdue | days }}`: "1 día", "12 días", "12 days". */
function days(this: FilterThis, value: unknown): string {
  if (isNothing(value)) return ''
  const amount = Number(toValue(value))
  if (!Number.isFinite(amount)) throw new TypeError(`days: ${String(value)} is not a number`)
  return daysFormat(localeOf(this.context), '').format(amount)
}

/** Our filters, and those of Liquid that are of use in a message and neither unescape nor evaluate text. */
export const templateFilters: Record<string, FilterImplOptions> = { money, date, number, days }

export const allowedLiquidFilters: ReadonlySet<string> = new Set(
  `abs append at_least at_most capitalize ceil compact concat default divided_by downcase escape first floor join
   last lstrip map minus modulo plus prepend remove remove_first replace replace_first reverse round rstrip size
   slice sort sort_natural split strip strip_newlines sum times truncate truncatewords uniq upcase url_encode where`
    .trim()
    .split(/\s+/),
)

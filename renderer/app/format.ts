import type { Language } from '../../shared/i18n/index.ts'
import { useLanguage } from './i18n.ts'
import { useOptionalSession } from './session.tsx'

export interface Region {
  language: Language
  /** BCP 47, of the workspace: `es-CL`. */
  locale: string
  /** IANA zone of the workspace: `America/Santiago`. */
  timeZone: string
  /** ISO 4217 currency used where an amount brings none. */
  currency: string
}

/** Everything that turns values into words and figures, for one workspace and language. */
export type Format = ReturnType<typeof formatFor>

/**
 * Figures, dates and money as the workspace writes them, words in the interface's language.
 *
 * @example
 * const format = useFormat()
 * format.money(1_234_567, 'CLP')      // $1.234.567
 * format.dateTime(campaign.launchedAt) // 12 mar 2026, 09:30
 * format.ago(event.at)                 // hace 3 horas
 */
export function useFormat(): Format {
  const session = useOptionalSession()
  const language = useLanguage()
  const locale = session?.workspace.locale ?? (language === 'es' ? 'es' : 'en-GB')
  const timeZone = session?.workspace.zone ?? systemZone
  const currency = session?.workspace.currency ?? 'USD'
  return formatOf({ language, locale, timeZone, currency })
}

const systemZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const made = new Map<string, Format>()

/** The formatters of a region, made once: a table asks for them in every cell. */
function formatOf(region: Region): Format {
  const key = Object.values(region).join()
  const format = made.get(key) ?? formatFor(region)
  made.set(key, format)
  return format
}

const ages: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']

/** The formatters themselves; `useFormat` gives them to components. */
export function formatFor({ language, locale, timeZone, currency }: Region) {
  const numbers = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  // A date with the month in words follows the interface; a Spanish month in an English page would read as a mistake.
  const words = locale.toLowerCase().startsWith(language) ? locale : language === 'en' ? 'en-GB' : 'es'
  const dates = new Intl.DateTimeFormat(words, { day: 'numeric', month: 'short', year: 'numeric', timeZone })
  const calendarDates = new Intl.DateTimeFormat(words, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const weekdays = new Intl.DateTimeFormat(words, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone,
  })
  const times = new Intl.DateTimeFormat(words, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const full = new Intl.DateTimeFormat(words, {
    dateStyle: 'full',
    timeStyle: 'long',
    hourCycle: 'h23',
    timeZone,
  })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 0,
    }).format(value)

  const moneyFor = (code: string): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' })
  const money = new Map<string, Intl.NumberFormat>()

  return {
    locale,
    timeZone,
    language,
    /** `4.200` */
    number: (value: number): string => numbers.format(value),
    /** `4,2 mil` for tiles and axes. */
    compact: (value: number): string => compact.format(value),
    /** A share between 0 and 1 as `12,5 %`. */
    percent: (share: number, digits = 1): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share),
    /** Minor units (cents) of a currency as an amount. */
    money: (minor: number, code: string = currency): string => {
      const formatter = money.get(code) ?? moneyFor(code)
      money.set(code, formatter)
      return formatter.format(minor / 10 ** (formatter.resolvedOptions().maximumFractionDigits ?? 2))
    },
    /** An instant (ms) or a calendar date `YYYY-MM-DD` as `12 mar 2026`. */
    date: (value: number | string): string =>
      typeof value === 'string'
        ? calendarDates.format(Date.parse(`${value}T00:00:00Z`))
        : dates.format(value),
    /** An instant (ms) as `jue, 12 mar`. */
    day: (at: number): string => weekdays.format(at),
    /** An instant (ms) as `09:30`. */
    time: (at: number): string => times.format(at),
    /** An instant (ms) as `12 mar 2026, 09:30`. */
    dateTime: (at: number): string => `${dates.format(at)}, ${times.format(at)}`,
    /** An instant (ms) in full with its zone, for tooltips. */
    exact: (at: number): string => full.format(at),
    /** How far an instant is from `now`: `hace 3 horas`, `dentro de 2 días`. */
    ago: (at: number, now: number = Date.now()): string => {
      const seconds = Math.round((at - now) / 1_000)
      const [name, size] = ages.find(([, span]) => Math.abs(seconds) >= span) ?? ['second', 1]
      return relative.format(Math.trunc(seconds / size), name)
    },
    /** A length of time (ms) in its two largest units: `2 h 15 min`. */
    duration: (ms: number): string => {
      const seconds = Math.max(0, Math.round(ms / 1_000))
      if (seconds < 60) return unit(seconds, 'second')
      const minutes = Math.round(seconds / 60)
      if (minutes < 60) return unit(minutes, 'minute')
      const hours = Math.floor(minutes / 60)
      if (hours < 48)
        return minutes % 60 === 0
          ? unit(hours, 'hour')
          : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`
      const days = Math.floor(hours / 24)
      return hours % 24 === 0 ? unit(days, 'day') : `${unit(days, 'day')} ${unit(hours % 24, 'hour')}`
    },
    /** `1,4 MB` */
    bytes: (bytes: number): string => {
      const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
      const value = new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(
        bytes / 1_000 ** step,
      )
      return `${value} ${byteUnits[step]}`
    },
    /** `Ana, Luis y Marta` */
    list: (values: string[]): string => lists.format(values),
  }
}

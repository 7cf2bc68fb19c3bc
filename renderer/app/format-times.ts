import type { Region } from './region.ts'

const ages: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }
const day: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' }
const longDay: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const exact: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' }

/** Dates and times in the workspace's zone, with their words in the interface's language. */
export function timesOf({ language, locale, timeZone }: Region) {
  // A date with the month in words follows the interface; a Spanish month in an English page would read as a mistake.
  const words = locale.toLowerCase().startsWith(language) ? locale : language === 'en' ? 'en-GB' : 'es'
  const dates = new Intl.DateTimeFormat(words, { ...date, timeZone })
  const calendarDates = new Intl.DateTimeFormat(words, { ...date, timeZone: 'UTC' })
  const days = new Intl.DateTimeFormat(words, { ...day, timeZone })
  const calendarDays = new Intl.DateTimeFormat(words, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const longDays = new Intl.DateTimeFormat(words, { ...longDay, timeZone })
  const times = new Intl.DateTimeFormat(words, { ...time, timeZone })
  const full = new Intl.DateTimeFormat(words, { ...exact, timeZone })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

  return {
    /** An instant (ms) or a calendar date `YYYY-MM-DD` as `12 mar 2026`. */
    date: (value: number | string): string =>
      typeof value === 'string'
        ? calendarDates.format(Date.parse(`${value}T00:00:00Z`))
        : dates.format(value),
    /** A calendar date `YYYY-MM-DD` as `12 mar`, for axes. */
    dayOfMonth: (value: string): string => calendarDays.format(Date.parse(`${value}T00:00:00Z`)),
    /** An instant (ms) as `jue, 12 mar`. */
    day: (at: number): string => days.format(at),
    /** An instant (ms) as `jueves, 12 de marzo`. */
    longDay: (at: number): string => longDays.format(at),
    /** An instant (ms) as `09:30`. */
    time: (at: number): string => times.format(at),
    /** An instant (ms) as `12 mar 2026, 09:30`. */
    dateTime: (at: number): string => `${dates.format(at)}, ${times.format(at)}`,
    /** An instant (ms) in full with its zone, for tooltips. */
    exact: (at: number): string => full.format(at),
    /** How far an instant is from `now`: `hace 3 horas`, `dentro de 2 días`. */
    ago: (at: number, now: number = Date.now()): string => {
      const seconds = Math.round((at - now) / 1_000)
      const [unit, size] = ages.find(([, span]) => Math.abs(seconds) >= span) ?? ['second', 1]
      return relative.format(Math.trunc(seconds / size), unit)
    },
    /** A length of time (ms) in its two largest units: `2 h 15 min`. */
    duration: (ms: number): string => duration(ms, language),
  }
}

function duration(ms: number, language: string): string {
  const say = (value: number, unit: string): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 0,
    }).format(value)
  const both = (whole: string, rest: number, unit: string): string =>
    rest === 0 ? whole : `${whole} ${say(rest, unit)}`
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 60) return say(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return say(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return both(say(hours, 'hour'), minutes % 60, 'minute')
  return both(say(Math.floor(hours / 24), 'day'), hours % 24, 'hour')
}

/**
 * Local calendar time in an IANA zone and back, with Intl as the only source of zone rules.
 *
 * A local date is `YYYY-MM-DD`; inside loops it is a day number (days since 1970-01-01), which compares and
 * adds as an integer. Times of day are minutes after midnight, 0 to 1,440.
 */

export type LocalDate = string
/** Days since 1970-01-01 of a calendar date, no matter in which zone. */
export type DayNumber = number
/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Offset of one zone during one UTC day: `before` until `changesAt`, `after` from then on. */
type OffsetDay = { before: number; after: number; changesAt: number }
type ZoneClock = { format: Intl.DateTimeFormat; days: Map<number, OffsetDay> }

const clocks = new Map<string, ZoneClock>()
const dateTexts = new Map<DayNumber, LocalDate>()

function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const clock = { format, days: new Map() }
  clocks.set(zone, clock)
  return clock
}

/** Whether the runtime knows the IANA zone. Rows with another value fall back to the workspace's zone. */
export function isZone(zone: string): boolean {
  try {
    zoneClock(zone)
    return true
  } catch {
    return false
  }
}

function offsetByIntl(clock: ZoneClock, at: number): number {
  const whole = Math.floor(at / 1000) * 1000
  const part: Record<string, string> = {}
  for (const { type, value } of clock.format.formatToParts(whole)) part[type] = value
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
  const wall = Date.UTC(
    year,
    Number(part['month']) - 1,
    Number(part['day']),
    Number(part['hour']),
    Number(part['minute']),
    Number(part['second']),
  )
  return wall - whole
}

function offsetDay(clock: ZoneClock, utcDay: number): OffsetDay {
  const start = utcDay * DAY
  const before = offsetByIntl(clock, start)
  const after = offsetByIntl(clock, start + DAY)
  if (before === after) return { before, after, changesAt: start }
  let low = start
  let high = start + DAY
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetByIntl(clock, middle) === before) low = middle
    else high = middle
  }
  return { before, after, changesAt: high }
}

/**
 * Milliseconds to add to an instant to read the zone's wall clock. Intl is asked twice for each zone and UTC
 * day and the day of a change is searched for its instant, so a later call is a look-up.
 */
export function offsetAt(zone: string, at: number): number {
  const clock = zoneClock(zone)
  const utcDay = Math.floor(at / DAY)
  let day = clock.days.get(utcDay)
  if (!day) {
    day = offsetDay(clock, utcDay)
    clock.days.set(utcDay, day)
  }
  return at < day.changesAt ? day.before : day.after
}

/** The day number of the local date at an instant. */
export function localDayAt(zone: string, at: number): DayNumber {
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

/** The local date at an instant. */
export function localDateAt(zone: string, at: number): LocalDate {
  return dateOfDay(localDayAt(zone, at))
}

/** Local date, minute of the day and weekday at an instant. */
export function localTimeAt(zone: string, at: number): { date: LocalDate; minute: number; weekday: Weekday } {
  const wall = at + offsetAt(zone, at)
  const day = Math.floor(wall / DAY)
  return { date: dateOfDay(day), minute: Math.floor((wall - day * DAY) / MINUTE), weekday: weekdayOf(day) }
}

/**
 * The instant of a wall-clock time. A time that the clock skips (spring) becomes the instant of the change;
 * a time that comes twice (autumn) becomes the `first` or the `last` of the two.
 */
export function instantOf(
  zone: string,
  day: DayNumber,
  minute: number,
  ambiguous: 'first' | 'last' = 'first',
): number {
  const wall = day * DAY + minute * MINUTE
  const early = offsetAt(zone, wall - DAY)
  const late = offsetAt(zone, wall + DAY)
  const candidates =
    early === late ? [wall - early] : [wall - Math.max(early, late), wall - Math.min(early, late)]
  const real = candidates.filter((at) => at + offsetAt(zone, at) === wall)
  const found = ambiguous === 'first' ? real[0] : real[real.length - 1]
  return found ?? firstInstantAfterGap(zone, wall, early, late)
}

function firstInstantAfterGap(zone: string, wall: number, early: number, late: number): number {
  let low = wall - Math.max(early, late)
  let high = wall - Math.min(early, late)
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (middle + offsetAt(zone, middle) < wall) low = middle
    else high = middle
  }
  return high
}

/** The instants at which a local date begins and ends in a zone (23, 24 or 25 hours apart). */
export function localDayBounds(zone: string, day: DayNumber): { from: number; to: number } {
  return { from: instantOf(zone, day, 0), to: instantOf(zone, day + 1, 0) }
}

/** `YYYY-MM-DD` as a day number. Throws RangeError for anything that is not a calendar date. */
export function dayOfDate(date: LocalDate): DayNumber {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const at = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a calendar date: ${date}`)
  }
  return at / DAY
}

export function dateOfDay(day: DayNumber): LocalDate {
  const known = dateTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY).toISOString().slice(0, 10)
  dateTexts.set(day, text)
  return text
}

export function weekdayOf(day: DayNumber): Weekday {
  const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 1
}

export function yearOfDay(day: DayNumber): number {
  return Number(dateOfDay(day).slice(0, 4))
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOfDate(date) + days)
}

/** Whole calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOfDate(to) - dayOfDate(from)
}

/** `HH:MM` (00:00 to 24:00) as minutes after midnight. Throws RangeError for other text. */
export function minuteOfTime(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN
  if (Number.isNaN(minute) || Number(match?.[2]) > 59 || minute > 1440) {
    throw new RangeError(`Not a time of day: ${time}`)
  }
  return minute
}

import { z } from 'zod'
import type { HolidayTest } from './holidays/calendar.ts'
import type { DayNumber, LocalDate } from './zoned-time.ts'
import {
  dateOfDay,
  dayOfDate,
  instantOf,
  localDayAt,
  minuteOfTime,
  weekdayOf,
  yearOfDay,
} from './zoned-time.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** When messages may go out, in the recipient's own zone. `to` is the first minute that is too late. */
export const sendWindowSchema = z
  .object({
    /** ISO weekdays, Monday is 1. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: timeOfDay,
    to: timeOfDay,
    excludeHolidays: z.boolean(),
  })
  .refine((window) => window.from < window.to, {
    path: ['to'],
    message: 'window_ends_before_it_starts',
  })
export type SendWindow = z.infer<typeof sendWindowSchema>

export const DEFAULT_SEND_WINDOW: SendWindow = {
  weekdays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  excludeHolidays: true,
}

/** Opening hours of a week: minutes of the day for Monday (index 0) to Sunday, null where closed. */
export type WeeklyHours = {
  byWeekday: readonly (readonly [from: number, to: number] | null)[]
  excludesHolidays: boolean
}

/** Instants, `to` excluded. */
export type Interval = { from: number; to: number }

/** How far an opening is looked for: no week without one is longer than a year of holidays. */
export const SEARCH_DAYS = 400

export function weeklyHours(window: SendWindow): WeeklyHours {
  const hours = [minuteOfTime(window.from), minuteOfTime(window.to)] as const
  return {
    byWeekday: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (window.weekdays.includes(weekday) ? hours : null)),
    excludesHolidays: window.excludeHolidays,
  }
}

/** The hours common to both. */
export function intersectHours(a: WeeklyHours, b: WeeklyHours): WeeklyHours {
  return {
    byWeekday: a.byWeekday.map((own, index) => {
      const other = b.byWeekday[index]
      if (!own || !other) return null
      const from = Math.max(own[0], other[0])
      const to = Math.min(own[1], other[1])
      return from < to ? ([from, to] as const) : null
    }),
    excludesHolidays: a.excludesHolidays || b.excludesHolidays,
  }
}

/** Whether the day can only be judged with a holiday table that does not exist. */
export function lacksTable(hours: WeeklyHours, isHoliday: HolidayTest, day: DayNumber): boolean {
  return hours.excludesHolidays && hours.byWeekday[weekdayOf(day) - 1] != null && isHoliday(day) === undefined
}

/**
 * The open hours of one local date as instants, null when closed all day. Where an edge falls
 * into an hour that comes twice, the narrower reading counts, so that the wall clock never shows a time outside
 * the hours. A year without a table counts as free of holidays here; ask `lacksTable` where that matters.
 */
export function openOn(
  hours: WeeklyHours,
  zone: string,
  isHoliday: HolidayTest,
  day: DayNumber,
): Interval | null {
  const open = hours.byWeekday[weekdayOf(day) - 1]
  if (!open || (hours.excludesHolidays && isHoliday(day))) return null
  const from = instantOf(zone, day, open[0], 'last')
  const to = instantOf(zone, day, open[1], 'first')
  return from < to ? { from, to } : null
}

export function contains(hours: WeeklyHours, zone: string, isHoliday: HolidayTest, at: number): boolean {
  const open = openOn(hours, zone, isHoliday, localDayAt(zone, at))
  return open !== null && open.from <= at && at < open.to
}

export type NextOpen =
  | { ok: true; at: number; closesAt: number }
  | { ok: false; reason: 'holiday_table_missing'; year: number }
  | { ok: false; reason: 'never_open' }

/** The first open instant at or after `at`; refused with its reason where a holiday table is missing. */
export function nextOpen(hours: WeeklyHours, zone: string, isHoliday: HolidayTest, at: number): NextOpen {
  const today = localDayAt(zone, at)
  for (let day = today; day < today + SEARCH_DAYS; day += 1) {
    if (lacksTable(hours, isHoliday, day)) {
      return { ok: false, reason: 'holiday_table_missing', year: yearOfDay(day) }
    }
    const open = openOn(hours, zone, isHoliday, day)
    if (open && at < open.to) return { ok: true, at: Math.max(at, open.from), closesAt: open.to }
  }
  return { ok: false, reason: 'never_open' }
}

/** The first local date after `date` on which the hours open, undefined when none is known. */
export function nextSendingDay(
  hours: WeeklyHours,
  isHoliday: HolidayTest,
  date: LocalDate,
): LocalDate | undefined {
  const after = dayOfDate(date)
  for (let day = after + 1; day <= after + SEARCH_DAYS; day += 1) {
    if (lacksTable(hours, isHoliday, day)) return undefined
    if (hours.byWeekday[weekdayOf(day) - 1] && !(hours.excludesHolidays && isHoliday(day)))
      return dateOfDay(day)
  }
  return undefined
}

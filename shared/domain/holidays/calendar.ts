import type { DayNumber } from '../zoned-time.ts'
import { dayOfDate, yearOfDay } from '../zoned-time.ts'
import { argentina } from './argentina.ts'
import { chile } from './chile.ts'
import { colombia } from './colombia.ts'
import { ecuador } from './ecuador.ts'
import { mexico } from './mexico.ts'
import { peru } from './peru.ts'
import { spain } from './spain.ts'
import type { HolidayTable } from './table.ts'
import { unitedStates } from './united-states.ts'

/** The tables the product ships. A workspace may add years and countries, or replace one of these. */
export const HOLIDAY_TABLES: readonly HolidayTable[] = [
  ...argentina,
  ...chile,
  ...colombia,
  ...ecuador,
  ...mexico,
  ...peru,
  ...spain,
  ...unitedStates,
]

/** Whether a day is a holiday; undefined in a year without a table, into which nothing may be scheduled. */
export type HolidayTest = (day: DayNumber) => boolean | undefined

export type HolidayCalendar = {
  country: string
  isHoliday: HolidayTest
  nameOf: (day: DayNumber) => string | undefined
  coversYear: (year: number) => boolean
}

/**
 * The holidays of a country by day number. Of several tables for one year the last one counts, so a
 * workspace's own tables are appended to the shipped ones: `holidayCalendar('CO', [...HOLIDAY_TABLES, ...own])`.
 */
export function holidayCalendar(
  country: string,
  tables: readonly HolidayTable[] = HOLIDAY_TABLES,
): HolidayCalendar {
  const years = new Map<number, Map<DayNumber, string>>()
  for (const table of tables) {
    if (table.country !== country) continue
    years.set(table.year, new Map(table.days.map((day) => [dayOfDate(day.date), day.name])))
  }
  return {
    country,
    isHoliday: (day) => years.get(yearOfDay(day))?.has(day),
    nameOf: (day) => years.get(yearOfDay(day))?.get(day),
    coversYear: (year) => years.has(year),
  }
}

import { describe, expect, test } from 'vitest'
import { HOLIDAY_TABLES, holidayCalendar } from '../../../shared/domain/holidays/calendar.ts'
import { easterSunday } from '../../../shared/domain/holidays/easter.ts'
import { holidayTableSchema } from '../../../shared/domain/holidays/table.ts'
import { dateOfDay, dayOfDate, weekdayOf } from '../../../shared/domain/zoned-time.ts'

const datesOf = (country: string, year: number) =>
  HOLIDAY_TABLES.find((table) => table.country === country && table.year === year)?.days.map(
    (day) => day.date,
  )

const day = (year: number, month: number, date: number) =>
  dayOfDate(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
const nextMonday = (from: number) => from + ((8 - weekdayOf(from)) % 7)
const nthWeekday = (year: number, month: number, weekday: number, nth: number) => {
  const first = day(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
}
const lastMonday = (year: number, month: number, days: number) => {
  const last = day(year, month, days)
  return last - (weekdayOf(last) - 1)
}
const sorted = (days: number[]) => [...new Set(days)].sort((a, b) => a - b).map(dateOfDay)

/** The statutes again, as code, to catch a slip of the pen in the tables. */
const STATUTES: Record<string, (year: number) => number[]> = {
  CO: (year) => {
    const easter = easterSunday(year)
    const fixed = [
      [1, 1],
      [5, 1],
      [7, 20],
      [8, 7],
      [12, 8],
      [12, 25],
    ] as const
    const moved = [
      [1, 6],
      [3, 19],
      [6, 29],
      [8, 15],
      [10, 12],
      [11, 1],
      [11, 11],
    ] as const
    return [
      ...fixed.map(([month, date]) => day(year, month, date)),
      ...moved.map(([month, date]) => nextMonday(day(year, month, date))),
      easter - 3,
      easter - 2,
      ...[39, 60, 68].map((after) => nextMonday(easter + after)),
    ]
  },
  CL: (year) => {
    const easter = easterSunday(year)
    const fixed = [
      [1, 1],
      [5, 1],
      [5, 21],
      [6, 21],
      [7, 16],
      [8, 15],
      [9, 18],
      [9, 19],
      [10, 31],
      [11, 1],
      [12, 8],
      [12, 25],
    ] as const
    const moved = (
      [
        [6, 29],
        [10, 12],
      ] as const
    ).map(([month, date]) => {
      const on = day(year, month, date)
      const weekday = weekdayOf(on)
      return weekday >= 2 && weekday <= 4 ? on - (weekday - 1) : weekday === 5 ? on + 3 : on
    })
    const independence = weekdayOf(day(year, 9, 18))
    const bridge =
      independence === 6 || independence === 2
        ? [day(year, 9, 17)]
        : independence === 3
          ? [day(year, 9, 20)]
          : []
    return [
      ...fixed.map(([month, date]) => day(year, month, date)),
      ...moved,
      ...bridge,
      easter - 2,
      easter - 1,
    ]
  },
  EC: (year) => {
    const easter = easterSunday(year)
    const moved = (
      [
        [5, 1],
        [5, 24],
        [8, 10],
        [10, 9],
      ] as const
    ).map(([month, date]) => {
      const on = day(year, month, date)
      return on + [0, -1, 2, 1, 0, -1, 1][weekdayOf(on) - 1]!
    })
    const november = year === 2026 ? [2, 3] : [1, 2, 3]
    return [
      day(year, 1, 1),
      easter - 48,
      easter - 47,
      easter - 2,
      ...moved,
      ...november.map((date) => day(year, 11, date)),
      day(year, 12, 25),
    ]
  },
  PE: (year) => {
    const easter = easterSunday(year)
    const fixed = [
      [1, 1],
      [5, 1],
      [6, 7],
      [6, 29],
      [7, 23],
      [7, 28],
      [7, 29],
      [8, 6],
      [8, 30],
      [10, 8],
      [11, 1],
      [12, 8],
      [12, 9],
      [12, 25],
    ] as const
    return [...fixed.map(([month, date]) => day(year, month, date)), easter - 3, easter - 2]
  },
  MX: (year) => [
    ...(
      [
        [1, 1],
        [5, 1],
        [9, 16],
        [12, 25],
      ] as const
    ).map(([month, date]) => day(year, month, date)),
    nthWeekday(year, 2, 1, 1),
    nthWeekday(year, 3, 1, 3),
    nthWeekday(year, 11, 1, 3),
  ],
  US: (year) => {
    const fixed = (
      [
        [1, 1],
        [6, 19],
        [7, 4],
        [11, 11],
        [12, 25],
      ] as const
    ).map(([month, date]) => day(year, month, date))
    const all = [...fixed, day(year + 1, 1, 1)].flatMap((on) =>
      weekdayOf(on) === 6 ? [on, on - 1] : weekdayOf(on) === 7 ? [on, on + 1] : [on],
    )
    return [
      ...all.filter((on) => dateOfDay(on).startsWith(String(year))),
      nthWeekday(year, 1, 1, 3),
      nthWeekday(year, 2, 1, 3),
      lastMonday(year, 5, 31),
      nthWeekday(year, 9, 1, 1),
      nthWeekday(year, 10, 1, 2),
      nthWeekday(year, 11, 4, 4),
    ]
  },
  ES: (year) => [
    ...(
      [
        [1, 1],
        [1, 6],
        [5, 1],
        [8, 15],
        [10, 12],
        [11, 1],
        [12, 6],
        [12, 8],
        [12, 25],
      ] as const
    ).map(([month, date]) => day(year, month, date)),
    easterSunday(year) - 2,
  ],
  AR: (year) => {
    const easter = easterSunday(year)
    const fixed = [
      [1, 1],
      [3, 24],
      [4, 2],
      [5, 1],
      [5, 25],
      [6, 20],
      [7, 9],
      [12, 8],
      [12, 25],
    ] as const
    const moved = (
      [
        [6, 17],
        [8, 17],
        [10, 12],
        [11, 20],
      ] as const
    ).map(([month, date]) => {
      const on = day(year, month, date)
      return on + [0, -1, -2, 4, 3, 0, 0][weekdayOf(on) - 1]!
    })
    return [
      ...fixed.map(([month, date]) => day(year, month, date)),
      ...moved,
      easter - 48,
      easter - 47,
      easter - 2,
    ]
  },
}

describe('holiday tables', () => {
  test.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, date) => {
    expect(dateOfDay(easterSunday(year))).toBe(date)
  })

  const cases = Object.keys(STATUTES).flatMap((country) =>
    [2026, 2027].map((year) => [country, year] as const),
  )
  test.each(cases)('%s %i is what its statutes give', (country, year) => {
    expect(datesOf(country, year)).toEqual(sorted(STATUTES[country]?.(year) ?? []))
  })

  test('Chile rests on Saturday 4 April 2026 and on Friday 17 September 2027', () => {
    const { isHoliday, nameOf } = holidayCalendar('CL')
    expect(isHoliday(dayOfDate('2026-04-04'))).toBe(true)
    expect(nameOf(dayOfDate('2026-04-04'))).toBe('Sábado Santo')
    expect(isHoliday(dayOfDate('2027-09-17'))).toBe(true)
  })

  test('Colombia has eighteen holidays, neither 13 July nor Easter Sunday among them', () => {
    expect(datesOf('CO', 2026)).toHaveLength(18)
    expect(datesOf('CO', 2027)).toHaveLength(18)
    const { isHoliday } = holidayCalendar('CO')
    expect(isHoliday(dayOfDate('2026-07-13'))).toBe(false)
    expect(isHoliday(dayOfDate('2026-04-05'))).toBe(false)
  })

  test('a year or a country without a table is unknown, not free of holidays', () => {
    expect(holidayCalendar('CO').isHoliday(dayOfDate('2035-01-01'))).toBeUndefined()
    expect(holidayCalendar('XX').isHoliday(dayOfDate('2026-01-01'))).toBeUndefined()
    expect(holidayCalendar('CO').coversYear(2027)).toBe(true)
  })

  test('a table of the workspace replaces ours of that year', () => {
    const own = {
      country: 'CO',
      year: 2026,
      source: 'firm',
      reviewedOn: '2026-01-02',
      days: [{ date: '2026-12-24', name: 'Cierre' }],
    }
    const { isHoliday } = holidayCalendar('CO', [...HOLIDAY_TABLES, own])
    expect(isHoliday(dayOfDate('2026-12-24'))).toBe(true)
    expect(isHoliday(dayOfDate('2026-12-25'))).toBe(false)
    expect(isHoliday(dayOfDate('2027-12-25'))).toBe(true)
  })

  test('every shipped table passes the schema that edited ones must pass', () => {
    for (const table of HOLIDAY_TABLES) expect(holidayTableSchema.safeParse(table).error).toBeUndefined()
    const [table] = HOLIDAY_TABLES
    expect(holidayTableSchema.safeParse({ ...table, year: 2030 }).success).toBe(false)
    expect(
      holidayTableSchema.safeParse({ ...table, days: [...(table?.days ?? []), table?.days[0]] }).success,
    ).toBe(false)
  })
})

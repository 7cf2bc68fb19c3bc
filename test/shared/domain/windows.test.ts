import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holidayCalendar } from '../../../shared/domain/holidays/calendar.ts'
import {
  contains,
  DEFAULT_SEND_WINDOW,
  intersectHours,
  nextOpen,
  nextSendingDay,
  sendWindowSchema,
  weeklyHours,
} from '../../../shared/domain/windows.ts'
import { dayOfDate, instantOf, localTimeAt, MINUTE, minuteOfTime } from '../../../shared/domain/zoned-time.ts'

const local = (zone: string, text: string) =>
  instantOf(zone, dayOfDate(text.slice(0, 10)), minuteOfTime(text.slice(11)))
const hours = weeklyHours(DEFAULT_SEND_WINDOW)
const chile = holidayCalendar('CL').isHoliday

describe('send windows', () => {
  test.each([
    ['2026-11-23T09:00', true],
    ['2026-11-23T08:59', false],
    ['2026-11-23T16:59', true],
    ['2026-11-23T17:00', false],
    ['2026-11-28T12:00', false],
    ['2026-12-08T12:00', false],
  ])('Monday to Friday 9 to 17 in Santiago at %s: %s', (at, open) => {
    expect(contains(hours, 'America/Santiago', chile, local('America/Santiago', at))).toBe(open)
  })

  test('the next opening leaps over a weekend and a holiday', () => {
    const at = local('America/Santiago', '2026-04-02T17:00')
    expect(nextOpen(hours, 'America/Santiago', chile, at)).toEqual({
      ok: true,
      at: local('America/Santiago', '2026-04-06T09:00'),
      closesAt: local('America/Santiago', '2026-04-06T17:00'),
    })
    expect(nextSendingDay(hours, chile, '2026-04-02')).toBe('2026-04-06')
  })

  test('an open window is open at once', () => {
    const at = local('America/Bogota', '2026-11-23T11:20')
    expect(nextOpen(hours, 'America/Bogota', holidayCalendar('CO').isHoliday, at)).toMatchObject({
      ok: true,
      at,
    })
  })

  test('a year without a table is refused with its reason', () => {
    const at = local('America/Santiago', '2027-12-31T17:30')
    expect(nextOpen(hours, 'America/Santiago', chile, at)).toEqual({
      ok: false,
      reason: 'holiday_table_missing',
      year: 2028,
    })
    expect(nextSendingDay(hours, chile, '2027-12-31')).toBeUndefined()
    const any = weeklyHours({ ...DEFAULT_SEND_WINDOW, excludeHolidays: false })
    expect(nextOpen(any, 'America/Santiago', chile, at)).toMatchObject({ ok: true })
  })

  test('hours that have nothing in common never open', () => {
    const sunday = weeklyHours({ ...DEFAULT_SEND_WINDOW, weekdays: [7], excludeHolidays: false })
    expect(nextOpen(intersectHours(hours, sunday), 'America/Bogota', () => false, 0)).toEqual({
      ok: false,
      reason: 'never_open',
    })
  })

  test('a window inside the hour that the clock skips stays shut that day', () => {
    const night = weeklyHours({
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      from: '02:00',
      to: '03:00',
      excludeHolidays: false,
    })
    const at = local('America/New_York', '2026-03-08T00:00')
    expect(nextOpen(night, 'America/New_York', () => false, at)).toMatchObject({
      ok: true,
      at: local('America/New_York', '2026-03-09T02:00'),
    })
  })

  test('an edge in the hour that comes twice takes the narrower reading', () => {
    const autumn = (from: string, to: string) => {
      const weekly = weeklyHours({ weekdays: [7], from, to, excludeHolidays: false })
      return nextOpen(weekly, 'America/New_York', () => false, local('America/New_York', '2026-11-01T00:00'))
    }
    expect(autumn('01:30', '03:00')).toMatchObject({ at: Date.parse('2026-11-01T06:30:00Z') })
    expect(autumn('00:00', '01:30')).toMatchObject({ closesAt: Date.parse('2026-11-01T05:30:00Z') })
  })

  test.each([
    { ...DEFAULT_SEND_WINDOW, from: '17:00', to: '09:00' },
    { ...DEFAULT_SEND_WINDOW, from: '9:00' },
    { ...DEFAULT_SEND_WINDOW, to: '24:30' },
    { ...DEFAULT_SEND_WINDOW, weekdays: [] },
    { ...DEFAULT_SEND_WINDOW, weekdays: [0] },
  ])('refuses %o', (window) => {
    expect(sendWindowSchema.safeParse(window).success).toBe(false)
  })

  test('the wall clock never shows a time outside an open window, changes of the clock included', () => {
    const zones = [
      'America/Santiago',
      'America/Bogota',
      'Pacific/Auckland',
      'America/New_York',
      'Australia/Lord_Howe',
    ]
    const window = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.integer({ min: 0, max: 1439 }),
      length: fc.integer({ min: 1, max: 1440 }),
    })
    const at = fc
      .integer({ min: 0, max: 500 * 1440 })
      .map((minutes) => Date.UTC(2026, 0, 1) + minutes * MINUTE)
    fc.assert(
      fc.property(window, at, fc.constantFrom(...zones), ({ weekdays, from, length }, when, zone) => {
        const to = Math.min(1440, from + length)
        const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
          weekdays.includes(weekday) ? ([from, to] as const) : null,
        )
        const weekly = { byWeekday, excludesHolidays: false }
        const next = nextOpen(weekly, zone, () => false, when)
        if (!next.ok) return
        expect(contains(weekly, zone, () => false, next.at)).toBe(true)
        for (const shown of [next.at, next.closesAt - 1]) {
          const time = localTimeAt(zone, shown)
          expect(weekdays).toContain(time.weekday)
          expect(time.minute).toBeGreaterThanOrEqual(from)
          expect(time.minute).toBeLessThan(to)
        }
      }),
      { numRuns: 400 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayOfDate,
  daysBetween,
  HOUR,
  instantOf,
  isZone,
  localDateAt,
  localDayBounds,
  localTimeAt,
  minuteOfTime,
  offsetAt,
  weekdayOf,
} from '../../../shared/domain/zoned-time.ts'

const ZONES = [
  'America/Santiago',
  'America/Bogota',
  'Pacific/Auckland',
  'America/New_York',
  'Europe/Madrid',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
]

const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) })
const utc = (text: string) => Date.parse(`${text}Z`)

describe('zoned time', () => {
  test('reads local date, minute and weekday', () => {
    expect(localTimeAt('America/Bogota', utc('2026-11-23T14:30:00'))).toEqual({
      date: '2026-11-23',
      minute: 570,
      weekday: 1,
    })
    expect(localDateAt('Pacific/Auckland', utc('2026-11-22T12:00:00'))).toBe('2026-11-23')
  })

  test.each(ZONES)('agrees with Intl at any instant in %s', (zone) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    })
    fc.assert(
      fc.property(instant, (at) => {
        const local = localTimeAt(zone, at)
        const hours = String(Math.floor(local.minute / 60)).padStart(2, '0')
        const minutes = String(local.minute % 60).padStart(2, '0')
        expect(`${local.date} ${hours}:${minutes}`).toBe(format.format(at))
      }),
    )
  })

  test.each(ZONES)(
    'comes back to the same instant, or to its twin in the hour that repeats, in %s',
    (zone) => {
      fc.assert(
        fc.property(instant, (any) => {
          const at = Math.floor(any / 60_000) * 60_000
          const local = localTimeAt(zone, at)
          const day = dayOfDate(local.date)
          expect([instantOf(zone, day, local.minute), instantOf(zone, day, local.minute, 'last')]).toContain(
            at,
          )
        }),
      )
    },
  )

  test('a time the clock skips is the instant of the change', () => {
    const change = utc('2026-03-08T07:00:00')
    expect(instantOf('America/New_York', dayOfDate('2026-03-08'), 150)).toBe(change)
    expect(offsetAt('America/New_York', change - 1)).toBe(-5 * HOUR)
    expect(offsetAt('America/New_York', change)).toBe(-4 * HOUR)
  })

  test('a time that comes twice is the first or the last of the two', () => {
    const day = dayOfDate('2026-11-01')
    expect(instantOf('America/New_York', day, 90)).toBe(utc('2026-11-01T05:30:00'))
    expect(instantOf('America/New_York', day, 90, 'last')).toBe(utc('2026-11-01T06:30:00'))
  })

  test('a day whose midnight is skipped begins at one o’clock and lasts 23 hours', () => {
    const day = dayOfDate('2026-09-06')
    const bounds = localDayBounds('America/Santiago', day)
    expect(bounds.from).toBe(utc('2026-09-06T04:00:00'))
    expect(bounds.to - bounds.from).toBe(23 * HOUR)
    expect(localTimeAt('America/Santiago', bounds.from)).toEqual({
      date: '2026-09-06',
      minute: 60,
      weekday: 7,
    })
    const longDay = localDayBounds('America/Santiago', dayOfDate('2026-04-04'))
    expect(longDay.to - longDay.from).toBe(25 * HOUR)
  })

  test('counts days of the calendar', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
    expect(weekdayOf(dayOfDate('2026-11-22'))).toBe(7)
    expect(weekdayOf(dayOfDate('1969-12-31'))).toBe(3)
  })

  test('refuses what is no date, time or zone', () => {
    expect(() => dayOfDate('2026-02-29')).toThrow(RangeError)
    expect(() => dayOfDate('26-1-1')).toThrow(RangeError)
    expect(() => minuteOfTime('24:01')).toThrow(RangeError)
    expect(minuteOfTime('24:00')).toBe(1440)
    expect(isZone('America/Bogota')).toBe(true)
    expect(isZone('Bogotá')).toBe(false)
  })
})

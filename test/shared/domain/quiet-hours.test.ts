import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterQuietHours } from '../../../shared/domain/quiet-hours.ts'
import { localTimeAt } from '../../../shared/domain/zoned-time.ts'

const at = (text: string) => Date.parse(text)
const iso = (instant: number) => new Date(instant).toISOString()
const night = { from: 22 * 60, to: 7 * 60 }

test('outside the quiet hours nothing waits', () => {
  expect(afterQuietHours('UTC', night, at('2026-03-02T12:00:00Z'))).toBe(at('2026-03-02T12:00:00Z'))
  expect(afterQuietHours('UTC', null, at('2026-03-02T23:00:00Z'))).toBe(at('2026-03-02T23:00:00Z'))
})

test('the first minute is quiet and the last is not', () => {
  expect(iso(afterQuietHours('UTC', night, at('2026-03-02T22:00:00Z')))).toBe('2026-03-03T07:00:00.000Z')
  expect(iso(afterQuietHours('UTC', night, at('2026-03-03T07:00:00Z')))).toBe('2026-03-03T07:00:00.000Z')
})

test('after midnight the end is on the same day', () => {
  expect(iso(afterQuietHours('UTC', night, at('2026-03-03T02:30:00Z')))).toBe('2026-03-03T07:00:00.000Z')
})

test('hours within one day end on that day', () => {
  const lunch = { from: 13 * 60, to: 15 * 60 }
  expect(iso(afterQuietHours('America/Bogota', lunch, at('2026-03-02T18:30:00Z')))).toBe(
    '2026-03-02T20:00:00.000Z',
  )
})

test('a night that springs forward ends at the same wall time', () => {
  // Madrid, 29 March 2026: 02:00 becomes 03:00.
  expect(iso(afterQuietHours('Europe/Madrid', night, at('2026-03-28T22:30:00Z')))).toBe(
    '2026-03-29T05:00:00.000Z',
  )
})

test('an end that the clock skips is the moment it skips', () => {
  const until = { from: 22 * 60, to: 150 }
  expect(iso(afterQuietHours('Europe/Madrid', until, at('2026-03-28T22:30:00Z')))).toBe(
    '2026-03-29T01:00:00.000Z',
  )
})

test('an end that comes twice counts the first time, or the second once the first has passed', () => {
  // Madrid, 25 October 2026: 03:00 becomes 02:00 again; 02:30 is at 00:30Z and at 01:30Z.
  const until = { from: 22 * 60, to: 150 }
  expect(iso(afterQuietHours('Europe/Madrid', until, at('2026-10-24T22:00:00Z')))).toBe(
    '2026-10-25T00:30:00.000Z',
  )
  expect(iso(afterQuietHours('Europe/Madrid', until, at('2026-10-25T01:10:00Z')))).toBe(
    '2026-10-25T01:30:00.000Z',
  )
})

test('whatever the hours and the zone, it never goes back, never waits more than a day, and ends in the open', () => {
  const zones = ['UTC', 'America/Santiago', 'Europe/Madrid', 'Pacific/Auckland', 'America/Bogota']
  const minute = fc.integer({ min: 0, max: 1_439 })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      minute,
      minute,
      fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') }),
      (zone, from, to, start) => {
        fc.pre(from !== to)
        const end = afterQuietHours(zone, { from, to }, start)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end - start).toBeLessThanOrEqual(25 * 3_600_000)
        const wall = localTimeAt(zone, end).minute
        const quiet = from > to ? wall >= from || wall < to : wall >= from && wall < to
        // Only an end that falls into a skipped or repeated hour may look quiet on the wall clock.
        expect(!quiet || Math.abs(wall - to) <= 60).toBe(true)
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})

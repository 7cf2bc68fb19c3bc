import { describe, expect, test } from 'vitest'
import { ageingAt, ageingBucket, daysOverdue } from '../../../shared/domain/ageing.ts'

describe('ageing', () => {
  test.each([
    [-5, '0'],
    [0, '0'],
    [1, '1-30'],
    [30, '1-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, '91-120'],
    [120, '91-120'],
    [121, '121-180'],
    [180, '121-180'],
    [181, '180+'],
    [4000, '180+'],
  ])('%i days are in bucket %s', (days, bucket) => {
    expect(ageingBucket(days)).toBe(bucket)
  })

  test('the day after the due date is the first day overdue', () => {
    expect(daysOverdue('2026-11-20', '2026-11-20')).toBe(0)
    expect(daysOverdue('2026-11-20', '2026-11-21')).toBe(1)
    expect(daysOverdue('2026-11-20', '2026-11-15')).toBe(-5)
  })

  test('the debtor’s own calendar decides', () => {
    const at = Date.parse('2026-11-21T03:00:00Z')
    expect(ageingAt('2026-10-21', at, 'America/Bogota')).toEqual({ days: 30, bucket: '1-30' })
    expect(ageingAt('2026-10-21', at, 'Pacific/Auckland')).toEqual({ days: 31, bucket: '31-60' })
  })
})

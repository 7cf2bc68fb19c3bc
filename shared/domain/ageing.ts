import type { LocalDate } from './zoned-time.ts'
import { daysBetween, localDateAt } from './zoned-time.ts'

/** Ageing buckets in the order of an ageing report; `0` is not yet due. Bounds are days, both included. */
export const AGEING_BUCKETS = [
  { key: '0', from: Number.NEGATIVE_INFINITY, to: 0 },
  { key: '1-30', from: 1, to: 30 },
  { key: '31-60', from: 31, to: 60 },
  { key: '61-90', from: 61, to: 90 },
  { key: '91-120', from: 91, to: 120 },
  { key: '121-180', from: 121, to: 180 },
  { key: '180+', from: 181, to: Number.POSITIVE_INFINITY },
] as const
export type AgeingBucket = (typeof AGEING_BUCKETS)[number]['key']

/**
 * Days past due on a local date: 1 on the day after the due date, 0 on it, negative before it (a reminder five
 * days ahead is −5).
 */
export function daysOverdue(dueOn: LocalDate, today: LocalDate): number {
  return daysBetween(dueOn, today)
}

export function ageingBucket(days: number): AgeingBucket {
  return AGEING_BUCKETS.find((bucket) => days <= bucket.to)?.key ?? '180+'
}

/** Days overdue and bucket at the moment of sending, by the debtor's own calendar. */
export function ageingAt(dueOn: LocalDate, at: number, zone: string): { days: number; bucket: AgeingBucket } {
  const days = daysOverdue(dueOn, localDateAt(zone, at))
  return { days, bucket: ageingBucket(days) }
}

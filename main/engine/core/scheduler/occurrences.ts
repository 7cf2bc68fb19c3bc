import { CronExpressionParser } from 'cron-parser'
import { invalid } from '../../../../shared/contract/errors.ts'

/**
 * The next instant of a cron expression after `after` (ms UTC), on the wall clock of an IANA zone.
 * A local time that a spring change leaves out runs once at the next valid time; one that autumn
 * repeats runs once.
 */
export function nextOccurrence(cron: string, zone: string, after: number): number {
  return CronExpressionParser.parse(cron, { tz: zone, currentDate: new Date(after) })
    .next()
    .getTime()
}

/** The next `count` instants. */
export function nextOccurrences(cron: string, zone: string, after: number, count: number): number[] {
  const parsed = CronExpressionParser.parse(cron, { tz: zone, currentDate: new Date(after) })
  return Array.from({ length: count }, () => parsed.next().getTime())
}

/** The last instant at or before `at`. */
export function lastOccurrence(cron: string, zone: string, at: number): number {
  return CronExpressionParser.parse(cron, { tz: zone, currentDate: new Date(at + 1) })
    .prev()
    .getTime()
}

/** Throws an INVALID problem at `cron` when the expression is not one of five fields. */
export function checkCron(cron: string, zone: string): void {
  try {
    if (cron.trim().split(/\s+/).length !== 5) throw new Error('five fields')
    CronExpressionParser.parse(cron, { tz: zone }).next()
  } catch {
    throw invalid([{ path: ['cron'], reason: 'cron_syntax' }])
  }
}

import { instantOf, localDayAt, localTimeAt } from './zoned-time.ts'

/** Minutes after local midnight, `from` included, `to` not; `from` after `to` runs through midnight. */
export interface QuietHours {
  from: number
  to: number
}

/**
 * The first instant at or after `at` (ms UTC) outside the quiet hours of a zone. An end that a spring
 * change skips is the instant of the change; of an end that comes twice in autumn, the first that is
 * still ahead counts.
 */
export function afterQuietHours(zone: string, quiet: QuietHours | null, at: number): number {
  if (!quiet || quiet.from === quiet.to) return at
  const { minute } = localTimeAt(zone, at)
  const overnight = quiet.from > quiet.to
  const inside = overnight
    ? minute >= quiet.from || minute < quiet.to
    : minute >= quiet.from && minute < quiet.to
  if (!inside) return at
  const today = localDayAt(zone, at)
  const day = overnight && minute >= quiet.from ? today + 1 : today
  const first = instantOf(zone, day, quiet.to)
  const end = first > at ? first : instantOf(zone, day, quiet.to, 'last')
  return Math.max(at, end)
}

import { dayOfDate, instantOf, minuteOfTime } from '../../../../../shared/domain/zoned-time.ts'

/** An instant as the date picker writes it, `2026-03-12 09:30:00`, on the clock of a zone. */
export function localOfInstant(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((entry) => entry.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
}

/** The instant of such a text; of an hour that comes twice, the first. */
export function instantOfLocal(text: string, zone: string): number {
  return instantOf(zone, dayOfDate(text.slice(0, 10)), minuteOfTime(text.slice(11, 16)), 'first')
}

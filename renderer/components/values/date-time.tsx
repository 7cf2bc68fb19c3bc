import { useSyncExternalStore } from 'react'
import { useFormat } from '../../app/format.ts'

interface DateTimeProps {
  /** Instant in ms; nothing is shown as a dash. */
  at: number | null | undefined
  /** `ago` (default) follows the clock; `date`, `dateTime` and `time` are absolute. */
  as?: 'ago' | 'date' | 'dateTime' | 'time' | 'day'
}

/**
 * An instant in the workspace's zone, with the exact moment and zone in the tooltip.
 *
 * @example <DateTime at={event.at} />
 * @example <DateTime at={campaign.startsAt} as="dateTime" />
 */
export function DateTime({ at, as = 'ago' }: DateTimeProps) {
  const format = useFormat()
  const shown = useNow(as === 'ago')
  // The clock was read up to a minute ago: what has happened since then is not to come.
  const now = at != null && at > shown && at - shown < 70_000 ? at : shown
  if (at === null || at === undefined) return <span aria-hidden>–</span>
  const old = as === 'ago' && Math.abs(now - at) > 6 * 86_400_000
  const text = as === 'ago' ? (old ? format.date(at) : format.ago(at, now)) : format[as](at)
  return (
    <time dateTime={new Date(at).toISOString()} title={format.exact(at)} style={{ whiteSpace: 'nowrap' }}>
      {text}
    </time>
  )
}

/** The time now, renewed every half minute by one timer for the whole page. */
function useNow(wanted: boolean): number {
  return useSyncExternalStore(wanted ? followClock : neverChanges, () => clock.now)
}

const clock = { now: Date.now(), readers: new Set<() => void>(), timer: undefined as number | undefined }

function followClock(changed: () => void): () => void {
  clock.readers.add(changed)
  clock.timer ??= window.setInterval(() => {
    clock.now = Date.now()
    for (const reader of clock.readers) reader()
  }, 30_000)
  return () => {
    clock.readers.delete(changed)
    if (clock.readers.size > 0) return
    window.clearInterval(clock.timer)
    clock.timer = undefined
  }
}

function neverChanges(): () => void {
  return () => undefined
}

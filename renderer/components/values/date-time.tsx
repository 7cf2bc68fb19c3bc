import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
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
  const now = useNow(as === 'ago')
  if (at === null || at === undefined) return <span aria-hidden>–</span>
  const old = as === 'ago' && Math.abs(now - at) > 6 * 86_400_000
  const text = as === 'ago' ? (old ? format.date(at) : format.ago(at, now)) : format[as](at)
  return (
    <Tooltip label={format.exact(at)}>
      <time dateTime={new Date(at).toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </time>
    </Tooltip>
  )
}

/** The time now, renewed every half minute while it is wanted. */
function useNow(wanted: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!wanted) return undefined
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [wanted])
  return now
}

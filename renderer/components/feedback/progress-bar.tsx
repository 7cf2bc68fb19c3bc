import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import type { Tone } from '../values/tones.ts'
import classes from './progress-bar.module.css'

interface ProgressBarProps {
  /** What is being done, for the screen reader. */
  label: string
  done: number
  /** Undefined while nobody knows: the bar then only shows that something goes on. */
  total?: number | undefined
  /** Per second; shown when given. */
  rate?: number | undefined
  /** Milliseconds left; shown when given. */
  leftMs?: number | undefined
  tone?: Tone
  /** Only the bar, for tables. */
  bare?: boolean
}

/**
 * How far long work has come: bar, count, rate and time left.
 *
 * @example <ProgressBar label={t('sending')} done={412} total={4200} rate={9.5} leftMs={398_000} />
 */
export function ProgressBar({
  label,
  done,
  total,
  rate,
  leftMs,
  tone = 'info',
  bare = false,
}: ProgressBarProps) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const share = total === undefined ? 1 : total === 0 ? 0 : Math.min(1, done / total)
  const words = [
    total === undefined
      ? format.number(done)
      : t('progress.count', { done: format.number(done), total: format.number(total) }),
    rate === undefined ? '' : t('progress.rate', { rate: format.number(Math.round(rate * 10) / 10) }),
    leftMs === undefined
      ? ''
      : leftMs < 2_000
        ? t('progress.almostDone')
        : t('progress.left', { time: format.duration(leftMs) }),
  ].filter(Boolean)
  return (
    <div className={classes.progress} data-bare={bare || undefined}>
      <Progress.Root size={bare ? 6 : 8} radius="xl" className={classes.track}>
        <Progress.Section
          value={share * 100}
          aria-label={label}
          aria-valuetext={words.join(', ')}
          color={`var(--tone-${tone}-solid)`}
          striped={total === undefined}
          animated={total === undefined}
        />
      </Progress.Root>
      {!bare && (
        <div className={classes.words}>
          {words.map((word) => (
            <span key={word}>{word}</span>
          ))}
          {total !== undefined && <span className={classes.share}>{format.percent(share, 0)}</span>}
        </div>
      )}
    </div>
  )
}

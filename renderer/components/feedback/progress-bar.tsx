import { useFormat } from '../../app/format.ts'
import { translate, useLanguage } from '../../app/i18n.ts'
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
  useLanguage()
  const format = useFormat()
  const share = total === undefined ? 1 : total === 0 ? 0 : Math.min(1, done / total)
  const words = [
    total === undefined
      ? format.number(done)
      : translate('common:progress.count', { done: format.number(done), total: format.number(total) }),
    rate === undefined
      ? ''
      : translate('common:progress.rate', { rate: format.number(Math.round(rate * 10) / 10) }),
    leftMs === undefined
      ? ''
      : leftMs < 2_000
        ? translate('common:progress.almostDone')
        : translate('common:progress.left', { time: format.duration(leftMs) }),
  ].filter(Boolean)
  return (
    <div className={classes.progress} data-bare={bare || undefined}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={total === undefined ? undefined : Math.round(share * 100)}
        aria-valuetext={words.join(', ')}
        className={classes.track}
        data-unknown={total === undefined || undefined}
      >
        <div
          className={classes.fill}
          style={{ width: `${share * 100}%`, background: `var(--tone-${tone}-solid)` }}
        />
      </div>
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

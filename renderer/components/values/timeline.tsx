import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { DateTime } from './date-time.tsx'
import classes from './timeline.module.css'
import type { Tone } from './tones.ts'

/** One thing that happened. */
export interface TimelineEntry {
  id: string
  at: number
  icon: Icon
  tone?: Exclude<Tone, 'accent'>
  title: ReactNode
  /** Who did it. */
  by?: string
  detail?: ReactNode
}

/**
 * What happened, newest first.
 *
 * @example <Timeline label={t('timeline.title')} entries={events.map(toEntry)} />
 */
export function Timeline({ label, entries }: { label: string; entries: TimelineEntry[] }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map(({ id, at, icon: Picture, tone = 'neutral', title, by, detail }) => (
        <li key={id} className={classes.entry}>
          <span className={classes.dot} data-tone={tone}>
            <Picture size={14} stroke={1.8} aria-hidden />
          </span>
          <div className={classes.words}>
            <div className={classes.line}>
              <span className={classes.title}>{title}</span>
              <span className={classes.meta}>
                {by && <>{by} · </>}
                <DateTime at={at} />
              </span>
            </div>
            {detail && <div className={classes.detail}>{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

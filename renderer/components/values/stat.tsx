import { Tooltip } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight, IconInfoCircle } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { linkTo } from '../../app/paths.ts'
import classes from './stat.module.css'
import type { Tone } from './tones.ts'

interface StatProps {
  label: string
  value: ReactNode
  /** Unit or share behind the value. */
  unit?: string
  /** One line under it: of how many, since when. */
  detail?: ReactNode
  /** Change against the period before, already in words; `good` says how to colour it. */
  change?: { text: string; direction: 'up' | 'down'; good: boolean }
  tone?: Exclude<Tone, 'accent'>
  icon?: Icon
  /** What the figure counts, in the tooltip. */
  help?: string
  /** Leads to the list behind the figure. */
  to?: string
}

/**
 * One figure with its name. Put several into `Stats`.
 *
 * @example
 * <Stats>
 *   <Stat label={t('accepted')} value={format.number(4012)} detail={t('ofRecipients', { total: '4.200' })} tone="success" />
 *   <Stat label={t('failed')} value={format.number(12)} to="/emails?status=failed" tone="danger" />
 * </Stats>
 */
export function Stat({ label, value, unit, detail, change, tone, icon: Picture, help, to }: StatProps) {
  const Arrow = change?.direction === 'up' ? IconArrowUpRight : IconArrowDownRight
  const content = (
    <>
      <span className={classes.label}>
        {Picture && <Picture size={16} stroke={1.6} aria-hidden />}
        {label}
        {help && (
          <Tooltip label={help} multiline maw={280}>
            <IconInfoCircle size={14} role="img" aria-label={help} />
          </Tooltip>
        )}
      </span>
      <span className={classes.value} data-tone={tone}>
        {value}
        {unit && <span className={classes.unit}>{unit}</span>}
      </span>
      {(detail || change) && (
        <span className={classes.detail}>
          {change && (
            <span className={classes.change} data-good={change.good}>
              <Arrow size={14} aria-hidden />
              {change.text}
            </span>
          )}
          {detail}
        </span>
      )}
    </>
  )
  return to === undefined ? (
    <div className={classes.stat}>{content}</div>
  ) : (
    <Link {...linkTo(to)} className={classes.stat} data-link>
      {content}
    </Link>
  )
}

/** Tiles side by side, as many in a row as fit. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className={classes.stats}>{children}</div>
}

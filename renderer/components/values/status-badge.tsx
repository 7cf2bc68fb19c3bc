import type { Icon } from '@tabler/icons-react'
import type { TextKey } from '../../../shared/i18n/index.ts'
import { translate, useLanguage } from '../../app/i18n.ts'
import classes from './status-badge.module.css'
import type { Tone } from './tones.ts'

/** How one status looks: colour, icon and word; never the colour alone. */
export interface StatusLook {
  tone: Tone
  icon: Icon
  label: TextKey
}

/**
 * A table of statuses as data, kept in the feature that owns them.
 *
 * @example
 * export const campaignStatuses = defineStatuses({
 *   draft:   { tone: 'neutral', icon: IconPencil, label: 'campaigns:status.draft' },
 *   running: { tone: 'info', icon: IconPlayerPlay, label: 'campaigns:status.running' },
 * })
 * <StatusBadge of={campaignStatuses} value={campaign.status} />
 */
export function defineStatuses<Status extends string>(
  looks: Record<Status, StatusLook>,
): Record<Status, StatusLook> {
  return looks
}

interface StatusBadgeProps<Status extends string> {
  of: Record<Status, StatusLook>
  value: Status
}

/** Icon, word and colour of a status, from its table. */
export function StatusBadge<Status extends string>({ of, value }: StatusBadgeProps<Status>) {
  useLanguage()
  const { tone, icon, label } = of[value]
  return <ToneBadge tone={tone} icon={icon} label={translate(label)} />
}

interface ToneBadgeProps {
  tone: Tone
  icon?: Icon
  label: string
}

/** A badge for something that is not a status of a table: a count, a kind, a tag. */
export function ToneBadge({ tone, icon: Picture, label }: ToneBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {Picture && <Picture size={14} stroke={2} aria-hidden className={classes.icon} />}
      <span className={classes.label}>{label}</span>
    </span>
  )
}

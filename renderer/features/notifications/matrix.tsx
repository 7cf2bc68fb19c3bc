import { NativeSelect, Switch, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { NotificationPreferences } from '../../../shared/contract/notifications.ts'
import {
  type NotificationChannel,
  notificationChannelNames,
  notificationChannels,
  type NotificationFrequency,
} from '../../../shared/domain/notification-types.ts'
import classes from './preferences.module.css'
import { toldCategories } from './words.ts'

type TypeRow = NotificationPreferences['types'][number]
export interface Change {
  type: TypeRow['type']
  channel: NotificationChannel
  frequency: NotificationFrequency
}

interface MatrixProps {
  preferences: NotificationPreferences
  onChange: (change: Change) => void
}

/** Types by channels: a switch where a channel only tells at once, a choice where it can sum up. */
export function Matrix({ preferences, onChange }: MatrixProps) {
  const { t } = useTranslation('notifications')
  return (
    <table className={classes.matrix}>
      <thead>
        <tr>
          <th scope="col">{t('preferences.type')}</th>
          {notificationChannelNames.map((channel) => (
            <th key={channel} scope="col">
              <Tooltip
                label={t(`preferences.channelText.${channel}`, { address: preferences.email ?? '–' })}
                multiline
                maw={240}
              >
                <span>{t(`preferences.channel.${channel}`)}</span>
              </Tooltip>
            </th>
          ))}
        </tr>
      </thead>
      {toldCategories.map((category) => (
        <tbody key={category}>
          <tr className={classes.category}>
            <th colSpan={notificationChannelNames.length + 1} scope="rowgroup">
              {t(`category.${category}`)}
            </th>
          </tr>
          {preferences.types
            .filter((row) => row.category === category)
            .map((row) => (
              <MatrixRow key={row.type} row={row} onChange={onChange} />
            ))}
        </tbody>
      ))}
    </table>
  )
}

function MatrixRow({ row, onChange }: { row: TypeRow; onChange: (change: Change) => void }) {
  const { t } = useTranslation('notifications')
  return (
    <tr className={classes.typeRow}>
      <th scope="row" className={classes.typeCell}>
        <span className={classes.typeName}>{t(`type.${row.type}.name`)}</span>
        <span className={classes.typeText}>{t(`type.${row.type}.text`)}</span>
      </th>
      {notificationChannelNames.map((channel) => (
        <td key={channel} className={classes.cell}>
          <span className={classes.cellChannel} aria-hidden>
            {t(`preferences.channel.${channel}`)}
          </span>
          <Cell row={row} channel={channel} onChange={onChange} />
        </td>
      ))}
    </tr>
  )
}

interface CellProps {
  row: TypeRow
  channel: NotificationChannel
  onChange: (change: Change) => void
}

function Cell({ row, channel, onChange }: CellProps) {
  const { t } = useTranslation('notifications')
  const frequency = row.channels[channel]?.frequency ?? 'off'
  const label = t('preferences.cell', {
    type: t(`type.${row.type}.name`),
    channel: t(`preferences.channel.${channel}`),
  })
  const change = (next: NotificationFrequency): void => onChange({ type: row.type, channel, frequency: next })
  if (channel === 'in_app' && !row.mutable) {
    return (
      <Tooltip label={t('preferences.locked')}>
        <span className={classes.locked} role="img" aria-label={`${label}: ${t('preferences.locked')}`}>
          <IconLock size={16} stroke={1.7} aria-hidden />
        </span>
      </Tooltip>
    )
  }
  const offered: readonly NotificationFrequency[] = notificationChannels[channel]
  if (offered.length === 2) {
    return (
      <Switch
        aria-label={label}
        checked={frequency !== 'off'}
        onChange={(event) => change(event.currentTarget.checked ? 'immediate' : 'off')}
      />
    )
  }
  return (
    <NativeSelect
      size="xs"
      className={classes.select}
      aria-label={label}
      value={frequency}
      onChange={(event) => change(offered.find((value) => value === event.currentTarget.value) ?? 'off')}
      data={offered.map((value) => ({ value, label: t(`preferences.frequency.${value}`) }))}
    />
  )
}

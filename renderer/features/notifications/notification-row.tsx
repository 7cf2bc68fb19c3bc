import { Menu } from '@mantine/core'
import { IconClock, IconClockOff, IconDots, IconMail, IconMailOpened, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../../../shared/contract/notifications.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import classes from './notifications.module.css'
import { SnoozeMenu, SnoozePicker } from './snooze-menu.tsx'
import type { NotificationActions } from './use-actions.tsx'
import { categoryIcons, linkFor, severityTones, wordsOf } from './words.ts'

interface NotificationRowProps {
  notification: Notification
  actions: NotificationActions
  /** In the popover: fewer buttons, and it closes when the link is followed. */
  compact?: boolean
  /** Put away until later: offered to be brought back instead of being read. */
  snoozed?: boolean
  onFollow?: () => void
}

/** One notification: what it says, when, and what can be done with it. */
export function NotificationRow({
  notification,
  actions,
  compact = false,
  snoozed = false,
  onFollow,
}: NotificationRowProps) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const session = useSession()
  const { id, category, severity, count, readAt, shownAt, createdAt } = notification
  const { title, text } = wordsOf(notification, format)
  const tone = severityTones[severity]
  const Picture = categoryIcons[category]
  const link = linkFor(notification.link, session)
  const unread = readAt === null
  const follow = (): void => {
    if (unread && !snoozed) actions.read([id])
    onFollow?.()
  }
  return (
    <article className={classes.row} data-unread={unread || undefined} data-compact={compact || undefined}>
      <span className={classes.picture} data-tone={tone}>
        <Picture size={16} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.words}>
        <h3 className={classes.title}>
          {unread && <span className={classes.dot} role="img" aria-label={t('list.unreadMark')} />}
          {link === undefined ? (
            title
          ) : (
            <Link to={pathTo(link)} className={classes.link} onClick={follow}>
              {title}
            </Link>
          )}
        </h3>
        <p className={classes.text}>{text}</p>
        <p className={classes.meta}>
          {severity === 'critical' && <span className={classes.urgent}>{t('severity.critical')}</span>}
          <span>{t(`category.${category}`)}</span>
          {snoozed ? (
            <span>{t('list.snoozedUntil', { when: format.dateTime(shownAt) })}</span>
          ) : (
            <DateTime at={createdAt} />
          )}
          {count > 1 && <span>{t('list.times', { count })}</span>}
        </p>
      </div>
      <RowButtons
        notification={notification}
        title={title}
        actions={actions}
        snoozed={snoozed}
        compact={compact}
      />
    </article>
  )
}

interface RowButtonsProps {
  notification: Notification
  title: string
  actions: NotificationActions
  snoozed: boolean
  compact: boolean
}

function RowButtons({ notification, title, actions, snoozed, compact }: RowButtonsProps) {
  const { t } = useTranslation('notifications')
  const [picking, setPicking] = useState(false)
  const { id, readAt } = notification
  const unread = readAt === null
  const toggle = (): void => (unread ? actions.read([id]) : actions.unread([id]))
  const toggleLabel = unread ? t('actions.read') : t('actions.unread')
  const ToggleIcon = unread ? IconMailOpened : IconMail
  return (
    <div className={classes.buttons}>
      <div className={classes.direct}>
        {snoozed ? (
          <IconButton
            label={t('actions.unsnooze')}
            icon={IconClockOff}
            onClick={() => actions.snooze([id], null)}
          />
        ) : (
          <IconButton label={toggleLabel} icon={ToggleIcon} onClick={toggle} />
        )}
        {!compact && (
          <>
            <SnoozeMenu onChoose={(until) => actions.snooze([id], until)}>
              <IconButton label={t('actions.snooze')} icon={IconClock} />
            </SnoozeMenu>
            <IconButton label={t('actions.delete')} icon={IconTrash} onClick={() => actions.remove([id])} />
          </>
        )}
      </div>
      {!compact && (
        <div className={classes.folded}>
          <Menu position="bottom-end" returnFocus>
            <Menu.Target>
              <IconButton label={t('actions.more', { title })} icon={IconDots} size="lg" />
            </Menu.Target>
            <Menu.Dropdown>
              {!snoozed && (
                <Menu.Item leftSection={<ToggleIcon size={16} />} onClick={toggle}>
                  {toggleLabel}
                </Menu.Item>
              )}
              {snoozed && (
                <Menu.Item
                  leftSection={<IconClockOff size={16} />}
                  onClick={() => actions.snooze([id], null)}
                >
                  {t('actions.unsnooze')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconClock size={16} />} onClick={() => setPicking(true)}>
                {t('actions.snooze')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => actions.remove([id])}>
                {t('actions.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <SnoozePicker
            opened={picking}
            onClose={() => setPicking(false)}
            onChoose={(until) => actions.snooze([id], until)}
          />
        </div>
      )}
    </div>
  )
}

import { ActionIcon, Button, Popover, Skeleton, Stack } from '@mantine/core'
import { IconBell, IconChecks, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useBadges } from '../../app/navigation.ts'
import { pathTo } from '../../app/paths.ts'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { NotificationRow } from './notification-row.tsx'
import classes from './notifications.module.css'
import { useNotificationActions } from './use-actions.tsx'

/** The bell of the shell: how many are unread, and the newest of them at hand. */
export function Bell({ compact }: { compact: boolean }) {
  const { t } = useTranslation('notifications')
  const [opened, setOpened] = useState(false)
  const unread = useBadges((badges) => badges.counts['notifications'] ?? 0)
  const label = unread > 0 ? t('bell.labelCount', { count: unread }) : t('bell.label')
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      width={400}
      trapFocus
      returnFocus
      shadow="lg"
    >
      <Popover.Target>
        <ActionIcon
          color="gray"
          className={classes.bell}
          ms={compact ? undefined : 'auto'}
          aria-label={label}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={18} stroke={1.6} aria-hidden />
          {unread > 0 && (
            <span className={classes.bellCount} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('bell.label')}>
        {opened && <Newest onClose={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Newest({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('notifications')
  const actions = useNotificationActions()
  const list = useQuery(orpc.notifications.list.queryOptions({ input: { limit: 12, show: 'open' } }))
  const items = list.data?.items ?? []
  const [newest] = items
  return (
    <>
      <div className={classes.popoverHead}>
        <h2 className={classes.popoverTitle}>{t('title')}</h2>
        <span>
          <IconButton
            label={t('actions.readAll')}
            icon={IconChecks}
            disabled={!items.some((item) => item.readAt === null)}
            onClick={() => newest && actions.readAll(newest.shownAt, undefined)}
          />
          <ActionIcon
            color="gray"
            component={Link}
            to={pathTo('/notifications/preferences')}
            aria-label={t('preferences.title')}
            onClick={onClose}
          >
            <IconSettings size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      <div className={classes.popoverList}>
        {list.isPending && (
          <Stack p={12} gap={12} aria-busy="true">
            <Skeleton height={40} />
            <Skeleton height={40} />
          </Stack>
        )}
        {list.isError && <ErrorState compact error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && (
          <EmptyState compact icon={IconBell} title={t('empty.open')} text={t('empty.openText')} />
        )}
        {items.map((item) => (
          <NotificationRow key={item.id} notification={item} actions={actions} compact onFollow={onClose} />
        ))}
      </div>
      <div className={classes.popoverFoot}>
        <Button variant="subtle" fullWidth component={Link} to={pathTo('/notifications')} onClick={onClose}>
          {t('actions.seeAll')}
        </Button>
      </div>
    </>
  )
}

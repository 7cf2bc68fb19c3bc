import { Button, Chip, Group, SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { IconBell, IconBellZ, IconChecks, IconMailOpened, IconSettings } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Notification } from '../../../shared/contract/notifications.ts'
import { notificationCategories } from '../../../shared/domain/notification-types.ts'
import { localDayAt } from '../../../shared/domain/zoned-time.ts'
import { orpc } from '../../app/client.ts'
import { type Format, useFormat } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'
import { pathTo } from '../../app/paths.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { useRows } from '../../components/table/rows.ts'
import { NotificationRow } from './notification-row.tsx'
import classes from './notifications.module.css'
import { type NotificationActions, useNotificationActions } from './use-actions.tsx'
import { toldCategories } from './words.ts'

const shows = ['open', 'unread', 'snoozed'] as const
type Show = (typeof shows)[number]
const askedSchema = z.object({
  show: z.enum(shows).catch('open').default('open'),
  category: z.array(z.enum(notificationCategories)).catch([]).default([]),
})
type Asked = z.infer<typeof askedSchema>

/** The notification centre: what happened, newest first, by day. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications')
  const { asked, ask } = useAsked()
  const rows = useRows(
    orpc.notifications.list,
    { show: asked.show, category: asked.category.length > 0 ? asked.category : undefined },
    { pageSize: 50 },
  )
  const actions = useNotificationActions()
  const newest = rows.rows[0]
  const anyUnread = rows.rows.some((row) => row.readAt === null)
  return (
    <Page width="readable">
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={t('help')}
        actions={
          <>
            <Button
              variant="default"
              component={Link}
              to={pathTo('/notifications/preferences')}
              leftSection={<IconSettings size={16} />}
            >
              {t('actions.preferences')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconChecks size={16} />}
              disabled={!anyUnread || asked.show === 'snoozed'}
              loading={actions.busy}
              onClick={() =>
                newest &&
                actions.readAll(newest.shownAt, asked.category.length > 0 ? asked.category : undefined)
              }
            >
              {t('actions.readAll')}
            </Button>
          </>
        }
      />
      <div className={classes.filters}>
        <SegmentedControl
          size="sm"
          aria-label={t('show.label')}
          value={asked.show}
          onChange={(value) => ask({ ...asked, show: shows.find((show) => show === value) ?? 'open' })}
          data={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <Chip.Group
          multiple
          value={asked.category}
          onChange={(values) =>
            ask({ ...asked, category: toldCategories.filter((category) => values.includes(category)) })
          }
        >
          <Group gap={8} role="group" aria-label={t('category.label')}>
            {toldCategories.map((category) => (
              <Chip key={category} value={category} size="xs" radius="sm" variant="outline">
                {t(`category.${category}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      {rows.state === 'loading' && <Waiting />}
      {rows.state === 'error' && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.state === 'ready' && rows.rows.length === 0 && <Nothing show={asked.show} />}
      {rows.rows.length > 0 && (
        <Days notifications={rows.rows} actions={actions} snoozed={asked.show === 'snoozed'} />
      )}
      {rows.hasMore && (
        <Button variant="default" mt="md" loading={rows.loadingMore} onClick={rows.loadMore}>
          {t('actions.loadMore')}
        </Button>
      )}
    </Page>
  )
}

function useAsked(): { asked: Asked; ask: (next: Asked) => void } {
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const text = JSON.stringify({ show: search['show'], category: search['category'] })
  const asked = useMemo(() => askedSchema.parse(JSON.parse(text)), [text])
  const ask = ({ show, category }: Asked): void => {
    void navigate({
      to: '.',
      replace: true,
      // The page's own keys of the address, which the routes' types do not list.
      search: {
        show: show === 'open' ? undefined : show,
        category: category.length > 0 ? category : undefined,
      } as never,
    })
  }
  return { asked, ask }
}

interface DaysProps {
  notifications: Notification[]
  actions: NotificationActions
  snoozed: boolean
}

function Days({ notifications, actions, snoozed }: DaysProps) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const days = groupByDay(notifications, format)
  return (
    <div aria-label={t('list.label')} role="region">
      {days.map(({ name, items }) => (
        <section key={name} className={classes.day}>
          <h2 className={classes.dayName}>{name}</h2>
          <div className={classes.card}>
            {items.map((item) => (
              <NotificationRow key={item.id} notification={item} actions={actions} snoozed={snoozed} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function groupByDay(
  notifications: Notification[],
  format: Format,
): { name: string; items: Notification[] }[] {
  const today = localDayAt(format.timeZone, Date.now())
  const days = new Map<string, Notification[]>()
  for (const notification of notifications) {
    const distance = today - localDayAt(format.timeZone, notification.shownAt)
    const name =
      distance === 0
        ? translate('notifications:list.today')
        : distance === 1
          ? translate('notifications:list.yesterday')
          : capital(distance < 0 ? translate('notifications:list.later') : format.day(notification.shownAt))
    days.set(name, [...(days.get(name) ?? []), notification])
  }
  return [...days].map(([name, items]) => ({ name, items }))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function Waiting() {
  return (
    <div className={classes.card} aria-busy="true">
      {[70, 55, 80, 62].map((width) => (
        <div key={width} className={classes.row}>
          <Skeleton circle height={32} />
          <Stack gap={8} flex={1}>
            <Skeleton height={12} width={`${width}%`} />
            <Skeleton height={10} width={`${width - 20}%`} />
          </Stack>
        </div>
      ))}
    </div>
  )
}

const emptyIcons = { open: IconBell, unread: IconMailOpened, snoozed: IconBellZ }

function Nothing({ show }: { show: Show }) {
  const { t } = useTranslation('notifications')
  return <EmptyState icon={emptyIcons[show]} title={t(`empty.${show}`)} text={t(`empty.${show}Text`)} />
}

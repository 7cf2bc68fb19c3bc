import { Skeleton, Switch, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCalendarOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/i18n.ts'
import { useCan, useSession } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { SchedulePanel } from './schedule-panel.tsx'
import classes from './schedules.module.css'
import { cronInWords, scheduleAbout, scheduleName } from './words.ts'

/** Recurring jobs: when each runs, in words; switching, editing, running now, history. */
export function SchedulesPage() {
  const { t } = useTranslation('schedules')
  const { workspace } = useSession()
  const schedules = useQuery(orpc.schedules.list.queryOptions())
  const [shown, setShown] = useState<string>()
  const open = schedules.data?.find(({ id }) => id === shown)
  return (
    <Page>
      <PageHeader title={t('title')} subtitle={`${t('subtitle')} ${workspace.zone}`} help={t('help')} />
      {schedules.isPending ? (
        <Skeleton height={280} radius="md" />
      ) : !schedules.data ? (
        <ErrorState error={schedules.error} onRetry={() => void schedules.refetch()} />
      ) : schedules.data.length === 0 ? (
        <EmptyState icon={IconCalendarOff} title={t('empty')} />
      ) : (
        <ul className={classes.list} aria-label={t('title')}>
          {bySoonest(schedules.data).map((schedule) => (
            <ScheduleLine key={schedule.id} schedule={schedule} onOpen={() => setShown(schedule.id)} />
          ))}
        </ul>
      )}
      <SchedulePanel schedule={open} onClose={() => setShown(undefined)} />
    </Page>
  )
}

/** What runs next comes first; what is off, last. */
function bySoonest(schedules: Schedule[]): Schedule[] {
  return schedules.toSorted((a, b) => (a.nextAt ?? Infinity) - (b.nextAt ?? Infinity))
}

function ScheduleLine({ schedule, onOpen }: { schedule: Schedule; onOpen: () => void }) {
  const { t } = useTranslation('schedules')
  const language = useLanguage()
  const format = useFormat()
  const name = scheduleName(schedule.id)
  const manages = useCan('schedules:manage')
  const update = useMutation(
    orpc.schedules.update.mutationOptions({
      onSuccess: ({ enabled }) =>
        notifications.show({ message: enabled ? t('turnedOn', { name }) : t('turnedOff', { name }) }),
    }),
  )
  const enabled = update.isPending ? update.variables.enabled === true : schedule.enabled
  return (
    <li className={classes.line} data-off={!schedule.enabled || undefined}>
      <UnstyledButton className={classes.open} onClick={onOpen}>
        <span className={classes.what}>
          <span className={classes.name}>{name}</span>
          <span className={classes.about}>{scheduleAbout(schedule.id)}</span>
        </span>
        <span className={classes.cell}>
          <span className={classes.cellName}>{t('columns.when')}</span>
          {cronInWords(schedule.cron, language) ?? schedule.cron}
        </span>
        <span className={classes.cell}>
          <span className={classes.cellName}>{t('columns.next')}</span>
          {schedule.nextAt === null ? (
            t('off')
          ) : (
            <>
              {format.day(schedule.nextAt)}, {format.time(schedule.nextAt)}
              <Text span size="sm" c="dimmed">
                {format.ago(schedule.nextAt)}
              </Text>
            </>
          )}
        </span>
        <span className={classes.cell}>
          <span className={classes.cellName}>{t('columns.last')}</span>
          {schedule.lastAt === null ? t('never') : <DateTime at={schedule.lastAt} />}
        </span>
      </UnstyledButton>
      <Switch
        aria-label={t('enable', { name })}
        checked={enabled}
        disabled={!manages || update.isPending}
        onChange={(event) => update.mutate({ id: schedule.id, enabled: event.currentTarget.checked })}
        className={classes.switch}
      />
    </li>
  )
}

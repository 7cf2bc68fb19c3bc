import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/i18n.ts'
import { Can, useSession } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { jobLooks, jobStates } from '../jobs/looks.ts'
import { outcomeLooks } from './looks.ts'
import { NextTimes } from './next-times.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import classes from './schedules.module.css'
import { cronInWords, scheduleAbout, scheduleName } from './words.ts'

/** One recurring job: what, when, the next times, its history; and changing it. */
export function SchedulePanel({
  schedule,
  onClose,
}: {
  schedule: Schedule | undefined
  onClose: () => void
}) {
  const [editing, setEditing] = useState<string>()
  const close = (): void => {
    setEditing(undefined)
    onClose()
  }
  const title = schedule && scheduleName(schedule.id)
  if (schedule && editing === schedule.id) {
    return (
      <SidePanel opened onClose={close} title={title}>
        <ScheduleForm schedule={schedule} onDone={() => setEditing(undefined)} />
      </SidePanel>
    )
  }
  return (
    <SidePanel
      opened={schedule !== undefined}
      onClose={close}
      title={title}
      footer={schedule && <Actions schedule={schedule} onEdit={() => setEditing(schedule.id)} />}
    >
      {schedule && <Detail schedule={schedule} />}
    </SidePanel>
  )
}

function Actions({ schedule, onEdit }: { schedule: Schedule; onEdit: () => void }) {
  const { t } = useTranslation('schedules')
  const name = scheduleName(schedule.id)
  const run = useMutation(orpc.schedules.run.mutationOptions({ meta: { quiet: true } }))
  return (
    <Can do="schedules:manage">
      <ConfirmButton
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        title={t('runTitle', { name })}
        text={t('runText')}
        confirm={t('runNow')}
        run={async () => {
          await run.mutateAsync({ id: schedule.id })
          notifications.show({ message: t('started', { name }) })
        }}
      >
        {t('runNow')}
      </ConfirmButton>
      <Button onClick={onEdit}>{t('edit')}</Button>
    </Can>
  )
}

function Detail({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules')
  const { workspace } = useSession()
  const language = useLanguage()
  const { cron, zone, misfire, next } = schedule
  return (
    <Stack gap={20}>
      <Text c="dimmed">{scheduleAbout(schedule.id)}</Text>
      <KeyValues
        items={[
          [t('columns.when'), cronInWords(cron, language) ?? cron],
          [t('detail.cron'), <code key="cron">{cron}</code>],
          [t('detail.zone'), zone ?? t('detail.zoneWorkspace', { zone: workspace.zone })],
          [t('detail.misfire'), t(`misfire.${misfire}`)],
        ]}
      />
      <section>
        <Text fw={600} mb={4}>
          {t('detail.next')}
        </Text>
        {next.length === 0 ? <Text c="dimmed">{t('detail.nextOff')}</Text> : <NextTimes times={next} />}
      </section>
      <History id={schedule.id} />
    </Stack>
  )
}

function History({ id }: { id: string }) {
  const { t } = useTranslation('schedules')
  const format = useFormat()
  const history = useQuery(orpc.schedules.history.queryOptions({ input: { id, limit: 20 } }))
  return (
    <section>
      <Text fw={600} mb={4}>
        {t('detail.history')}
      </Text>
      {history.isPending ? (
        <Skeleton height={96} />
      ) : !history.data ? (
        <ErrorState compact error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data.length === 0 ? (
        <Text c="dimmed">{t('detail.historyEmpty')}</Text>
      ) : (
        <ol className={classes.times}>
          {history.data.map((fire) => {
            const state = jobStates.find((value) => value === fire.jobState)
            return (
              <li key={fire.fireAt}>
                <span>{format.dateTime(fire.fireAt)}</span>
                <span className={classes.badges}>
                  <StatusBadge of={outcomeLooks} value={fire.outcome} />
                  {state && <StatusBadge of={jobLooks} value={state} />}
                </span>
                {fire.error && <code className={classes.error}>{fire.error}</code>}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}

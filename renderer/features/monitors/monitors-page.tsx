import { Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Monitor } from '../../../shared/contract/monitors.ts'
import { monitorMetrics } from '../../../shared/domain/monitors.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { Can } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { monitorLooks, stateOf } from './looks.ts'
import { MonitorForm } from './monitor-form.tsx'
import classes from './monitors.module.css'
import { monitorName } from './words.ts'

/** The figures that are watched, each with its limit and its value now. */
export function MonitorsPage() {
  const { t } = useTranslation('monitors')
  const monitors = useQuery(orpc.monitors.list.queryOptions())
  const [edited, setEdited] = useState<string>()
  const monitor = monitors.data?.find(({ id }) => id === edited)
  return (
    <SettingsPage section="monitors" title={t('title')} subtitle={t('subtitle')} help={t('help')}>
      {monitors.isPending ? (
        <Skeleton height={320} radius="md" />
      ) : monitors.data ? (
        <ul className={classes.list} aria-label={t('title')}>
          {monitors.data.map((rule) => (
            <MonitorLine key={rule.id} monitor={rule} onEdit={() => setEdited(rule.id)} />
          ))}
        </ul>
      ) : (
        <ErrorState error={monitors.error} onRetry={() => void monitors.refetch()} />
      )}
      <MonitorForm monitor={monitor} onClose={() => setEdited(undefined)} />
    </SettingsPage>
  )
}

function MonitorLine({ monitor, onEdit }: { monitor: Monitor; onEdit: () => void }) {
  const { t } = useTranslation('monitors')
  const format = useFormat()
  const name = monitorName(monitor.id)
  const unit = t(`unit.${monitorMetrics[monitor.metric]}`)
  const figure = (value: number): string => `${format.number(Math.round(value * 10) / 10)} ${unit}`
  const limit = t(`rule.${monitor.direction}`, { limit: format.number(monitor.limit), unit })
  const during =
    monitor.windowMinutes === 0 ? t('atOnce') : t('during', { minutes: format.number(monitor.windowMinutes) })
  const state = stateOf(monitor)
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.dim}>
          {limit}, {during}
        </span>
      </div>
      <div className={classes.now}>
        <span className={classes.value}>
          {monitor.value === null ? (
            <span className={classes.dim} title={t('noFigureHelp')}>
              {t('noFigure')}
            </span>
          ) : (
            figure(monitor.value)
          )}
        </span>
        <span className={classes.dim}>
          {monitor.beyondSince === null || !monitor.enabled
            ? t('now')
            : t('since', { when: format.ago(monitor.beyondSince) })}
        </span>
      </div>
      <div className={classes.state}>
        <StatusBadge of={monitorLooks} value={state} />
      </div>
      <Can do="monitors:manage">
        <IconButton label={t('editName', { name })} icon={IconPencil} onClick={onEdit} />
      </Can>
    </li>
  )
}

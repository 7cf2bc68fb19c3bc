import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { Section } from '../../components/page/section.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import { monitorName } from '../monitors/words.ts'
import classes from './home.module.css'

/** Whether the engine is well: queue, disk, backup, mail accounts. */
export function EngineCard({ engine }: { engine: NonNullable<HomeSummary['engine']> }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { queue, alerts, mailAccounts, lastBackup, diskFree } = engine
  const busy = queue.waiting > 0 || queue.running > 0
  return (
    <Section
      title={t('engine.title')}
      actions={
        alerts.length === 0 ? (
          <ToneBadge tone="success" icon={IconCircleCheck} label={t('engine.well')} />
        ) : (
          <ToneBadge
            tone="warning"
            icon={IconAlertTriangle}
            label={
              alerts.length === 1 && alerts[0]
                ? monitorName(alerts[0].id)
                : t('engine.alerts', { count: alerts.length })
            }
          />
        )
      }
    >
      <dl className={classes.facts}>
        <Fact name={t('engine.queue')} to="/jobs">
          {busy
            ? t('engine.queueWaiting', {
                waiting: format.number(queue.waiting),
                running: format.number(queue.running),
              })
            : t('engine.queueIdle')}
        </Fact>
        <Fact name={t('engine.disk')} to="/settings/monitors">
          {diskFree === null ? '–' : format.bytes(diskFree)}
        </Fact>
        <Fact name={t('engine.backup')} to="/settings/backups">
          {lastBackup ? <DateTime at={lastBackup.at} /> : t('engine.backupNone')}
        </Fact>
        <Fact name={t('engine.mail')} to="/settings/mail">
          {mailAccounts.enabled === 0
            ? t('engine.mailNone')
            : mailAccounts.failing > 0
              ? t('engine.mailFailing', { count: mailAccounts.failing })
              : t('engine.mailAll', { count: mailAccounts.enabled })}
        </Fact>
      </dl>
    </Section>
  )
}

function Fact({ name, to, children }: { name: string; to: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>
        <Link to={pathTo(to)}>{name}</Link>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

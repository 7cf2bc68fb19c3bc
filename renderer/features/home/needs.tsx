import {
  IconAlertTriangle,
  IconChecklist,
  IconChevronRight,
  IconCircleCheck,
  IconDatabaseX,
  IconMailOff,
  IconPlayerPause,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import type { Format } from '../../app/format.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { Section } from '../../components/page/section.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { jobTypeName } from '../jobs/words.ts'
import classes from './home.module.css'

interface Need {
  id: string
  icon: Icon
  tone: 'warning' | 'danger' | 'info'
  title: string
  text: string
  at?: number
  to: string
}

/** Everything that waits for this person, the decisions first. */
export function Needs({ needs }: { needs: HomeSummary['needs'] }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const rows = needsOf(needs, t, format)
  const moreApprovals = needs.approvals.count - needs.approvals.items.length
  if (rows.length === 0) {
    return (
      <Section title={t('needs.title')}>
        <div className={classes.clear}>
          <IconCircleCheck size={20} stroke={1.6} aria-hidden className={classes.clearIcon} />
          <div>
            <p className={classes.clearTitle}>{t('needs.clear')}</p>
            <p className={classes.dim}>{t('needs.clearText')}</p>
          </div>
        </div>
      </Section>
    )
  }
  return (
    <Section title={t('needs.title')} flush>
      <ul className={classes.rows}>
        {rows.map((need) => (
          <li key={need.id}>
            <Link to={pathTo(need.to)} className={classes.need}>
              <span className={classes.mark} data-tone={need.tone}>
                <need.icon size={16} stroke={1.8} aria-hidden />
              </span>
              <span className={classes.words}>
                <span className={classes.needTitle}>{need.title}</span>
                <span className={classes.needText}>{need.text}</span>
              </span>
              {need.at !== undefined && (
                <span className={classes.when}>
                  <DateTime at={need.at} />
                </span>
              )}
              <IconChevronRight size={16} aria-hidden className={classes.chevron} />
            </Link>
          </li>
        ))}
      </ul>
      {moreApprovals > 0 && (
        <div className={classes.more}>
          <Anchor component={Link} to={pathTo('/approvals')} size="sm">
            {t('needs.moreApprovals', { count: moreApprovals })}
          </Anchor>
        </div>
      )}
    </Section>
  )
}

function needsOf(needs: HomeSummary['needs'], t: TFunction<'home'>, format: Format): Need[] {
  const { deadJobs, backup } = needs
  const [topError] = deadJobs?.errors ?? []
  return [
    ...needs.approvals.items.map((approval): Need => {
      const asks = approval.requestedByName
        ? t('needs.approval', { name: approval.requestedByName })
        : t('needs.approvalNobody')
      return {
        id: approval.id,
        icon: IconChecklist,
        tone: 'info',
        title: approval.title,
        text: `${asks} · ${t('needs.expires', { when: format.ago(approval.expiresAt) })}`,
        at: approval.requestedAt,
        to: `/approvals/${approval.id}`,
      }
    }),
    ...needs.campaigns.map((campaign): Need => ({
      id: campaign.id,
      icon: IconPlayerPause,
      tone: 'warning',
      title: campaign.name,
      text: `${t('needs.paused')}. ${t(`paused.${campaign.reason}`)}`,
      at: campaign.at,
      to: `/campaigns/${campaign.id}`,
    })),
    ...needs.mailAccounts.map((account): Need => ({
      id: account.id,
      icon: IconMailOff,
      tone: 'danger',
      title: t('needs.mailAccount', { name: account.name }),
      text: faultText(account.reason, t),
      at: account.at,
      to: '/settings/mail',
    })),
    ...(deadJobs && deadJobs.count > 0
      ? [
          {
            id: 'jobs',
            icon: IconAlertTriangle,
            tone: 'danger' as const,
            title: t('needs.deadJobs', {
              count: deadJobs.count,
              formatted: format.number(deadJobs.count),
            }),
            text: topError ? `${jobTypeName(topError.type)}: ${topError.error}` : '',
            at: topError?.lastAt,
            to: '/jobs',
          },
        ]
      : []),
    ...(backup
      ? [
          {
            id: 'backup',
            icon: IconDatabaseX,
            tone: 'danger' as const,
            title: backup.failedAt === null ? t('needs.backupOverdue') : t('needs.backupFailed'),
            text:
              backup.lastAt === null
                ? t('needs.backupNever')
                : t('needs.backupLast', { when: format.ago(backup.lastAt) }),
            at: backup.failedAt ?? undefined,
            to: '/settings/backups',
          },
        ]
      : []),
  ]
}

/** The sentence of a fault stands with the mail accounts; a reason without one is shown as it is. */
function faultText(reason: string, t: TFunction<'home'>): string {
  return t(`mail:fault.${reason}` as 'mail:fault.refused', { ns: 'mail', defaultValue: reason })
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignSummary } from '../../../../shared/contract/campaigns/model.ts'
import { useFormat } from '../../../app/format.ts'
import { ProgressBar } from '../../../components/feedback/progress-bar.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { DateTime } from '../../../components/values/date-time.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { settled } from '../counts.ts'
import { campaignLooks } from '../looks.ts'
import classes from './list.module.css'

/** What the list says of each campaign. */
export function useCampaignColumns(): Column<CampaignSummary>[] {
  const { t } = useTranslation('campaigns')
  return useMemo<Column<CampaignSummary>[]>(
    () => [
      {
        key: 'name',
        title: t('fields.name'),
        cell: (campaign) => campaign.name,
        fixed: true,
        grow: 3,
        width: 180,
        csv: (campaign) => campaign.name,
      },
      {
        key: 'status',
        title: t('fields.status'),
        cell: (campaign) => <StatusBadge of={campaignLooks} value={campaign.status} />,
        width: 138,
        grow: 0,
        card: 'corner',
        csv: (campaign) => t(`status.${campaign.status}`),
      },
      {
        key: 'progress',
        title: t('fields.progress'),
        cell: (campaign) => <Progress campaign={campaign} />,
        width: 196,
        csv: (campaign) => settled(campaign.counts),
      },
      {
        key: 'recipients',
        title: t('fields.recipients'),
        cell: (campaign) => <Count value={campaign.counts.recipients} />,
        width: 112,
        align: 'end',
        optional: true,
        card: 'none',
        csv: (campaign) => campaign.counts.recipients,
      },
      {
        key: 'next',
        title: t('fields.next'),
        cell: (campaign) => (
          <DateTime
            at={campaign.nextBatchAt ?? (campaign.status === 'scheduled' ? campaign.startAt : null)}
            as="dateTime"
          />
        ),
        width: 162,
        grow: 0,
        csv: (campaign) => instant(campaign.nextBatchAt ?? campaign.startAt),
      },
      {
        key: 'strategy',
        title: t('fields.strategy'),
        cell: (campaign) => (campaign.strategy ? t(`strategy.${campaign.strategy}.name`) : <None />),
        width: 112,
        csv: (campaign) => campaign.strategy,
      },
      {
        key: 'client',
        title: t('fields.client'),
        cell: (campaign) => campaign.clientName ?? <None />,
        width: 110,
        card: 'none',
        csv: (campaign) => campaign.clientName,
      },
      {
        key: 'domain',
        title: t('fields.domain'),
        cell: (campaign) => campaign.sendingDomain ?? <None />,
        width: 120,
        card: 'none',
        csv: (campaign) => campaign.sendingDomain,
      },
      {
        key: 'created',
        title: t('fields.created'),
        cell: (campaign) => <DateTime at={campaign.createdAt} as="date" />,
        width: 108,
        grow: 0,
        csv: (campaign) => instant(campaign.createdAt),
      },
      {
        key: 'createdBy',
        title: t('fields.createdBy'),
        cell: (campaign) => campaign.createdBy.name,
        optional: true,
        csv: (campaign) => campaign.createdBy.name,
      },
    ],
    [t],
  )
}

function Progress({ campaign }: { campaign: CampaignSummary }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { counts, status } = campaign
  const done = settled(counts)
  const of = format.number(counts.recipients)
  if (status === 'draft') {
    return (
      <span className={classes.dim}>
        {counts.recipients === 0
          ? t(`step.${campaign.step}`)
          : t('review.recipients', { count: counts.recipients, formatted: of })}
      </span>
    )
  }
  const troubled = counts.failed + counts.bounced + counts.ambiguous > 0
  const over = status === 'finished' || status === 'cancelled'
  return (
    <span className={classes.progress}>
      <ProgressBar
        bare
        label={campaign.name}
        done={done}
        total={counts.recipients}
        tone={troubled && over ? 'warning' : status === 'finished' ? 'success' : 'info'}
      />
      <span className={classes.share}>{t('list.done', { done: format.number(done), total: of })}</span>
    </span>
  )
}

function Count({ value }: { value: number }) {
  const format = useFormat()
  return value === 0 ? <None /> : format.number(value)
}

function None() {
  return (
    <span className={classes.dim} aria-hidden>
      –
    </span>
  )
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

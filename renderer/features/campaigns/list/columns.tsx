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
        width: 220,
        csv: (campaign) => campaign.name,
      },
      {
        key: 'status',
        title: t('fields.status'),
        cell: (campaign) => <StatusBadge of={campaignLooks} value={campaign.status} />,
        width: 176,
        grow: 0,
        card: 'corner',
        csv: (campaign) => t(`status.${campaign.status}`),
      },
      {
        key: 'progress',
        title: t('fields.progress'),
        cell: (campaign) => <Progress campaign={campaign} />,
        width: 200,
        csv: (campaign) => settled(campaign.counts),
      },
      {
        key: 'recipients',
        title: t('fields.recipients'),
        cell: (campaign) => <Count value={campaign.counts.recipients} />,
        width: 112,
        grow: 0,
        align: 'end',
        card: 'none',
        csv: (campaign) => campaign.counts.recipients,
      },
      {
        key: 'next',
        title: t('fields.next'),
        cell: (campaign) => <DateTime at={campaign.nextBatchAt ?? campaign.startAt} />,
        width: 140,
        grow: 0,
        csv: (campaign) => instant(campaign.nextBatchAt ?? campaign.startAt),
      },
      {
        key: 'strategy',
        title: t('fields.strategy'),
        cell: (campaign) => (campaign.strategy ? t(`strategy.${campaign.strategy}.name`) : <None />),
        width: 132,
        csv: (campaign) => campaign.strategy,
      },
      {
        key: 'client',
        title: t('fields.client'),
        cell: (campaign) => campaign.clientName ?? <None />,
        width: 150,
        csv: (campaign) => campaign.clientName,
      },
      {
        key: 'domain',
        title: t('fields.domain'),
        cell: (campaign) => campaign.sendingDomain ?? <None />,
        width: 160,
        csv: (campaign) => campaign.sendingDomain,
      },
      {
        key: 'created',
        title: t('fields.created'),
        cell: (campaign) => <DateTime at={campaign.createdAt} />,
        width: 128,
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
  if (status === 'draft') return <span className={classes.dim}>{t(`step.${campaign.step}`)}</span>
  const done = settled(counts)
  const tone =
    counts.failed + counts.bounced + counts.ambiguous > 0 && status === 'finished' ? 'warning' : 'info'
  return (
    <span className={classes.progress}>
      <ProgressBar
        bare
        label={campaign.name}
        done={done}
        total={counts.recipients}
        tone={status === 'finished' && tone === 'info' ? 'success' : tone}
      />
      <span className={classes.share}>
        {format.percent(counts.recipients === 0 ? 0 : done / counts.recipients, 0)}
      </span>
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

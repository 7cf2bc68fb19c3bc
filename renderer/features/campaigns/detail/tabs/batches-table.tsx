import { IconStack2 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { batchSchema } from '../../../../../shared/contract/campaigns/progress.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { ProgressBar } from '../../../../components/feedback/progress-bar.tsx'
import { Section } from '../../../../components/page/section.tsx'
import type { Column } from '../../../../components/table/columns.ts'
import { DataTable } from '../../../../components/table/data-table.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import { useTable } from '../../../../components/table/table-state.ts'
import { DateTime } from '../../../../components/values/date-time.tsx'
import { StatusBadge } from '../../../../components/values/status-badge.tsx'
import { batchLooks } from '../../looks.ts'
import classes from '../detail.module.css'

export type Batch = z.infer<typeof batchSchema>

/** The batches of the campaign, each with how far it is. */
export function BatchesTable({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const table = useTable('batches')
  const columns = useColumns()
  const source = useRows(orpc.campaigns.progress.batches, { id: campaign.id })
  return (
    <Section title={t('batches.title')} text={t('batches.text')}>
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('batches.title')}
        rowKey={(batch) => batch.id}
        height={420}
        toolbar={false}
        density="compact"
        empty={
          <EmptyState
            compact
            order={3}
            icon={IconStack2}
            title={t('batches.none')}
            text={t('batches.noneText')}
          />
        }
      />
    </Section>
  )
}

function useColumns(): Column<Batch>[] {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return useMemo<Column<Batch>[]>(() => {
    const figure = (
      key: 'size' | 'accepted' | 'failed' | 'skipped' | 'ambiguous' | 'moved',
    ): Column<Batch> => ({
      key,
      title: t(`batches.${key}`),
      cell: (batch) =>
        batch[key] === 0 ? <span className={classes.dim}>0</span> : format.number(batch[key]),
      align: 'end',
      width: 92,
      grow: 0,
      card: key === 'size' || key === 'accepted' ? 'line' : 'none',
      csv: (batch) => batch[key],
    })
    return [
      {
        key: 'number',
        title: t('batches.number'),
        cell: (batch) =>
          batch.stage > 1
            ? t('batches.ofSecond', { number: format.number(batch.number) })
            : format.number(batch.number),
        width: 96,
        grow: 0,
        fixed: true,
      },
      {
        key: 'status',
        title: t('fields.status'),
        cell: (batch) => <StatusBadge of={batchLooks} value={batch.status} />,
        width: 132,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'due',
        title: t('batches.due'),
        cell: (batch) => <DateTime at={batch.startedAt ?? batch.dueAt} as="dateTime" />,
        width: 164,
        grow: 0,
      },
      {
        key: 'progress',
        title: t('fields.progress'),
        cell: (batch) => <BatchBar batch={batch} />,
        width: 160,
        card: 'none',
      },
      ...(['size', 'accepted', 'failed', 'skipped', 'ambiguous', 'moved'] as const).map(figure),
    ]
  }, [t, format])
}

function BatchBar({ batch }: { batch: Batch }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const done = batch.accepted + batch.failed + batch.skipped + batch.ambiguous
  const total = done + batch.waiting
  const bad = batch.failed + batch.ambiguous > 0
  return (
    <span className={classes.bar}>
      <ProgressBar
        bare
        label={t('batches.progressOf', { number: format.number(batch.number) })}
        done={done}
        total={total}
        tone={bad ? 'warning' : batch.status === 'done' ? 'success' : 'info'}
      />
      <span className={classes.dim}>{format.percent(total === 0 ? 1 : done / total, 0)}</span>
    </span>
  )
}

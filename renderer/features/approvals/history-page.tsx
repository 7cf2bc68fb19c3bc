import { IconHistory } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { approvalStatuses } from '../../../shared/domain/approval-kinds.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'
import { pathTo } from '../../app/paths.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import { useRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { approvalLooks, kindLooks } from './looks.ts'

const settled = approvalStatuses.filter((status) => status !== 'pending')

/** Every decision that was taken, who took it and why. */
export function HistoryPage() {
  const { t } = useTranslation('approvals')
  const navigate = useNavigate()
  const table = useTable('approvals')
  const rows = useRows(orpc.approvals.list, { status: table.choices('status', settled) ?? settled })
  const columns = useColumns()
  return (
    <Page fill>
      <PageHeader
        title={t('history.title')}
        subtitle={t('history.subtitle')}
        back={{ label: translate('common:page.back', { name: t('title') }), to: pathTo('/approvals') }}
      />
      <DataTable
        table={table}
        source={rows}
        columns={columns}
        label={t('history.title')}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        searchable={false}
        onOpen={(row) => void navigate({ to: '/approvals/{-$approvalId}', params: { approvalId: row.id } })}
        filters={[
          {
            key: 'status',
            label: t('history.status'),
            options: settled.map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
        empty={<EmptyState icon={IconHistory} title={t('history.empty')} text={t('history.emptyText')} />}
      />
    </Page>
  )
}

function useColumns(): Column<Approval>[] {
  const { t } = useTranslation('approvals')
  const format = useFormat()
  return useMemo(
    () => [
      {
        key: 'title',
        title: t('history.request'),
        cell: (row) => row.title,
        csv: (row) => row.title,
        width: 220,
        grow: 2,
        fixed: true,
      },
      {
        key: 'status',
        title: t('history.status'),
        cell: (row) => <StatusBadge of={approvalLooks} value={row.status} />,
        csv: (row) => translate(approvalLooks[row.status].label),
        width: 128,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'kind',
        title: t('history.kind'),
        cell: (row) => translate(kindLooks[row.kind].label),
        csv: (row) => translate(kindLooks[row.kind].label),
        width: 160,
        optional: true,
      },
      {
        key: 'requestedBy',
        title: t('history.requestedBy'),
        cell: (row) => row.requestedByName ?? 'Despacho',
        csv: (row) => row.requestedByName,
        width: 124,
      },
      {
        key: 'decidedBy',
        title: t('history.decidedBy'),
        cell: (row) => row.decidedByName ?? 'Despacho',
        csv: (row) => row.decidedByName,
        width: 124,
      },
      {
        key: 'decidedAt',
        title: t('history.decidedAt'),
        cell: (row) => <DateTime at={row.decidedAt} as="dateTime" />,
        csv: (row) => (row.decidedAt === null ? null : format.dateTime(row.decidedAt)),
        width: 160,
        grow: 0,
      },
      {
        key: 'reason',
        title: t('history.reason'),
        cell: (row) => row.reason ?? '',
        csv: (row) => row.reason,
        width: 220,
        grow: 2,
      },
    ],
    [t, format],
  )
}

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconListDetails, IconRefresh, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobRow } from '../../../shared/contract/jobs.ts'
import { client, orpc } from '../../app/client.ts'
import { useCan } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import type { Filter } from '../../components/table/filters.tsx'
import { useRows } from '../../components/table/rows.ts'
import type { Selection } from '../../components/table/selection.tsx'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { JobPanel } from './job-panel.tsx'
import { JobsHeader } from './jobs-header.tsx'
import classes from './jobs.module.css'
import { cancellable, jobLooks, jobStates, retriable } from './looks.ts'
import { jobTypeName } from './words.ts'

/** Every job, newest first: filters, inspecting, retrying, cancelling. */
export function JobListPage() {
  const { t } = useTranslation('jobs')
  const [shown, setShown] = useState<number>()
  const manages = useCan('jobs:manage')
  const table = useTable('jobs')
  const source = useRows(orpc.jobs.list, {
    state: table.choices('state', jobStates),
    type: table.values('type'),
    error: table.values('error')?.[0],
  })
  return (
    <Page fill>
      <JobsHeader tab="list" />
      <DataTable
        table={table}
        source={source}
        columns={useColumns()}
        filters={useFilters(table.values('error'))}
        label={t('list.title')}
        rowKey={(job) => String(job.id)}
        rowName={(job) => `${jobTypeName(job.type)} ${job.id}`}
        onOpen={(job) => setShown(job.id)}
        searchable={false}
        bulk={manages ? (selection) => <BulkActions selection={selection} /> : undefined}
        empty={<EmptyState icon={IconListDetails} title={t('list.empty')} text={t('list.emptyText')} />}
      />
      <JobPanel id={shown} onClose={() => setShown(undefined)} />
    </Page>
  )
}

function useColumns(): Column<JobRow>[] {
  const { t } = useTranslation('jobs')
  return useMemo(
    () => [
      {
        key: 'type',
        title: t('list.type'),
        cell: (job) => jobTypeName(job.type),
        csv: (job) => jobTypeName(job.type),
        fixed: true,
        width: 220,
      },
      {
        key: 'state',
        title: t('list.state'),
        cell: (job) => <StatusBadge of={jobLooks} value={job.state} />,
        csv: (job) => t(`state.${job.state}`),
        width: 132,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'runAt',
        title: t('list.runAt'),
        cell: (job) => <DateTime at={job.finishedAt ?? job.runAt} />,
        csv: (job) => new Date(job.finishedAt ?? job.runAt).toISOString(),
        width: 176,
        grow: 0,
      },
      {
        key: 'attempts',
        title: t('list.attempts'),
        align: 'end',
        cell: (job) => `${job.attempts} / ${job.maxAttempts}`,
        csv: (job) => job.attempts,
        width: 96,
        grow: 0,
      },
      {
        key: 'error',
        title: t('list.error'),
        cell: (job) => job.lastError && <span className={classes.cellError}>{job.lastError}</span>,
        csv: (job) => job.lastError,
        grow: 3,
        width: 240,
      },
      {
        key: 'id',
        title: t('list.number'),
        align: 'end',
        cell: (job) => job.id,
        csv: (job) => job.id,
        width: 96,
        grow: 0,
        card: 'none',
      },
      {
        key: 'createdAt',
        title: t('list.createdAt'),
        cell: (job) => <DateTime at={job.createdAt} />,
        csv: (job) => new Date(job.createdAt).toISOString(),
        width: 150,
        grow: 0,
        optional: true,
      },
    ],
    [t],
  )
}

function useFilters(chosenErrors: string[] | undefined): Filter[] {
  const { t } = useTranslation('jobs')
  const statistics = useQuery(orpc.jobs.statistics.queryOptions()).data
  return useMemo(() => {
    const errors = new Set([
      ...(chosenErrors ?? []),
      ...(statistics?.errors.map(({ error }) => error).filter(Boolean) ?? []),
    ])
    return [
      {
        key: 'state',
        label: t('list.state'),
        options: jobStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        key: 'type',
        label: t('list.type'),
        options: (statistics?.types ?? []).map(({ type }) => ({ value: type, label: jobTypeName(type) })),
      },
      ...(errors.size > 0
        ? [
            {
              key: 'error',
              label: t('list.filterError'),
              single: true,
              options: [...errors].map((error) => ({ value: error, label: error })),
            },
          ]
        : []),
    ]
  }, [t, statistics, chosenErrors])
}

function BulkActions({ selection }: { selection: Selection<JobRow> }) {
  const { t } = useTranslation('jobs')
  const [busy, setBusy] = useState(false)
  const settle = async (rows: JobRow[], change: (id: number) => Promise<unknown>): Promise<void> => {
    setBusy(true)
    const results = await Promise.allSettled(rows.map(({ id }) => change(id)))
    setBusy(false)
    const failed = results.filter(({ status }) => status === 'rejected').length
    notifications.show({ message: t('bulkDone', { count: results.length - failed }) })
    if (failed > 0) notifications.show({ color: 'red', message: t('bulkFailed', { count: failed }) })
    selection.clear()
  }
  const toRetry = selection.rows.filter(({ state }) => retriable.includes(state))
  const toCancel = selection.rows.filter(({ state }) => cancellable.includes(state))
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        disabled={toRetry.length === 0}
        loading={busy}
        onClick={() => void settle(toRetry, (id) => client.jobs.retry({ id }))}
      >
        {t('retrySelected')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconX size={16} aria-hidden />}
        disabled={toCancel.length === 0}
        loading={busy}
        onClick={() => void settle(toCancel, (id) => client.jobs.cancel({ id }))}
      >
        {t('cancelSelected')}
      </Button>
    </>
  )
}

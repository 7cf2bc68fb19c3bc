import { IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { orpc } from '../../app/client.ts'
import { useCan } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import type { Filter } from '../../components/table/filters.tsx'
import { useRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { AuditPanel } from './audit-panel.tsx'
import classes from './audit.module.css'
import { detailWords } from './details.ts'
import { useActorName } from './actor-name.ts'
import { ChainVerdict, useVerify, VerifyButton } from './verify.tsx'
import { actionName, subjectName } from './words.ts'

const DAY = 86_400_000
const periods = { day: DAY, week: 7 * DAY, month: 30 * DAY, quarter: 90 * DAY }
const periodNames = ['day', 'week', 'month', 'quarter'] as const

function startOf(period: keyof typeof periods): number {
  return Math.floor((Date.now() - periods[period]) / 3_600_000) * 3_600_000
}

/** Who did what and when, and whether the chain of entries still holds. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [shown, setShown] = useState<AuditEntry>()
  const table = useTable('audit')
  const verify = useVerify()
  const period = table.choice('period', periodNames)
  // By the start of the hour, so that the key of the query stays the same from one render to the next.
  const from = useMemo(() => period && startOf(period), [period])
  const source = useRows(orpc.audit.list, {
    actorId: table.values('actor')?.[0],
    action: table.values('action')?.[0],
    subjectType: table.values('subject')?.[0],
    from,
  })
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={t('help')}
        actions={<VerifyButton verify={verify} />}
      >
        <ChainVerdict verify={verify} />
      </PageHeader>
      <DataTable
        table={table}
        source={source}
        columns={useColumns()}
        filters={useFilters()}
        label={t('title')}
        rowKey={(entry) => String(entry.seq)}
        rowName={(entry) => actionName(entry.action)}
        onOpen={setShown}
        searchable={false}
        empty={<EmptyState icon={IconShieldCheck} title={t('empty')} text={t('emptyText')} />}
      />
      <AuditPanel entry={shown} onClose={() => setShown(undefined)} />
    </Page>
  )
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit')
  const actorName = useActorName()
  return useMemo(
    () => [
      {
        key: 'action',
        title: t('columns.action'),
        cell: (entry) => actionName(entry.action),
        csv: (entry) => entry.action,
        fixed: true,
        width: 240,
      },
      {
        key: 'actor',
        title: t('columns.actor'),
        cell: (entry) => actorName(entry),
        csv: (entry) => actorName(entry),
        width: 190,
      },
      {
        key: 'at',
        title: t('columns.at'),
        cell: (entry) => <DateTime at={entry.at} as="dateTime" />,
        csv: (entry) => new Date(entry.at).toISOString(),
        width: 172,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'subject',
        title: t('columns.subject'),
        cell: (entry) => subjectName(entry.subjectType),
        csv: (entry) => `${entry.subjectType} ${entry.subjectId ?? ''}`.trim(),
        width: 150,
      },
      {
        key: 'details',
        title: t('columns.details'),
        cell: (entry) => <span className={classes.dim}>{detailWords(entry.details)}</span>,
        csv: (entry) => JSON.stringify(entry.details),
        width: 220,
        grow: 2,
        card: 'none',
      },
      {
        key: 'seq',
        title: t('columns.seq'),
        align: 'end',
        cell: (entry) => entry.seq,
        csv: (entry) => entry.seq,
        width: 92,
        grow: 0,
        card: 'none',
      },
      {
        key: 'hash',
        title: t('columns.hash'),
        cell: (entry) => <code className={classes.hash}>{entry.hash.slice(0, 12)}</code>,
        csv: (entry) => entry.hash,
        width: 130,
        grow: 0,
        optional: true,
        card: 'none',
      },
    ],
    [t, actorName],
  )
}

function useFilters(): Filter[] {
  const { t } = useTranslation('audit')
  const occurring = useQuery(orpc.audit.actions.queryOptions()).data
  const mayList = useCan('users:read')
  const people = useQuery({
    ...orpc.users.list.queryOptions({ input: { limit: 200 } }),
    enabled: mayList,
  }).data
  return useMemo(
    () => [
      {
        key: 'actor',
        label: t('columns.actor'),
        single: true,
        options: (people?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        key: 'action',
        label: t('columns.action'),
        single: true,
        options: (occurring?.actions ?? [])
          .map((action) => ({ value: action, label: actionName(action) }))
          .toSorted((a, b) => a.label.localeCompare(b.label)),
      },
      {
        key: 'subject',
        label: t('columns.subject'),
        single: true,
        options: (occurring?.subjectTypes ?? [])
          .map((subject) => ({ value: subject, label: subjectName(subject) }))
          .toSorted((a, b) => a.label.localeCompare(b.label)),
      },
      {
        key: 'period',
        label: t('period.label'),
        single: true,
        options: periodNames.map((value) => ({ value, label: t(`period.${value}`) })),
      },
    ],
    [t, occurring, people],
  )
}

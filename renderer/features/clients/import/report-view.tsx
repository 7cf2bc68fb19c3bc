import { Button } from '@mantine/core'
import { IconFileCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientImport, ClientImportRow } from '../../../../shared/contract/clients/imports.ts'
import { CLIENT_ROW_OUTCOMES } from '../../../../shared/domain/client-import.ts'
import { client, orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { DataTable } from '../../../components/table/data-table.tsx'
import { useRows } from '../../../components/table/rows.ts'
import type { TableState } from '../../../components/table/table-state.ts'
import { useTable } from '../../../components/table/table-state.ts'
import { Stat, Stats } from '../../../components/values/stat.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { DownloadMenu } from '../../../components/actions/download-menu.tsx'
import { outcomeLooks, severityLooks } from '../looks.ts'
import classes from './import.module.css'

/** What would become, or became, of the rows: counts, reasons, and each row. */
export function ReportView({ run }: { run: ClientImport }) {
  const table = useTable('import')
  if (!run.report) return null
  return (
    <>
      <Counts run={run} />
      <Reasons run={run} table={table} />
      <Rows run={run} table={table} />
    </>
  )
}

function Counts({ run }: { run: ClientImport }) {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const { report } = run
  if (!report) return null
  const rows = t('import.counts.rows', { count: report.rows, formatted: format.number(report.rows) })
  return (
    <Stats>
      <Stat label={t('import.counts.created')} value={format.number(report.created)} detail={rows} />
      <Stat
        label={t(run.state === 'checked' ? 'import.counts.updated' : 'import.counts.updatedDone')}
        value={format.number(report.updated)}
      />
      <Stat label={t('import.counts.unchanged')} value={format.number(report.unchanged)} />
      <Stat
        label={t('import.counts.skipped')}
        value={format.number(report.skipped)}
        tone={report.skipped > 0 ? 'danger' : undefined}
      />
      <Stat
        label={t('import.counts.contactsAdded')}
        value={format.number(report.contactsAdded)}
        detail={
          report.contactsUpdated > 0
            ? t('import.counts.contactsUpdated', { count: report.contactsUpdated })
            : undefined
        }
      />
    </Stats>
  )
}

function Reasons({ run, table }: { run: ClientImport; table: TableState }) {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const reasons = run.report?.reasons ?? []
  if (reasons.length === 0) return null
  return (
    <Section title={t('import.reasons.title')} flush>
      <ul className={classes.reasons}>
        {reasons.map(({ reason, severity, rows }) => (
          <li key={reason} className={classes.reason}>
            <span className={classes.reasonBadge}>
              <StatusBadge of={severityLooks} value={severity} />
            </span>
            <span className={classes.reasonWords}>
              <span className={classes.reasonTitle}>{t(`import.reason.${reason}.title`)}</span>
              <span className={classes.reasonFix}>{t(`import.reason.${reason}.fix`)}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                table.setFilter('reason', [reason])
                document.getElementById('import-rows')?.scrollIntoView({ block: 'start' })
              }}
            >
              {t('import.reasons.rows', { count: rows, formatted: format.number(rows) })}
              <span className={classes.hidden}>: {t(`import.reason.${reason}.title`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const lineOf = (row: ClientImportRow): string => String(row.line)

function Rows({ run, table }: { run: ClientImport; table: TableState }) {
  const { t } = useTranslation('clients')
  const reasons = run.report?.reasons ?? []
  const asked = {
    id: run.id,
    outcome: table.choice('outcome', CLIENT_ROW_OUTCOMES),
    reason: table.choice(
      'reason',
      reasons.map(({ reason }) => reason),
    ),
  }
  const source = useRows(orpc.clients.imports.rows, asked)
  const columns = useRowColumns()
  return (
    <section id="import-rows" aria-label={t('import.rows.title')} className={classes.rows}>
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('import.rows.title')}
        rowKey={lineOf}
        rowName={(row) => row.name}
        searchable={false}
        height={480}
        filters={[
          {
            key: 'outcome',
            label: t('import.rows.filterOutcome'),
            single: true,
            options: CLIENT_ROW_OUTCOMES.map((value) => ({ value, label: t(`import.outcome.${value}`) })),
          },
          ...(reasons.length > 0
            ? [
                {
                  key: 'reason',
                  label: t('import.rows.filterReason'),
                  single: true,
                  options: reasons.map(({ reason }) => ({
                    value: reason,
                    label: t(`import.reason.${reason}.title`),
                  })),
                },
              ]
            : []),
        ]}
        tools={
          <DownloadMenu
            label={t('import.rows.download')}
            name={t('import.rows.download')}
            fetch={(format, signal) => client.clients.imports.exportRows({ ...asked, format }, { signal })}
          />
        }
        empty={<EmptyState compact icon={IconFileCheck} title={t('import.rows.empty')} />}
      />
    </section>
  )
}

function useRowColumns(): Column<ClientImportRow>[] {
  const { t } = useTranslation('clients')
  const format = useFormat()
  return useMemo(
    () => [
      {
        key: 'line',
        title: t('import.rows.line'),
        cell: (row) => format.number(row.line),
        align: 'end',
        width: 72,
        grow: 0,
        card: 'line',
      },
      {
        key: 'name',
        title: t('import.rows.name'),
        cell: (row) =>
          row.clientId === null ? (
            row.name || <span aria-hidden>–</span>
          ) : (
            <Link to="/clients/$clientId" params={{ clientId: row.clientId }} className={classes.link}>
              {row.name}
            </Link>
          ),
        fixed: true,
        width: 220,
        grow: 2,
        card: 'title',
      },
      {
        key: 'outcome',
        title: t('import.rows.outcome'),
        cell: (row) => <StatusBadge of={outcomeLooks} value={row.outcome} />,
        width: 140,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'reasons',
        title: t('import.rows.reasons'),
        cell: (row) =>
          row.issues
            .map(({ reason, value }) =>
              value ? `${t(`import.reason.${reason}.title`)}: ${value}` : t(`import.reason.${reason}.title`),
            )
            .join(' · ') || <span aria-hidden>–</span>,
        width: 260,
        grow: 3,
      },
    ],
    [t, format],
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Section } from '../../components/page/section.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import { useLocalRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import type { JobStatistics } from './statistics.ts'
import { jobTypeName } from './words.ts'

type TypeRow = JobStatistics['types'][number]
const states = ['ready', 'running', 'scheduled', 'done', 'dead'] as const

/** How many jobs of each type are in each state; types that never had one are left out. */
export function TypeTable({ types }: { types: TypeRow[] }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const table = useTable('job-types')
  const seen = useMemo(
    () => types.filter((type) => states.some((state) => type[state] > 0) || type.cancelled > 0),
    [types],
  )
  const columns = useMemo<Column<TypeRow>[]>(
    () => [
      {
        key: 'type',
        title: t('types.type'),
        cell: (row) => jobTypeName(row.type),
        csv: (row) => jobTypeName(row.type),
        fixed: true,
        grow: 2,
        width: 220,
      },
      ...states.map((state): Column<TypeRow> => ({
        key: state,
        title: t(`stats.${state}`),
        align: 'end',
        width: 110,
        cell: (row) => format.number(row[state]),
        csv: (row) => row[state],
      })),
      {
        key: 'oldest',
        title: t('types.oldest'),
        align: 'end',
        width: 140,
        cell: (row) => (row.oldestReadyMs === null ? '–' : format.duration(row.oldestReadyMs)),
      },
    ],
    [t, format],
  )
  const source = useLocalRows(seen)
  if (seen.length === 0) return null
  return (
    <Section title={t('types.title')}>
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('types.title')}
        rowKey={(row) => row.type}
        empty={null}
        toolbar={false}
        height={480}
        density="compact"
      />
    </Section>
  )
}

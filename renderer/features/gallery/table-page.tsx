import { Button } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ProgressBar } from '../../components/feedback/progress-bar.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import type { RowSource } from '../../components/table/rows.ts'
import { useLocalRows } from '../../components/table/rows.ts'
import type { Selection } from '../../components/table/selection.tsx'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { Money } from '../../components/values/money.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import type { GalleryRow } from './fixtures.ts'
import { galleryRows } from './fixtures.ts'
import { galleryStatuses } from './statuses.ts'

const columns: Column<GalleryRow>[] = [
  {
    key: 'name',
    title: 'Nombre',
    cell: (row) => row.name,
    fixed: true,
    sortable: true,
    grow: 3,
    csv: (row) => row.name,
  },
  {
    key: 'status',
    title: 'Estado',
    cell: (row) => <StatusBadge of={galleryStatuses} value={row.status} />,
    width: 150,
    card: 'corner',
    csv: (row) => row.status,
  },
  { key: 'owner', title: 'Responsable', cell: (row) => row.owner, csv: (row) => row.owner },
  {
    key: 'sent',
    title: 'Avance',
    cell: (row) => <ProgressBar bare label={row.name} done={row.sent} total={row.total} />,
    width: 140,
    card: 'none',
  },
  {
    key: 'amount',
    title: 'Monto',
    cell: (row) => <Money minor={row.amount} />,
    align: 'end',
    sortable: true,
    width: 140,
    csv: (row) => row.amount,
  },
  { key: 'at', title: 'Actividad', cell: (row) => <DateTime at={row.at} />, sortable: true, width: 150 },
  { key: 'id', title: 'Identificador', cell: (row) => row.id, optional: true },
]

const asked = new URLSearchParams(window.location.search)

/** A table of `?rows=` rows that are all here: for pictures and for measuring. */
export function TablePage() {
  const table = useTable('gallery', { sort: { key: 'name', direction: 'asc' } })
  const all = useMemo(() => galleryRows(Number(asked.get('rows') ?? 5_000)), [])
  const shown = useMemo(
    () =>
      all.filter(
        (row) =>
          row.name.toLowerCase().includes(table.search.toLowerCase()) &&
          (table.values('status')?.includes(row.status) ?? true),
      ),
    [all, table],
  )
  const local = useLocalRows(shown)
  const source: RowSource<GalleryRow> = asked.has('loading')
    ? { ...local, rows: [], state: 'loading' }
    : local
  return (
    <Page fill>
      <PageHeader
        title="Clientes"
        subtitle="Las firmas que se atienden y lo que está pendiente con cada una."
        help="Cada cliente tiene contactos y una persona responsable. Aquí se filtra, se selecciona y se abre."
        actions={<Button>Crear cliente</Button>}
      />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label="Clientes"
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={() => undefined}
        filters={[
          {
            key: 'status',
            label: 'Estado',
            options: Object.keys(galleryStatuses).map((value) => ({ value, label: value })),
          },
        ]}
        bulk={assignButton}
        empty={
          <EmptyState
            icon={IconTable}
            title="Todavía no hay clientes"
            text="Se importan desde un archivo o se crean uno a uno."
            action={<Button>Importar</Button>}
          />
        }
      />
    </Page>
  )
}

function assignButton({ clear }: Selection<GalleryRow>): ReactNode {
  return (
    <Button size="xs" variant="default" onClick={clear}>
      Asignar
    </Button>
  )
}

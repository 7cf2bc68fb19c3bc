import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconFilterOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorState } from '../feedback/error-state.tsx'
import { Cards } from './cards.tsx'
import type { Column } from './columns.ts'
import classes from './data-table.module.css'
import type { Filter } from './filters.tsx'
import { Grid } from './grid/grid.tsx'
import type { RowSource } from './rows.ts'
import type { Selection } from './selection.tsx'
import { SelectionBar, useSelection } from './selection.tsx'
import type { TableState } from './table-state.ts'
import { Toolbar } from './toolbar.tsx'

export interface DataTableProps<Row> {
  table: TableState
  source: RowSource<Row>
  columns: Column<Row>[]
  /** The accessible name of the table and the name of exported files. */
  label: string
  rowKey: (row: Row) => string
  /** How a row is called out loud: "Select the row Ferretería El Roble". */
  rowName?: (row: Row) => string
  /** Click and Enter. */
  onOpen?: (row: Row) => void
  filters?: Filter[]
  /** Off where the list cannot be searched by text. */
  searchable?: boolean
  /** Buttons for the selected rows; giving them makes rows selectable. */
  bulk?: (selection: Selection<Row>) => ReactNode
  /** Shown when there is nothing at all: an `EmptyState` that teaches the next step. */
  empty: ReactNode
  /** `fill` takes the height that is left on a `<Page fill>`; a number is the most px it grows to. */
  height?: 'fill' | number
  /** Extra buttons at the right of the toolbar. */
  tools?: ReactNode
  /** Off for small tables inside a page. */
  toolbar?: boolean
  /** `compact` for small tables inside panels. */
  density?: 'normal' | 'compact'
  /** Off where few columns of figures stay a table at every width. */
  cards?: boolean
}

/**
 * The table of the console: virtualised, sorted and filtered by the engine, with column choice, saved
 * views, selection, keyboard (arrows, Home, End, Enter opens, Space selects), CSV export and a card
 * layout below 640 px.
 *
 * @example
 * const table = useTable('clients', { sort: { key: 'name', direction: 'asc' } })
 * const source = useRows(orpc.clients.list, { q: table.search || undefined, stage: table.choices('stage', stages) })
 * const columns = useMemo<Column<Client>[]>(() => [
 *   { key: 'name', title: t('fields.name'), cell: (c) => c.name, sortable: true, fixed: true, grow: 2, csv: (c) => c.name },
 *   { key: 'stage', title: t('fields.stage'), cell: (c) => <StatusBadge of={stageLooks} value={c.stage} />, card: 'corner' },
 * ], [t])
 *
 * <DataTable
 *   table={table} source={source} columns={columns} label={t('title')}
 *   rowKey={(c) => c.id} rowName={(c) => c.name} onOpen={(c) => navigate({ to: '/clients/$clientId', params: { clientId: c.id } })}
 *   filters={[{ key: 'stage', label: t('fields.stage'), options: stages.map((value) => ({ value, label: t(`stage.${value}`) })) }]}
 *   bulk={({ ids, clear }) => <Button onClick={() => assign(ids).then(clear)}>{t('assign')}</Button>}
 *   empty={<EmptyState icon={IconUsers} title={t('empty.title')} text={t('empty.text')} action={…} />}
 * />
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { table, source, columns, bulk, height = 'fill', toolbar = true, cards = true } = props
  const { ref, width } = useElementSize<HTMLDivElement>()
  const selection = useSelection(source.rows, props.rowKey)
  const visible = useMemo(() => shownColumns(columns, table.hidden), [columns, table.hidden])
  const asCards = cards && width > 0 && width < 640
  const nothing = source.state !== 'loading' && source.rows.length === 0 && !table.filtered
  const showToolbar = toolbar && !(nothing && source.state === 'ready')

  return (
    <div
      ref={ref}
      className={classes.root}
      data-height={height === 'fill' ? 'fill' : 'content'}
      data-cards={asCards || undefined}
    >
      {showToolbar && <Toolbar {...props} visible={visible} narrow={asCards} />}
      {source.state === 'error' ? (
        <div className={classes.frame}>
          <ErrorState error={source.error} onRetry={source.retry} />
        </div>
      ) : source.state === 'ready' && source.rows.length === 0 ? (
        <div className={classes.frame}>{table.filtered ? <NoMatches table={table} /> : props.empty}</div>
      ) : asCards ? (
        <Cards {...props} visible={visible} selection={selection} />
      ) : (
        <Grid {...props} visible={visible} selection={selection} room={width} />
      )}
      {bulk && selection.ids.length > 0 && (
        <SelectionBar selection={selection}>{bulk(selection)}</SelectionBar>
      )}
    </div>
  )
}

function NoMatches({ table }: { table: TableState }) {
  const { t } = useTranslation('common')
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t('table.noMatches')}
      text={t('table.noMatchesHelp')}
      action={
        <Button variant="default" onClick={table.clearFilters}>
          {t('table.clearFilters')}
        </Button>
      }
    />
  )
}

/** Columns in order without the hidden ones; before any choice the optional ones are hidden. */
function shownColumns<Row>(columns: Column<Row>[], hidden: string[] | undefined): Column<Row>[] {
  return columns.filter(
    (column) => column.fixed || (hidden ? !hidden.includes(column.key) : !column.optional),
  )
}

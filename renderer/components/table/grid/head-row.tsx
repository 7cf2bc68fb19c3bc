import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../columns.ts'
import classes from '../data-table.module.css'
import type { Selection } from '../selection.tsx'
import type { TableState } from '../table-state.ts'

interface HeadRowProps<Row> {
  table: TableState
  columns: Column<Row>[]
  widths: number[]
  /** Undefined where rows cannot be selected. */
  selection: Selection<Row> | undefined
  loading: boolean
}

/** The names of the columns: sorting, widths, and the box that selects all. */
export function HeadRow<Row>({ table, columns, widths, selection, loading }: HeadRowProps<Row>) {
  const { t } = useTranslation('common')
  return (
    <tr aria-rowindex={1}>
      {selection && (
        <th className={classes.headCell} scope="col">
          <input
            type="checkbox"
            className={classes.check}
            aria-label={t('table.selectAll')}
            checked={selection.allSelected}
            ref={(box) => {
              if (box) box.indeterminate = selection.ids.length > 0 && !selection.allSelected
            }}
            onChange={selection.toggleAll}
            disabled={loading}
          />
        </th>
      )}
      {columns.map((column, index) => (
        <HeadCell key={column.key} column={column} table={table} width={widths[index] ?? 0} />
      ))}
    </tr>
  )
}

interface HeadCellProps<Row> {
  column: Column<Row>
  table: TableState
  width: number
}

const sortNames = { asc: 'ascending', desc: 'descending' } as const

function HeadCell<Row>({ column, table, width }: HeadCellProps<Row>) {
  const { t } = useTranslation('common')
  const direction = table.sort?.key === column.key ? table.sort.direction : undefined
  const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp
  return (
    <th
      className={classes.headCell}
      scope="col"
      data-align={column.align}
      aria-sort={direction && sortNames[direction]}
    >
      {column.sortable ? (
        <button
          type="button"
          className={classes.sort}
          data-sorted={direction !== undefined || undefined}
          title={t('table.sortBy', { column: column.title })}
          onClick={() => table.setSort({ key: column.key, direction: direction === 'asc' ? 'desc' : 'asc' })}
        >
          <span className={classes.headText}>{column.title}</span>
          <Arrow size={12} stroke={2.2} aria-hidden className={classes.arrow} />
        </button>
      ) : (
        <span className={classes.headText}>{column.title}</span>
      )}
      <Resizer table={table} columnKey={column.key} width={width} />
    </th>
  )
}

interface ResizerProps {
  table: TableState
  columnKey: string
  width: number
}

/** Dragging widens a column, a double click gives its width back. Only for the pointer: nothing needs it. */
function Resizer({ table, columnKey, width }: ResizerProps) {
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault()
    const from = event.clientX
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent): void =>
      table.setWidth(columnKey, width + moved.clientX - from)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    })
  }
  return (
    <span
      className={classes.resizer}
      aria-hidden
      onPointerDown={onPointerDown}
      onDoubleClick={() => table.setWidth(columnKey, undefined)}
    />
  )
}

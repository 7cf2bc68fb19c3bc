import { Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { KeyboardEvent, PointerEvent } from 'react'
import { memo, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './columns.ts'
import { columnWidths } from './columns.ts'
import type { DataTableProps } from './data-table.tsx'
import classes from './data-table.module.css'
import type { Selection } from './selection.tsx'
import type { TableState } from './table-state.ts'

const rowHeights = { normal: 44, compact: 36 }
const headHeight = 36
const checkboxWidth = 44
/** How close to the end the next page is asked for, in rows. */
const lookAhead = 30

interface GridProps<Row> extends DataTableProps<Row> {
  visible: Column<Row>[]
  selection: Selection<Row>
  /** Width there is, in px. */
  room: number
}

/** The table itself: a grid of which only the rows in sight are in the document. */
export function Grid<Row>(props: GridProps<Row>) {
  const {
    table,
    source,
    visible,
    selection,
    room,
    rowKey,
    rowName,
    onOpen,
    bulk,
    label,
    height = 'fill',
  } = props
  const { t } = useTranslation('common')
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = rowHeights[props.density ?? 'normal']
  const { rows } = source
  const loading = source.state === 'loading'
  const count = loading ? 12 : rows.length
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const { hasMore, loadingMore, loadMore } = source
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - lookAhead) loadMore()
  }, [hasMore, loadingMore, lastShown, rows.length, loadMore])

  const keyboard = useGridKeyboard({ ...props, scrollTo: (index) => virtualizer.scrollToIndex(index) })
  const widths = columnWidths(visible, room - 2 - (bulk ? checkboxWidth : 0), table.widths)
  const totalWidth = widths.reduce((sum, width) => sum + width, bulk ? checkboxWidth : 0)
  const before = (items[0]?.start ?? headHeight) - headHeight
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? headHeight)

  // Rows are memoised: they get handlers that never change and read the newest state through this.
  const latest = useRef({ rows, onOpen, selection, keyboard })
  latest.current = { rows, onOpen, selection, keyboard }
  const onRowClick = useCallback((index: number) => {
    const { rows: now, onOpen: open, keyboard: keys } = latest.current
    keys.setActive(index)
    const row = now[index]
    if (row !== undefined && window.getSelection()?.isCollapsed !== false) open?.(row)
  }, [])
  const onRowSelect = useCallback((index: number, id: string, range: boolean) => {
    const { selection: chosen, keyboard: keys } = latest.current
    if (range && keys.active >= 0) chosen.addRange(keys.active, index)
    else chosen.toggle(id)
    keys.setActive(index)
  }, [])

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={height === 'fill' ? undefined : { maxHeight: height }}
      aria-busy={loading || source.refreshing}
      data-refreshing={source.refreshing || undefined}
    >
      <table
        role="grid"
        className={classes.grid}
        style={{ width: totalWidth, minWidth: '100%' }}
        aria-label={label}
        aria-rowcount={source.hasMore ? (source.total ?? -1) : rows.length + 1}
        aria-colcount={visible.length + (bulk ? 1 : 0)}
        aria-multiselectable={bulk ? true : undefined}
        aria-activedescendant={keyboard.active >= 0 ? `${gridId}-${keyboard.active}` : undefined}
        aria-describedby={`${gridId}-keys`}
        tabIndex={0}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        <caption id={`${gridId}-keys`} className={classes.hidden}>
          {t('table.keyboard')}
        </caption>
        <colgroup>
          {bulk && <col style={{ width: checkboxWidth }} />}
          {visible.map((column, index) => (
            <col key={column.key} style={{ width: widths[index] }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {bulk && (
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
            {visible.map((column, index) => (
              <HeadCell key={column.key} column={column} table={table} width={widths[index] ?? 0} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const row = rows[item.index]
            if (loading || row === undefined) {
              return (
                <SkeletonRow
                  key={item.index}
                  cells={visible.length}
                  selectable={bulk !== undefined}
                  height={rowHeight}
                  seed={item.index}
                />
              )
            }
            const id = rowKey(row)
            return (
              <GridRow
                key={id}
                domId={`${gridId}-${item.index}`}
                id={id}
                row={row as unknown}
                index={item.index}
                name={t('table.selectRow', { name: rowName?.(row) ?? String(item.index + 1) })}
                columns={visible as Column<unknown>[]}
                height={rowHeight}
                active={keyboard.active === item.index}
                selectable={bulk !== undefined}
                selected={selection.has(id)}
                opens={onOpen !== undefined}
                onClick={onRowClick}
                onSelect={onRowSelect}
              />
            )
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows out of sight, so that the scroll bar is honest. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden className={classes.spacer}>
      <td style={{ height }} />
    </tr>
  ) : null
}

interface GridRowProps {
  domId: string
  id: string
  row: unknown
  index: number
  name: string
  columns: Column<unknown>[]
  height: number
  active: boolean
  selectable: boolean
  selected: boolean
  opens: boolean
  onClick: (index: number) => void
  onSelect: (index: number, id: string, range: boolean) => void
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const {
    domId,
    id,
    row,
    index,
    name,
    columns,
    height,
    active,
    selectable,
    selected,
    opens,
    onClick,
    onSelect,
  } = props
  return (
    <tr
      id={domId}
      className={classes.row}
      style={{ height }}
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      data-active={active || undefined}
      data-opens={opens || undefined}
      onClick={(event) => {
        if (!isInteractive(event.target)) onClick(index)
      }}
    >
      {selectable && (
        <td className={classes.checkCell}>
          <input
            type="checkbox"
            className={classes.check}
            tabIndex={-1}
            aria-label={name}
            checked={selected}
            onChange={(event) => onSelect(index, id, shiftHeld(event.nativeEvent))}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} className={classes.cell} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
})

function SkeletonRow({
  cells,
  selectable,
  height,
  seed,
}: {
  cells: number
  selectable: boolean
  height: number
  seed: number
}) {
  return (
    <tr className={classes.row} style={{ height }} aria-hidden>
      {selectable && <td className={classes.checkCell} />}
      {Array.from({ length: cells }, (_, index) => (
        <td key={index} className={classes.cell}>
          <Skeleton height={10} radius="xl" width={`${35 + ((seed * 17 + index * 29) % 45)}%`} />
        </td>
      ))}
    </tr>
  )
}

function HeadCell<Row>({ column, table, width }: { column: Column<Row>; table: TableState; width: number }) {
  const { t } = useTranslation('common')
  const direction = table.sort?.key === column.key ? table.sort.direction : undefined
  const next = (): void => table.setSort({ key: column.key, direction: direction === 'asc' ? 'desc' : 'asc' })
  const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp
  return (
    <th
      className={classes.headCell}
      scope="col"
      data-align={column.align}
      aria-sort={direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
    >
      {column.sortable ? (
        <button
          type="button"
          className={classes.sort}
          data-sorted={direction !== undefined || undefined}
          onClick={next}
          title={t('table.sortBy', { column: column.title })}
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

/** Dragging widens a column, a double click gives its width back. Only for the pointer: nothing needs it. */
function Resizer({ table, columnKey, width }: { table: TableState; columnKey: string; width: number }) {
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

interface Keyboard {
  active: number
  setActive: (index: number) => void
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
}

function useGridKeyboard<Row>(props: GridProps<Row> & { scrollTo: (index: number) => void }): Keyboard {
  const { source, selection, bulk, onOpen, rowKey, scrollTo } = props
  const [active, setActive] = useState(-1)
  const last = source.rows.length - 1
  const at = Math.min(active, last)

  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: last,
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    // Buttons and boxes inside the grid keep their own keys.
    if (event.target !== event.currentTarget || last < 0) return
    const row = source.rows[at]
    const move = moves[event.key]
    if (move !== undefined) {
      const to = Math.min(last, Math.max(0, move))
      if (event.shiftKey && bulk) selection.addRange(Math.max(0, at), to)
      setActive(to)
      scrollTo(to)
    } else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
    else if (event.key === ' ' && row !== undefined && bulk) selection.toggle(rowKey(row))
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && bulk) selection.toggleAll()
    else if (event.key === 'Escape' && selection.ids.length > 0) selection.clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    active: at,
    setActive,
    onKeyDown,
    onFocus: () => setActive((index) => (index < 0 && last >= 0 ? 0 : index)),
  }
}

/** Whether Shift was held: browsers send a mouse event behind the change of a checkbox. */
function shiftHeld(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true
}

/** Whether a click was meant for something inside the row. */
function isInteractive(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('a, button, input, label, select, textarea, [role="menuitem"]') !== null
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { useCallback, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../columns.ts'
import { columnWidths } from '../columns.ts'
import type { DataTableProps } from '../data-table.tsx'
import classes from '../data-table.module.css'
import type { RowSource } from '../rows.ts'
import type { Selection } from '../selection.tsx'
import { GridRow, SkeletonRow, Spacer } from './grid-row.tsx'
import { HeadRow } from './head-row.tsx'
import type { GridKeyboard } from './keyboard.ts'
import { useGridKeyboard } from './keyboard.ts'

const rowHeights = { normal: 44, compact: 36 }
const headHeight = 36
const checkboxWidth = 44
const skeletonRows = 12
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
  const { table, source, visible, selection, room, label, rowKey, onOpen, height = 'fill' } = props
  const { t } = useTranslation('common')
  const keysId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows } = source
  const selectable = props.bulk !== undefined
  const loading = source.state === 'loading'
  const view = useRowsInSight(scroller, source, rowHeights[props.density ?? 'normal'])
  const keyboard = useGridKeyboard({ rows, selection, selectable, rowKey, onOpen, scrollTo: view.scrollTo })
  // Two px are the frame's lines.
  const widths = columnWidths(visible, room - 2 - (selectable ? checkboxWidth : 0), table.widths)

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
        style={{
          width: widths.reduce((sum, width) => sum + width, selectable ? checkboxWidth : 0),
          minWidth: '100%',
        }}
        aria-label={label}
        aria-rowcount={source.hasMore ? (source.total ?? -2) + 1 : rows.length + 1}
        aria-colcount={visible.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={keyboard.active >= 0 ? `${keysId}-${keyboard.active}` : undefined}
        aria-describedby={keysId}
        tabIndex={0}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        <caption id={keysId} className={classes.hidden}>
          {t('table.keyboard')}
        </caption>
        <colgroup>
          {selectable && <col style={{ width: checkboxWidth }} />}
          {visible.map((column, index) => (
            <col key={column.key} style={{ width: widths[index] }} />
          ))}
        </colgroup>
        <thead>
          <HeadRow
            table={table}
            columns={visible}
            widths={widths}
            selection={selectable ? selection : undefined}
            loading={loading}
          />
        </thead>
        <tbody>
          <Spacer height={view.before} />
          <Rows {...props} indexes={view.indexes} keyboard={keyboard} domId={keysId} />
          <Spacer height={view.after} />
        </tbody>
      </table>
    </div>
  )
}

interface RowsProps<Row> extends GridProps<Row> {
  indexes: number[]
  keyboard: GridKeyboard
  domId: string
}

/** The rows in sight. */
function Rows<Row>(props: RowsProps<Row>) {
  const { source, visible, selection, indexes, keyboard, rowKey, rowName, onOpen, domId } = props
  const { t } = useTranslation('common')
  const { rows } = source
  const height = rowHeights[props.density ?? 'normal']
  const selectable = props.bulk !== undefined

  // Rows are memoised: they get handlers that never change and that read the newest state through this.
  const latest = useRef({ rows, onOpen, selection, keyboard })
  useEffect(() => {
    latest.current = { rows, onOpen, selection, keyboard }
  })
  const onClick = useCallback((index: number) => {
    const now = latest.current
    now.keyboard.setActive(index)
    const row = now.rows[index]
    // A text that was just marked with the mouse is not a click.
    if (row !== undefined && window.getSelection()?.isCollapsed !== false) now.onOpen?.(row)
  }, [])
  const onSelect = useCallback((index: number, id: string, range: boolean) => {
    const now = latest.current
    if (range && now.keyboard.active >= 0) now.selection.addRange(now.keyboard.active, index)
    else now.selection.toggle(id)
    now.keyboard.setActive(index)
  }, [])

  return indexes.map((index) => {
    const row = rows[index]
    if (source.state === 'loading' || row === undefined) {
      return (
        <SkeletonRow
          key={index}
          cells={visible.length}
          selectable={selectable}
          height={height}
          seed={index}
        />
      )
    }
    const id = rowKey(row)
    return (
      <GridRow
        key={id}
        domId={`${domId}-${index}`}
        id={id}
        row={row}
        index={index}
        selectName={t('table.selectRow', { name: rowName?.(row) ?? String(index + 1) })}
        // A memoised component cannot be generic; the row and its columns belong together.
        columns={visible as Column<unknown>[]}
        height={height}
        active={keyboard.active === index}
        selectable={selectable}
        selected={selection.has(id)}
        opens={onOpen !== undefined}
        onClick={onClick}
        onSelect={onSelect}
      />
    )
  })
}

/** Which rows are in sight, how much is above and below, and the next page when the end is near. */
function useRowsInSight<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  source: RowSource<Row>,
  rowHeight: number,
): { indexes: number[]; before: number; after: number; scrollTo: (index: number) => void } {
  const { rows, state, hasMore, loadingMore, loadMore } = source
  const virtualizer = useVirtualizer({
    count: state === 'loading' ? skeletonRows : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - lookAhead) loadMore()
  }, [hasMore, loadingMore, lastShown, rows.length, loadMore])
  return {
    indexes: items.map((item) => item.index),
    before: (items[0]?.start ?? headHeight) - headHeight,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? headHeight),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  }
}

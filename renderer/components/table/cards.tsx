import { Checkbox, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './columns.ts'
import { cardPlace } from './columns.ts'
import type { DataTableProps } from './data-table.tsx'
import classes from './data-table.module.css'
import type { Selection } from './selection.tsx'

interface CardsProps<Row> extends DataTableProps<Row> {
  visible: Column<Row>[]
  selection: Selection<Row>
}

/** The same rows for a phone: one card each, scrolling with the page. */
export function Cards<Row>(props: CardsProps<Row>) {
  const { source, visible, label, rowKey } = props
  const list = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  const { rows, hasMore, loadingMore, loadMore } = source
  const scroller = (): HTMLElement | null => list.current?.closest<HTMLElement>('#content') ?? null
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0
    setOffset(top + (scroller()?.scrollTop ?? 0) - (scroller()?.getBoundingClientRect().top ?? 0))
  }, [])

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: () => 56 + visible.length * 18,
    overscan: 6,
    scrollMargin: offset,
    gap: 8,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= rows.length - 10) loadMore()
  }, [hasMore, loadingMore, lastShown, rows.length, loadMore])

  if (source.state === 'loading') {
    return (
      <div className={classes.cards} aria-busy="true">
        {[0, 1, 2, 3].map((place) => (
          <Skeleton key={place} height={92} radius="md" mb={8} />
        ))}
      </div>
    )
  }
  return (
    <div
      ref={list}
      role="list"
      aria-label={label}
      className={classes.cards}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows[item.index]
        if (row === undefined) return null
        return (
          <div
            key={rowKey(row)}
            ref={virtualizer.measureElement}
            data-index={item.index}
            role="listitem"
            aria-posinset={item.index + 1}
            aria-setsize={source.total ?? (hasMore ? -1 : rows.length)}
            className={classes.cardPlace}
            style={{ transform: `translateY(${item.start - offset}px)` }}
          >
            <Card {...props} row={row} />
          </div>
        )
      })}
    </div>
  )
}

function Card<Row>({
  row,
  visible,
  selection,
  rowKey,
  rowName,
  onOpen,
  bulk,
}: CardsProps<Row> & { row: Row }) {
  const { t } = useTranslation('common')
  const id = rowKey(row)
  const at = (place: string): Column<Row>[] =>
    visible.filter((column, index) => cardPlace(column, index) === place)
  const title = at('title').map((column) => (
    <span key={column.key} className={classes.cardTitle}>
      {column.cell(row)}
    </span>
  ))
  return (
    <article className={classes.card} data-selected={selection.has(id) || undefined}>
      <header className={classes.cardHead}>
        {bulk && (
          <Checkbox
            size="sm"
            aria-label={t('table.selectRow', { name: rowName?.(row) ?? id })}
            checked={selection.has(id)}
            onChange={() => selection.toggle(id)}
          />
        )}
        {onOpen ? (
          <button type="button" className={classes.cardOpen} onClick={() => onOpen(row)}>
            {title}
          </button>
        ) : (
          title
        )}
        <span className={classes.cardCorner}>
          {at('corner').map((column) => (
            <span key={column.key}>{column.cell(row)}</span>
          ))}
        </span>
      </header>
      <dl className={classes.cardLines}>
        {at('line').map((column) => {
          const value = column.cell(row)
          // A name without a value says nothing on a phone.
          if (value === null || value === undefined || value === '' || value === false) return null
          return (
            <div key={column.key} className={classes.cardLine}>
              <dt>{column.title}</dt>
              <dd>{value}</dd>
            </div>
          )
        })}
      </dl>
    </article>
  )
}

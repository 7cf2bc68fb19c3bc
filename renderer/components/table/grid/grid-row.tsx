import { Skeleton } from '@mantine/core'
import { memo } from 'react'
import type { Column } from '../columns.ts'
import classes from '../data-table.module.css'

interface GridRowProps {
  domId: string
  id: string
  row: unknown
  index: number
  /** The name of its checkbox. */
  selectName: string
  columns: Column<unknown>[]
  height: number
  active: boolean
  selectable: boolean
  selected: boolean
  opens: boolean
  onClick: (index: number) => void
  onSelect: (index: number, id: string, range: boolean) => void
}

/** One row. Nothing heavy in here: a fast scroll mounts forty of them in one frame. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { domId, id, row, index, selectName, columns, height, active, selectable, selected, opens } = props
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
        if (!isInteractive(event.target)) props.onClick(index)
      }}
    >
      {selectable && (
        <td className={classes.checkCell}>
          <input
            type="checkbox"
            className={classes.check}
            tabIndex={-1}
            aria-label={selectName}
            checked={selected}
            onChange={(event) => props.onSelect(index, id, shiftHeld(event.nativeEvent))}
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

interface SkeletonRowProps {
  cells: number
  selectable: boolean
  height: number
  /** Makes the lengths of the bars differ from row to row. */
  seed: number
}

/** A row that is still on its way. */
export function SkeletonRow({ cells, selectable, height, seed }: SkeletonRowProps) {
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

/** Stands for the rows out of sight, so that the scroll bar is honest. */
export function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden className={classes.spacer}>
      <td style={{ height }} />
    </tr>
  ) : null
}

/** Whether Shift was held: browsers put a mouse event behind the change of a checkbox. */
function shiftHeld(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true
}

/** Whether a click was meant for something inside the row. */
function isInteractive(target: EventTarget): boolean {
  const inside = 'a, button, input, label, select, textarea, [role="menuitem"]'
  return target instanceof Element && target.closest(inside) !== null
}

import type { ReactNode } from 'react'

/** One column of a DataTable. Keep the array stable (`useMemo`), so that scrolling stays smooth. */
export interface Column<Row> {
  /** Stable name: used for sorting, saved views and the export. */
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** Width in px before spare room is shared out; 160 unless told. */
  width?: number
  /** Share of the spare room: 1 unless told, 0 keeps the width. */
  grow?: number
  /** `end` for figures. */
  align?: 'start' | 'end'
  /** The server can sort by this key. */
  sortable?: boolean
  /** Hidden until chosen in the columns menu. */
  optional?: boolean
  /** Cannot be hidden: the name of the thing. */
  fixed?: boolean
  /** What the CSV export writes; a column without it is left out of the file. */
  csv?: (row: Row) => string | number | null | undefined
  /** Place on the phone's card; the first column is the `title` and the others `line`s unless told. */
  card?: 'title' | 'corner' | 'line' | 'none'
}

export const narrowest = 64
const usual = 160

/** Widths in px for the room there is: chosen ones first, the rest grows into what is left. */
export function columnWidths<Row>(
  columns: Column<Row>[],
  room: number,
  chosen: Record<string, number> = {},
): number[] {
  const base = columns.map((column) => Math.max(narrowest, chosen[column.key] ?? column.width ?? usual))
  const grows = columns.map((column) => (chosen[column.key] === undefined ? (column.grow ?? 1) : 0))
  const spare = room - base.reduce((sum, width) => sum + width, 0)
  const shares = grows.reduce((sum, grow) => sum + grow, 0)
  if (spare <= 0 || shares === 0) return base
  return base.map((width, index) => width + Math.floor((spare * (grows[index] ?? 0)) / shares))
}

/** Where a column goes on a phone's card. */
export function cardPlace<Row>(column: Column<Row>, index: number): NonNullable<Column<Row>['card']> {
  return column.card ?? (index === 0 ? 'title' : 'line')
}

import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import type { Selection } from '../selection.tsx'

interface GridKeyboardOptions<Row> {
  rows: Row[]
  selection: Selection<Row>
  selectable: boolean
  rowKey: (row: Row) => string
  onOpen: ((row: Row) => void) | undefined
  scrollTo: (index: number) => void
}

/** The row the keyboard stands on, -1 before it came in, and what the grid does with keys. */
export interface GridKeyboard {
  active: number
  setActive: (index: number) => void
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
}

/** Arrows, Page Up and Down, Home and End move; Enter opens; Space selects; Shift extends; Ctrl-A selects all. */
export function useGridKeyboard<Row>(options: GridKeyboardOptions<Row>): GridKeyboard {
  const { rows, selection, selectable, rowKey, onOpen, scrollTo } = options
  const [chosen, setActive] = useState(-1)
  const last = rows.length - 1
  const active = Math.min(chosen, last)
  const row = rows[active]

  const moves: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + 10,
    PageUp: active - 10,
    Home: 0,
    End: last,
  }
  const moveTo = (index: number, extend: boolean): void => {
    const to = Math.min(last, Math.max(0, index))
    if (extend) selection.addRange(Math.max(0, active), to)
    setActive(to)
    scrollTo(to)
  }
  /** Whether the key meant something here. */
  const act = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    const move = moves[key]
    if (move !== undefined) moveTo(move, shiftKey && selectable)
    else if (key === 'Enter' && row !== undefined && onOpen) onOpen(row)
    else if (key === ' ' && row !== undefined && selectable) selection.toggle(rowKey(row))
    else if (key === 'a' && (ctrlKey || metaKey) && selectable) selection.toggleAll()
    else if (key === 'Escape' && selection.ids.length > 0) selection.clear()
    else return false
    return true
  }

  return {
    active,
    setActive,
    onFocus: () => setActive((index) => (index < 0 && last >= 0 ? 0 : index)),
    onKeyDown: (event) => {
      // Buttons and boxes inside the grid keep their own keys.
      if (event.target !== event.currentTarget || last < 0 || !act(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

import { ActionIcon, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import classes from './data-table.module.css'

/** The selected rows of a table, in the order of the list. */
export interface Selection<Row> {
  ids: string[]
  rows: Row[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  /** Adds every row between the two places, for Shift. */
  addRange: (from: number, to: number) => void
  toggleAll: () => void
  allSelected: boolean
  clear: () => void
}

/** Keeps which rows are selected; rows that leave the list leave the selection. */
export function useSelection<Row>(rows: Row[], rowKey: (row: Row) => string): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return useMemo(() => {
    const selected = chosen.size === 0 ? [] : rows.filter((row) => chosen.has(rowKey(row)))
    const allSelected = rows.length > 0 && selected.length === rows.length
    return {
      ids: selected.map(rowKey),
      rows: selected,
      has: (id) => chosen.has(id),
      toggle: (id) => {
        const next = new Set(chosen)
        if (!next.delete(id)) next.add(id)
        setChosen(next)
      },
      addRange: (from, to) => {
        const [start, end] = from < to ? [from, to] : [to, from]
        setChosen(new Set([...chosen, ...rows.slice(start, end + 1).map(rowKey)]))
      },
      toggleAll: () => setChosen(allSelected ? new Set() : new Set(rows.map(rowKey))),
      allSelected,
      clear: () => setChosen(new Set()),
    }
  }, [chosen, rows, rowKey])
}

/** The bar that rises when rows are selected: how many, and what can be done with them. */
export function SelectionBar<Row>({
  selection,
  children,
}: {
  selection: Selection<Row>
  children: ReactNode
}) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const count = selection.ids.length
  return (
    <div
      className={classes.selectionBar}
      role="toolbar"
      aria-label={t('table.selected', { count, formatted: format.number(count) })}
    >
      <Text className={classes.selectionCount} aria-live="polite">
        {t('table.selected', { count, formatted: format.number(count) })}
      </Text>
      <Group gap={8} wrap="wrap">
        {children}
      </Group>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('table.clearSelection')}
        onClick={selection.clear}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

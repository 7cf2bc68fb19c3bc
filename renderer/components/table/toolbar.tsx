import { ActionIcon, Loader, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconDownload, IconSearch, IconX } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { explain } from '../../app/errors.ts'
import { isWriting } from '../../app/writing.ts'
import { IconButton } from '../actions/icon-button.tsx'
import { startJob } from '../feedback/jobs.ts'
import type { Column } from './columns.ts'
import { saveFile, toCsv } from './csv.ts'
import type { DataTableProps } from './data-table.tsx'
import classes from './data-table.module.css'
import { Filters } from './filters.tsx'
import { ColumnsMenu, ViewsMenu } from './menus.tsx'
import type { TableState } from './table-state.ts'

interface ToolbarProps<Row> extends DataTableProps<Row> {
  visible: Column<Row>[]
  narrow: boolean
}

/** Search, filters, count, views, columns and export above a table. */
export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const { table, source, columns, visible, filters = [], searchable = true, narrow, tools } = props
  const hiddenNow = columns.filter((column) => !visible.includes(column)).map((column) => column.key)
  return (
    <div className={classes.toolbar}>
      {searchable && <Search table={table} />}
      {filters.length > 0 && <Filters filters={filters} table={table} />}
      <span className={classes.toolbarEnd}>
        {source.refreshing && <Loader size={14} aria-hidden />}
        <RowCount {...props} />
        {tools}
        <ViewsMenu table={table} hidden={hiddenNow} />
        {!narrow && <ColumnsMenu table={table} columns={columns} hidden={hiddenNow} />}
        {columns.some((column) => column.csv) && <Export {...props} />}
      </span>
    </div>
  )
}

function Search({ table }: { table: TableState }) {
  const { t } = useTranslation('common')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(table.search)
  const [known, setKnown] = useState(table.search)
  // The search changed from outside: a saved view, Back, cleared filters.
  if (known !== table.search) {
    setKnown(table.search)
    setText(table.search)
  }
  useSlashKey(input)
  const search = useDebouncedCallback(table.setSearch, 200)
  const change = (next: string): void => {
    setText(next)
    search(next)
  }
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={t('table.search')}
      placeholder={t('table.search')}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return
        event.stopPropagation()
        change('')
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('actions.clear')}
            onClick={() => change('')}
          >
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  )
}

/** `/` leads to the search, unless somebody is writing. By the character: it stands on other keys elsewhere. */
function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isWriting(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}

function RowCount<Row>({ source }: ToolbarProps<Row>) {
  const { t } = useTranslation('common')
  const format = useFormat()
  if (source.state !== 'ready') return null
  const loaded = source.rows.length
  const total = source.total ?? loaded
  const more = source.total === undefined && source.hasMore
  return (
    <span className={classes.count} role="status">
      {t('table.rows', { count: total, formatted: `${format.number(total)}${more ? '+' : ''}` })}
    </span>
  )
}

function Export<Row>({ source, columns, label }: ToolbarProps<Row>) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const run = async (): Promise<void> => {
    const job = startJob({ title: t('table.exporting', { name: label }), total: source.total })
    try {
      const rows = await source.loadAll((done) => job.progress(done), job.signal)
      if (job.signal.aborted) return
      saveFile(`${label}.csv`, toCsv(columns, rows, format.locale))
      job.done()
    } catch (error) {
      job.fail(explain(error).message)
    }
  }
  return (
    <IconButton
      variant="default"
      size="lg"
      label={t('table.exportCsv')}
      icon={IconDownload}
      onClick={() => void run()}
      disabled={source.state !== 'ready'}
    />
  )
}

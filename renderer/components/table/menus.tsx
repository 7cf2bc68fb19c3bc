import { Button, Checkbox, CloseButton, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../actions/icon-button.tsx'
import type { Column } from './columns.ts'
import classes from './data-table.module.css'
import type { TableState } from './table-state.ts'

/** Which columns are shown. */
export function ColumnsMenu<Row>({
  table,
  columns,
  hidden,
}: {
  table: TableState
  columns: Column<Row>[]
  hidden: string[]
}) {
  const { t } = useTranslation('common')
  const toggle = (key: string): void =>
    table.setHidden(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key])
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={240}>
      <Popover.Target>
        <IconButton variant="default" size="lg" label={t('table.columns')} icon={IconColumns3} />
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('table.columns')}>
        <Stack gap={2} className={classes.choices}>
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              size="xs"
              label={column.title}
              className={classes.choice}
              disabled={column.fixed}
              checked={!hidden.includes(column.key)}
              onChange={() => toggle(column.key)}
            />
          ))}
        </Stack>
        <Button
          mt={8}
          fullWidth
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => table.setHidden(undefined)}
        >
          {t('table.resetColumns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Filters, order and columns kept under a name on this machine. */
export function ViewsMenu({ table, hidden }: { table: TableState; hidden: string[] }) {
  const { t } = useTranslation('common')
  const [name, setName] = useState('')
  const [opened, setOpened] = useState(false)
  const save = (): void => {
    table.saveView(name.trim(), hidden)
    setName('')
    setOpened(false)
  }
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={300} opened={opened} onChange={setOpened}>
      <Popover.Target>
        <IconButton
          variant="default"
          size="lg"
          label={t('table.views')}
          icon={IconBookmark}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('table.views')}>
        {table.views.length === 0 && (
          <Text size="sm" c="dimmed" px={8} py={4}>
            {t('table.noSavedViews')}
          </Text>
        )}
        <Stack gap={2} component="ul" className={classes.views}>
          {table.views.map((view) => (
            <li key={view.name} className={classes.view}>
              <button
                type="button"
                className={classes.viewButton}
                onClick={() => {
                  table.applyView(view)
                  setOpened(false)
                }}
              >
                {view.name}
              </button>
              <CloseButton
                size="sm"
                aria-label={t('table.deleteView', { name: view.name })}
                onClick={() => table.deleteView(view.name)}
              />
            </li>
          ))}
        </Stack>
        <form
          className={classes.saveView}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') save()
          }}
        >
          <TextInput
            size="xs"
            label={t('table.viewName')}
            description={t('table.saveViewHelp')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" mt={8} fullWidth disabled={name.trim() === ''}>
            {t('table.saveView')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button, Checkbox, CloseButton, Menu, Popover, Stack, TextInput } from '@mantine/core'
import { IconChevronDown, IconFilter, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import classes from './data-table.module.css'
import type { TableState } from './table-state.ts'

/** One filter of a list: values to choose from, several at once unless `single`. */
export interface Filter {
  key: string
  label: string
  options: { value: string; label: string }[]
  single?: boolean
}

/** The filter button and a chip for each filter that is set. */
export function Filters({ filters, table }: { filters: Filter[]; table: TableState }) {
  const { t } = useTranslation('common')
  const [opened, setOpened] = useState<string>()
  const set = filters.filter(
    (filter) => (table.filters[filter.key]?.length ?? 0) > 0 || filter.key === opened,
  )
  const unset = filters.filter((filter) => !set.includes(filter))
  return (
    <>
      {unset.length > 0 && (
        <Menu position="bottom-start" returnFocus>
          <Menu.Target>
            <Button variant="default" size="sm" leftSection={<IconFilter size={14} />}>
              {t('table.addFilter')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {unset.map((filter) => (
              <Menu.Item key={filter.key} onClick={() => setOpened(filter.key)}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {set.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          table={table}
          opened={opened === filter.key}
          onChange={(open) => setOpened(open ? filter.key : undefined)}
        />
      ))}
      {set.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={table.clearFilters}>
          {t('table.clearFilters')}
        </Button>
      )}
    </>
  )
}

interface FilterChipProps {
  filter: Filter
  table: TableState
  opened: boolean
  onChange: (opened: boolean) => void
}

function FilterChip({ filter, table, opened, onChange }: FilterChipProps) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const [wanted, setWanted] = useState('')
  const chosen = table.filters[filter.key] ?? []
  const names = filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const options = filter.options.filter((option) => option.label.toLowerCase().includes(wanted.toLowerCase()))
  const choose = (value: string): void => {
    const rest = chosen.filter((other) => other !== value)
    const next = rest.length < chosen.length ? rest : filter.single ? [value] : [...chosen, value]
    table.setFilter(filter.key, next)
    if (filter.single) onChange(false)
  }
  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={onChange} position="bottom-start" trapFocus returnFocus width={240}>
        <Popover.Target>
          <button
            type="button"
            className={classes.chipButton}
            aria-expanded={opened}
            onClick={() => onChange(!opened)}
          >
            <span className={classes.chipName}>{filter.label}</span>
            {names.length > 0 && (
              <span className={classes.chipValue}>
                {names.length > 2 ? format.number(names.length) : names.join(', ')}
              </span>
            )}
            <IconChevronDown size={12} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={8} aria-label={t('table.filterBy', { name: filter.label })}>
          {filter.options.length > 8 && (
            <TextInput
              size="xs"
              mb={8}
              aria-label={t('actions.search')}
              leftSection={<IconSearch size={14} />}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              data-autofocus
            />
          )}
          <Stack gap={2} className={classes.choices}>
            {options.map((option) => (
              <Checkbox
                key={option.value}
                size="xs"
                label={option.label}
                checked={chosen.includes(option.value)}
                onChange={() => choose(option.value)}
                className={classes.choice}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <CloseButton
        size="xs"
        aria-label={t('table.filterRemove', { name: filter.label })}
        onClick={() => {
          onChange(false)
          table.setFilter(filter.key, [])
        }}
      />
    </span>
  )
}

import { Button, Menu, Popover, Stack, TagsInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import { client } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { Can } from '../../../app/session.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { saveFile, toCsv } from '../../../components/table/csv.ts'
import type { Selection } from '../../../components/table/selection.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { PersonPicker } from '../person-picker.tsx'
import { stageLooks } from '../looks.ts'
import { useTagNames } from '../people.ts'

interface BulkActionsProps {
  selection: Selection<Client>
  columns: Column<Client>[]
}

/** The contract takes so many ids in one call. */
const AT_ONCE = 1_000

/** What can be done with the selected clients. */
export function BulkActions({ selection, columns }: BulkActionsProps) {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const change = useMutation({
    mutationFn: async (call: (ids: string[]) => Promise<{ changed: number }>) => {
      let changed = 0
      for (let at = 0; at < selection.ids.length; at += AT_ONCE)
        changed += (await call(selection.ids.slice(at, at + AT_ONCE))).changed
      return changed
    },
    onSuccess: (count) => {
      notifications.show({
        message: count === 0 ? t('bulk.nothingChanged') : t('bulk.changed', { count }),
      })
      selection.clear()
    },
  })
  const run = change.mutate
  return (
    <>
      <Can do="clients:assign">
        <AssignButton
          busy={change.isPending}
          onChoose={(assigneeId) => run((ids) => client.clients.assign({ selection: { ids }, assigneeId }))}
        />
      </Can>
      <Menu position="top-start" returnFocus>
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            disabled={change.isPending}
          >
            {t('bulk.stage')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {clientStages.map((stage) => (
            <Menu.Item
              key={stage}
              onClick={() => run((ids) => client.clients.setStage({ selection: { ids }, stage }))}
            >
              <StatusBadge of={stageLooks} value={stage} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <TagsButton
        busy={change.isPending}
        used={[...new Set(selection.rows.flatMap(({ tags }) => tags))]}
        onApply={(add, remove) => run((ids) => client.clients.tag({ selection: { ids }, add, remove }))}
      />
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile(`${t('title')}.csv`, toCsv(columns, selection.rows, format.locale))}
      >
        {t('bulk.export')}
      </Button>
    </>
  )
}

function AssignButton({ busy, onChoose }: { busy: boolean; onChoose: (id: string | null) => void }) {
  const { t } = useTranslation('clients')
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={busy}
          onClick={() => setOpened(!opened)}
        >
          {t('bulk.assign')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('bulk.assignTo')}>
        <PersonPicker
          value={undefined}
          onChoose={(id) => {
            setOpened(false)
            onChoose(id)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface TagsButtonProps {
  busy: boolean
  /** Tags that some of the selected have: those that can be removed. */
  used: string[]
  onApply: (add: string[], remove: string[]) => void
}

function TagsButton({ busy, used, onApply }: TagsButtonProps) {
  const { t } = useTranslation('clients')
  const known = useTagNames()
  const [opened, setOpened] = useState(false)
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={busy}
          onClick={() => setOpened(!opened)}
        >
          {t('bulk.tags')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('bulk.tags')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setOpened(false)
            onApply(add, remove)
          }}
        >
          <Stack gap={12}>
            <TagsInput
              label={t('bulk.tagsAdd')}
              placeholder={add.length === 0 ? t('bulk.tagsPlaceholder') : undefined}
              data={known}
              value={add}
              onChange={setAdd}
              maxTags={20}
              openOnFocus={false}
              comboboxProps={{ withinPortal: false }}
              data-autofocus
            />
            {used.length > 0 && (
              <TagsInput
                label={t('bulk.tagsRemove')}
                data={used}
                value={remove}
                onChange={(tags) => setRemove(tags.filter((tag) => used.includes(tag)))}
                openOnFocus={false}
                comboboxProps={{ withinPortal: false }}
              />
            )}
            <Button type="submit" size="xs" disabled={add.length + remove.length === 0}>
              {t('bulk.tagsApply')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

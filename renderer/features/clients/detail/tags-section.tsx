import { Autocomplete, Button, CloseButton, Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { Can, useCan } from '../../../app/session.tsx'
import { Section } from '../../../components/page/section.tsx'
import classes from '../clients.module.css'
import { useTagNames } from '../people.ts'
import { useChange } from './use-change.ts'

/** The tags of a client, added and removed where they stand. */
export function TagsSection({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const mayWrite = useCan('clients:write')
  const { change, busy } = useChange(client)
  return (
    <Section title={t('fields.tags')}>
      <div className={classes.tagEdit}>
        {client.tags.map((tag) => (
          <span key={tag} className={classes.tag}>
            <span>{tag}</span>
            {mayWrite && (
              <CloseButton
                size={22}
                iconSize={12}
                disabled={busy}
                aria-label={t('detail.removeTag', { tag })}
                onClick={() => void change({ tags: client.tags.filter((other) => other !== tag) })}
              />
            )}
          </span>
        ))}
        {client.tags.length === 0 && !mayWrite && <span className={classes.unset}>{t('detail.noTags')}</span>}
        <Can do="clients:write">
          {client.tags.length < 20 && (
            <AddTag
              tags={client.tags}
              onAdd={(tag) => void change({ tags: [...new Set([...client.tags, tag])] })}
            />
          )}
        </Can>
      </div>
    </Section>
  )
}

function AddTag({ tags, onAdd }: { tags: string[]; onAdd: (tag: string) => void }) {
  const { t } = useTranslation('clients')
  const known = useTagNames()
  const [opened, setOpened] = useState(false)
  const [written, setWritten] = useState('')
  const add = (tag: string): void => {
    if (tag.trim() === '') return
    onAdd(tag.trim())
    setWritten('')
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={240}>
      <Popover.Target>
        <Button
          size="compact-xs"
          h={24}
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t('detail.addTag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('detail.addTag')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            add(written)
          }}
        >
          <Autocomplete
            aria-label={t('detail.addTag')}
            placeholder={t('bulk.tagsPlaceholder')}
            data={known.filter((tag) => !tags.includes(tag))}
            value={written}
            maxLength={40}
            onChange={setWritten}
            onOptionSubmit={add}
            comboboxProps={{ withinPortal: false }}
            data-autofocus
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

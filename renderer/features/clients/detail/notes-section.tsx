import { Button, Group, Text, Textarea } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { Can } from '../../../app/session.tsx'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { useUnsavedGuard } from '../../../components/feedback/unsaved.ts'
import { Section } from '../../../components/page/section.tsx'
import classes from '../clients.module.css'
import { useChange } from './use-change.ts'

/** What the team should know of a client, written where it stands. */
export function NotesSection({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const [editing, setEditing] = useState(false)
  const edit = (
    <Can do="clients:write">
      {!editing && client.notes !== '' && (
        <IconButton label={t('detail.notesEdit')} icon={IconPencil} onClick={() => setEditing(true)} />
      )}
    </Can>
  )
  return (
    <Section title={t('fields.notes')} actions={edit}>
      {editing ? (
        <NotesForm client={client} onDone={() => setEditing(false)} />
      ) : client.notes === '' ? (
        <>
          <Text size="sm" c="dimmed">
            {t('detail.notesEmpty')}
          </Text>
          <Can do="clients:write">
            <Button
              mt={8}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('detail.notesAdd')}
            </Button>
          </Can>
        </>
      ) : (
        <div className={classes.notes}>{client.notes}</div>
      )}
    </Section>
  )
}

function NotesForm({ client, onDone }: { client: Client; onDone: () => void }) {
  const { t } = useTranslation(['clients', 'common'])
  const { change, busy } = useChange(client)
  const [notes, setNotes] = useState(client.notes)
  // The notes as they were when writing began: another person's later text shall not be taken for one's own.
  const [before] = useState(client.notes)
  useUnsavedGuard(notes !== before)
  const save = async (): Promise<void> => {
    if (notes === before || (await change({ notes }))) onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Textarea
        aria-label={t('fields.notes')}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={10_000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
          if (event.key === 'Escape' && notes === before) onDone()
        }}
        data-autofocus
        ref={(node) => node?.focus()}
      />
      {client.notes !== before && client.notes !== notes && (
        <Text size="sm" c="dimmed" mt={8} role="status">
          {t('conflict.theirs')}: {client.notes === '' ? t('conflict.empty') : client.notes}
        </Text>
      )}
      <Group mt={8} gap={8} justify="flex-end">
        <Button size="xs" variant="default" onClick={onDone} disabled={busy}>
          {t('common:actions.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          {t('common:actions.save')}
        </Button>
      </Group>
    </form>
  )
}

import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { explain, type Explained } from '../../../app/errors.ts'
import { FormError } from '../../../components/feedback/form-error.tsx'
import type { Draft } from './use-draft.ts'

interface PublishFormProps {
  stored: Template
  draft: Draft
  onClose: () => void
}

/** Saves what is there and makes it the next version. */
export function PublishForm({ stored, draft, onClose }: PublishFormProps) {
  const { t } = useTranslation(['templates', 'common'])
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<Explained>()
  const publish = useMutation(orpc.templates.publish.mutationOptions())
  const submit = async (): Promise<void> => {
    const saved = draft.dirty ? await draft.save() : stored
    if (!saved) {
      onClose()
      return
    }
    try {
      const published = await publish.mutateAsync({ id: saved.id, version: saved.version, note })
      draft.adopt(published)
      notifications.show({ message: t('actions.published', { version: published.publishedVersion ?? 1 }) })
      onClose()
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap={16}>
        <FormError
          problem={problem}
          labels={{
            'content.subject': t('part.subject'),
            'content.html': t('part.html'),
            'content.text': t('part.text'),
          }}
        />
        <Text>{t('publish.text')}</Text>
        <TextInput
          label={t('publish.note')}
          description={t('publish.noteHelp')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={draft.saving || publish.isPending}>
            {t('publish.confirm', { version: (stored.publishedVersion ?? 0) + 1 })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

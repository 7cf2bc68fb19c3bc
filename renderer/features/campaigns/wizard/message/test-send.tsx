import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconSend } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../../app/client.ts'
import { explain } from '../../../../app/errors.ts'
import { useSession } from '../../../../app/session.tsx'
import { FormError } from '../../../../components/feedback/form-error.tsx'
import type { OpenDraft } from '../draft.ts'

/** Sends the chosen template once, to oneself. */
export function TestSend({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconSend size={16} />} onClick={() => setOpened(true)}>
        {t('test.button')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('test.title')}>
        <TestForm draft={draft} onDone={() => setOpened(false)} />
      </Modal>
    </>
  )
}

function TestForm({ draft, onDone }: { draft: OpenDraft; onDone: () => void }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const { user } = useSession()
  const [to, setTo] = useState(user.email ?? '')
  const templateId = draft.settings.templateId ?? ''
  const template = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
  const send = useMutation({
    mutationFn: async () => {
      const { type, language, publishedVersion } = await client.templates.get({ id: templateId })
      const { content } = await client.templates.version({ id: templateId, number: publishedVersion ?? 1 })
      return client.templates.sendTest({
        type,
        language,
        content,
        templateId,
        to,
        ...(draft.settings.accountId === null ? {} : { accountId: draft.settings.accountId }),
      })
    },
    meta: { quiet: true },
    onSuccess: () => {
      notifications.show({ color: 'green', message: t('test.sent', { to }) })
      onDone()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Stack gap={12}>
        <FormError problem={send.error ? explain(send.error) : undefined} />
        <Text size="sm" c="dimmed">
          {t('test.asSample')}
        </Text>
        <TextInput
          label={t('test.to')}
          type="email"
          required
          data-autofocus
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {common('actions.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={!template.data || to.trim() === ''}>
            {t('test.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

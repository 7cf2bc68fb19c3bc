import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAccount } from '../../../shared/contract/mail.ts'
import { orpc } from '../../app/client.ts'
import { applyFormErrors, type Explained } from '../../app/errors.ts'
import { FormError } from '../../components/feedback/form-error.tsx'

interface SendTestDialogProps {
  account: MailAccount | undefined
  onClose: () => void
}

/** Sends a fixed message through an account. */
export function SendTestDialog({ account, onClose }: SendTestDialogProps) {
  const { t } = useTranslation('mail')
  return (
    <Modal
      opened={account !== undefined}
      onClose={onClose}
      title={t('sendTest.title', { name: account?.name ?? '' })}
    >
      {account && <TestForm account={account} onClose={onClose} />}
    </Modal>
  )
}

function TestForm({ account, onClose }: { account: MailAccount; onClose: () => void }) {
  const { t } = useTranslation(['mail', 'common'])
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm({ initialValues: { to: '' } })
  const send = useMutation(
    orpc.emails.sendTest.mutationOptions({
      onSuccess: ({ id }) => {
        notifications.show({
          title: t('sendTest.done'),
          // Notices stand outside the router: a link would have none.
          message: (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => void navigate({ to: '/emails', search: { id } })}
            >
              {t('sendTest.see')}
            </Anchor>
          ),
        })
        onClose()
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  return (
    <form onSubmit={form.onSubmit(({ to }) => send.mutate({ accountId: account.id, to }))} noValidate>
      <Stack gap={16}>
        <FormError problem={problem} labels={{ to: t('sendTest.to') }} />
        <Text>{t('sendTest.text')}</Text>
        <TextInput label={t('sendTest.to')} inputMode="email" data-autofocus {...form.getInputProps('to')} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('sendTest.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

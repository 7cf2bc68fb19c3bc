import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { IconHelpCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Email } from '../../../shared/contract/emails.ts'
import { orpc } from '../../app/client.ts'
import { applyFormErrors, type Explained } from '../../app/errors.ts'
import { FormError } from '../../components/feedback/form-error.tsx'

interface ResendDialogProps {
  email: Email
  opened: boolean
  onClose: () => void
  onDone: (id: string) => void
}

/** Asks where to, and for a message that may have arrived, whether a second copy is acceptable. */
export function ResendDialog({ email, opened, onClose, onDone }: ResendDialogProps) {
  const { t } = useTranslation(['emails', 'common'])
  const [problem, setProblem] = useState<Explained>()
  const addresses = (list: Email['to']): string => list.map(({ address }) => address).join(', ')
  const form = useForm({
    initialValues: {
      to: addresses(email.to),
      cc: addresses(email.cc),
      bcc: addresses(email.bcc),
      acceptDuplicate: false,
    },
  })
  const resend = useMutation(
    orpc.emails.resend.mutationOptions({
      onSuccess: ({ id }) => {
        notifications.show({ message: t('resend.done') })
        onClose()
        onDone(id)
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  const unsure = email.status === 'ambiguous'
  const submit = form.onSubmit(({ to, cc, bcc, acceptDuplicate }) =>
    resend.mutate({
      id: email.id,
      ...(to.trim() === addresses(email.to) ? {} : { to: to.trim() }),
      cc: listOf(cc),
      bcc: listOf(bcc),
      acceptDuplicate,
    }),
  )
  return (
    <Modal opened={opened} onClose={onClose} title={t('resend.title')}>
      <form onSubmit={submit}>
        <Stack gap={16}>
          <FormError
            problem={problem}
            labels={{ to: t('fields.to'), cc: t('fields.cc'), bcc: t('fields.bcc') }}
          />
          <Text>{t('resend.text')}</Text>
          <TextInput label={t('fields.to')} data-autofocus {...form.getInputProps('to')} />
          <TextInput
            label={t('fields.cc')}
            description={t('resend.addressHelp')}
            {...form.getInputProps('cc')}
          />
          <TextInput label={t('fields.bcc')} {...form.getInputProps('bcc')} />
          {unsure && (
            <Alert color="yellow" icon={<IconHelpCircle size={18} />}>
              <Text mb={8}>{t('resend.ambiguous')}</Text>
              <Checkbox
                label={t('resend.acceptDuplicate')}
                {...form.getInputProps('acceptDuplicate', { type: 'checkbox' })}
              />
            </Alert>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button
              type="submit"
              loading={resend.isPending}
              disabled={unsure && !form.values.acceptDuplicate}
            >
              {t('resend.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function listOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

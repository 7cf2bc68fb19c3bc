import { Button, Group, Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { applyFormErrors, type Explained } from '../../app/errors.ts'
import { currentLanguage } from '../../app/i18n.ts'
import { FormError } from '../../components/feedback/form-error.tsx'
import { type Identity, IdentityFields } from './identity-fields.tsx'

/** Asks for a name, a type and a language, and opens the editor. */
export function NewTemplateDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('templates')
  return (
    <Modal opened={opened} onClose={onClose} title={t('new.title')}>
      {opened && <NewTemplateForm onClose={onClose} />}
    </Modal>
  )
}

function NewTemplateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['templates', 'common'])
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<Identity>({
    initialValues: { name: '', type: 'payment_reminder_first', language: currentLanguage() },
  })
  const create = useMutation(
    orpc.templates.create.mutationOptions({
      onSuccess: ({ id }) => void navigate({ to: '/templates/$templateId', params: { templateId: id } }),
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap={16}>
        <FormError problem={problem} labels={{ name: t('fields.name') }} />
        <IdentityFields form={form} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('new.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

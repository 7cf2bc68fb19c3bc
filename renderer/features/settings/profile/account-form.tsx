import { SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import type { Explained } from '../../../app/errors.ts'
import { applyFormErrors } from '../../../app/errors.ts'
import { translate } from '../../../app/i18n.ts'
import { useSession } from '../../../app/session.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../../components/feedback/unsaved.ts'
import { Section } from '../../../components/page/section.tsx'
import { KeyValues } from '../../../components/values/key-values.tsx'
import { SaveRow } from '../save-row.tsx'

/** Name and address of one's own account. */
export function AccountForm() {
  const { t } = useTranslation('settings')
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm({ initialValues: { name: user.name, email: user.email ?? '' } })
  const save = useMutation(
    orpc.session.preferences.mutationOptions({
      onSuccess: (state) => {
        queryClient.setQueryData(orpc.session.state.queryKey(), state)
        form.resetDirty()
        notifications.show({ message: t('saved') })
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  const dirty = form.isDirty()
  useUnsavedGuard(dirty)
  return (
    <Section title={t('profile.who')}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, email }) => {
          setProblem(undefined)
          save.mutate({ name, email: email.trim() || null })
        })}
      >
        <Stack gap={16}>
          <FormError problem={problem} labels={{ name: t('profile.name'), email: t('profile.email') }} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
            <TextInput
              label={t('profile.name')}
              description={t('profile.nameHelp')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={120}
              autoComplete="name"
              {...form.getInputProps('name')}
            />
            <TextInput
              type="email"
              label={t('profile.email')}
              description={t('profile.emailHelp')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={254}
              autoComplete="email"
              {...form.getInputProps('email')}
            />
          </SimpleGrid>
          <KeyValues
            items={[
              [t('profile.signInName'), user.signInName],
              [t('profile.role'), translate(`shell:user.role.${user.role}`)],
            ]}
          />
          <SaveRow
            dirty={dirty}
            saving={save.isPending}
            onReset={() => {
              form.reset()
              setProblem(undefined)
            }}
          />
        </Stack>
      </form>
    </Section>
  )
}

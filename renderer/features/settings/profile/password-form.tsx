import { Button, PasswordInput, Stack } from '@mantine/core'
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
import { Section } from '../../../components/page/section.tsx'
import { NewPassword } from '../../session/new-password.tsx'

/** Changing one's own password, or setting the first one. */
export function PasswordForm() {
  const { t } = useTranslation('settings')
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } })
  const change = useMutation(
    orpc.session.changePassword.mutationOptions({
      onSuccess: () => {
        form.reset()
        notifications.show({ message: t('profile.passwordChanged') })
        void queryClient.invalidateQueries({ queryKey: orpc.session.key() })
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  return (
    <Section
      title={t('profile.password')}
      text={user.hasPassword ? t('profile.passwordText') : t('profile.passwordNoneText')}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ currentPassword, newPassword }) => {
          setProblem(undefined)
          change.mutate({ currentPassword: user.hasPassword ? currentPassword : null, newPassword })
        })}
      >
        <Stack gap={16} maw={400}>
          <FormError
            problem={problem}
            labels={{ currentPassword: t('profile.current'), newPassword: t('profile.next') }}
          />
          {user.hasPassword && (
            <PasswordInput
              label={t('profile.current')}
              autoComplete="current-password"
              maxLength={200}
              visibilityToggleButtonProps={{ 'aria-label': translate('session:showPassword') }}
              {...form.getInputProps('currentPassword')}
            />
          )}
          <NewPassword
            label={t('profile.next')}
            value={form.values.newPassword}
            onChange={(next) => form.setFieldValue('newPassword', next)}
            error={form.errors['newPassword']}
          />
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={form.values.newPassword === ''}
            style={{ alignSelf: 'flex-start' }}
          >
            {user.hasPassword ? t('profile.changePassword') : t('profile.setPassword')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}

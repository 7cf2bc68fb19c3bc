import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../../shared/contract/users.ts'
import type { Role } from '../../../shared/domain/permissions.ts'
import { roles } from '../../../shared/domain/permissions.ts'
import { languages } from '../../../shared/i18n/index.ts'
import { client } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { translate } from '../../app/i18n.ts'
import { languageNames } from '../../app/preferences.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { NewPassword } from '../session/new-password.tsx'
import { proposeSignInName } from '../workspaces/proposals.ts'

interface Values {
  name: string
  signInName: string
  email: string
  role: Role
  language: '' | 'es' | 'en'
  password: string
}

/** The fields of an account; with a first password for a new one. */
export function UserForm({ user, onDone }: { user?: User; onDone: () => void }) {
  const { t } = useTranslation('users')
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<Values>({ initialValues: valuesOf(user) })
  const save = useMutation({
    mutationFn: ({ password, email, language, ...fields }: Values) => {
      const person = { ...fields, email: email.trim() || null, language: language || null }
      return user
        ? client.users.update({ id: user.id, version: user.version, ...person })
        : client.users.create({ ...person, password })
    },
    meta: { quiet: true },
    onSuccess: ({ name }) => {
      notifications.show({ message: user ? t('form.saved') : t('form.created', { name }) })
      onDone()
    },
    onError: (error) => setProblem(applyFormErrors(form, error)),
  })
  useUnsavedGuard(form.isDirty() && !save.isSuccess)
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        setProblem(undefined)
        save.mutate(values)
      })}
    >
      <Stack gap={16}>
        <FormError
          problem={problem}
          labels={{
            name: t('form.name'),
            signInName: t('form.signInName'),
            email: t('form.email'),
            password: t('form.password'),
          }}
        />
        <Fields form={form} isNew={!user} />
        {!user && (
          <NewPassword
            label={t('form.password')}
            value={form.values.password}
            onChange={(password) => form.setFieldValue('password', password)}
            error={form.errors['password']}
            generates
          />
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={user && !form.isDirty()}>
            {user ? translate('common:actions.save') : t('form.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function valuesOf(user: User | undefined): Values {
  return {
    name: user?.name ?? '',
    signInName: user?.signInName ?? '',
    email: user?.email ?? '',
    role: user?.role ?? 'staff',
    language: user?.language ?? '',
    password: '',
  }
}

function Fields({ form, isNew }: { form: ReturnType<typeof useForm<Values>>; isNew: boolean }) {
  const { t } = useTranslation('users')
  const [own, setOwn] = useState(!isNew)
  return (
    <>
      <TextInput
        label={t('form.name')}
        maxLength={120}
        data-autofocus={isNew || undefined}
        autoComplete="off"
        {...form.getInputProps('name')}
        onChange={(event) => {
          const name = event.currentTarget.value
          form.setFieldValue('name', name)
          if (!own) form.setFieldValue('signInName', proposeSignInName(name))
        }}
      />
      <TextInput
        label={t('form.signInName')}
        description={t('form.signInNameHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={80}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('signInName')}
        onChange={(event) => {
          setOwn(event.currentTarget.value !== '')
          form.setFieldValue('signInName', event.currentTarget.value)
        }}
      />
      <TextInput
        type="email"
        label={t('form.email')}
        description={t('form.emailHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={254}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <Radio.Group label={t('form.role')} {...form.getInputProps('role')}>
        <Stack gap={8} mt={4}>
          {roles.map((role) => (
            <Radio
              key={role}
              value={role}
              label={translate(`shell:user.role.${role}`)}
              description={t(`roleHelp.${role}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('form.language')}
        allowDeselect={false}
        data={[
          { value: '', label: t('form.languageSystem') },
          ...languages.map((value) => ({ value, label: languageNames[value] })),
        ]}
        {...form.getInputProps('language')}
      />
    </>
  )
}

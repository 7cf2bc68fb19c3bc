import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../../shared/contract/users.ts'
import { orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { explain, explainIssue } from '../../app/errors.ts'
import { translate } from '../../app/i18n.ts'
import { NewPassword } from '../session/new-password.tsx'

/** Setting another person's password: for who forgot theirs, or is locked out. */
export function ResetPassword({ user: { id, name }, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation('users')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Explained>()
  const reset = useMutation(
    orpc.users.resetPassword.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('reset.done', { name }) })
        onDone()
      },
      onError: (error) => setProblem(explain(error)),
    }),
  )
  const [fault] = problem?.issues ?? []
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        reset.mutate({ id, password })
      }}
    >
      <Stack gap={16}>
        <Text fw={600}>{t('reset.title', { name })}</Text>
        <Text c="dimmed">{t('reset.text')}</Text>
        <NewPassword
          label={t('reset.password')}
          value={password}
          onChange={setPassword}
          error={fault ? explainIssue(fault) : problem?.message}
          generates
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={reset.isPending} disabled={password === ''}>
            {t('reset.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

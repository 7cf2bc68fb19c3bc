import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../../shared/contract/users.ts'
import { orpc } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { ResetPassword } from './reset-password.tsx'
import { UserForm } from './user-form.tsx'

/** Adding a person (`new`), or changing one. */
export function UserPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('users')
  const existing = id !== undefined && id !== 'new' ? id : undefined
  const user = useQuery({
    ...orpc.users.get.queryOptions({ input: { id: existing ?? '' } }),
    enabled: existing !== undefined,
  })
  const title = id === 'new' ? t('form.addTitle') : user.data && t('form.editTitle', { name: user.data.name })
  return (
    <SidePanel opened={id !== undefined} onClose={onClose} title={title}>
      {id === 'new' && <UserForm onDone={onClose} />}
      {existing !== undefined &&
        (user.isPending ? (
          <Skeleton height={320} />
        ) : user.data ? (
          <Existing key={existing} user={user.data} onClose={onClose} />
        ) : (
          <ErrorState compact error={user.error} onRetry={() => void user.refetch()} />
        ))}
    </SidePanel>
  )
}

function Existing({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('users')
  const { user: self } = useSession()
  const [resetting, setResetting] = useState(false)
  if (resetting) return <ResetPassword user={user} onDone={() => setResetting(false)} />
  return (
    <Stack gap={24}>
      <UserForm user={user} onDone={onClose} />
      {user.id !== self.id && (
        <Group gap={8}>
          <Button variant="default" onClick={() => setResetting(true)}>
            {t('reset.action')}
          </Button>
          {user.active ? <Deactivate user={user} onDone={onClose} /> : <Activate user={user} />}
        </Group>
      )}
    </Stack>
  )
}

function Deactivate({ user: { id, name }, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation('users')
  const deactivate = useMutation(orpc.users.deactivate.mutationOptions({ meta: { quiet: true } }))
  return (
    <ConfirmButton
      title={t('deactivate.title', { name })}
      text={t('deactivate.text')}
      confirm={t('deactivate.confirm')}
      danger
      run={async () => {
        await deactivate.mutateAsync({ id })
        notifications.show({ message: t('deactivate.done', { name }) })
        onDone()
      }}
      color="red"
      variant="light"
    >
      {t('deactivate.action')}
    </ConfirmButton>
  )
}

function Activate({ user: { id, name } }: { user: User }) {
  const { t } = useTranslation('users')
  const activate = useMutation(
    orpc.users.activate.mutationOptions({
      onSuccess: () => notifications.show({ message: t('activate.done', { name }) }),
    }),
  )
  return (
    <Button loading={activate.isPending} onClick={() => activate.mutate({ id })}>
      {t('activate.action')}
    </Button>
  )
}

import { Button, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '../../../shared/contract/session.ts'
import { orpc } from '../../app/client.ts'
import type { Session } from '../../app/session.tsx'
import { useEnter } from '../../app/session.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface SessionEndedProps {
  /** Who was here; the page behind stays as it is until somebody signs in. */
  session: Session
  /** Without a password, where this machine's account is enough. */
  canUnlock: boolean
}

/** Over a page whose session ended: signing in again goes on where one was, with everything typed. */
export function SessionEnded({ session, canUnlock }: SessionEndedProps) {
  const { t } = useTranslation('session')
  const queryClient = useQueryClient()
  const enter = useEnter()
  const goOn = (state: SessionState): void => {
    if (state.user?.id !== session.user.id) {
      void enter(state)
      return
    }
    queryClient.setQueryData(orpc.session.state.queryKey(), state)
    void queryClient.invalidateQueries()
  }
  const unlock = useMutation(orpc.session.unlock.mutationOptions({ onSuccess: goOn }))
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('ended.title')}
      size={420}
      centered
    >
      <Stack gap={16}>
        <Text c="dimmed">{t('ended.text', { name: session.user.name })}</Text>
        {canUnlock ? (
          <Button size="md" fullWidth loading={unlock.isPending} onClick={() => unlock.mutate({})}>
            {t('goOn')}
          </Button>
        ) : (
          <SignInForm name={session.user.signInName} onDone={goOn} />
        )}
        <Button variant="subtle" color="gray" onClick={() => void enter()}>
          {t('ended.other')}
        </Button>
      </Stack>
    </Modal>
  )
}

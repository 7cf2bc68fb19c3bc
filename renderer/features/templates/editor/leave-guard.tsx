import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface LeaveGuardProps {
  dirty: boolean
  /** Resolves to whether it was saved. */
  onSave: () => Promise<boolean>
  saving: boolean
}

/** Asks before a page with unsaved text is left, whichever way. */
export function LeaveGuard({ dirty, onSave, saving }: LeaveGuardProps) {
  const { t } = useTranslation('templates')
  const blocker = useBlocker({
    // Within the same page (its search) nothing is lost.
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  const stay = (): void => blocker.reset?.()
  const save = async (): Promise<void> => {
    if (await onSave()) blocker.proceed?.()
    else stay()
  }
  return (
    <Modal opened={blocker.status === 'blocked'} onClose={stay} title={t('leave.title')}>
      <Stack gap={16}>
        <Text>{t('leave.text')}</Text>
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" color="red" onClick={() => blocker.proceed?.()}>
            {t('leave.discard')}
          </Button>
          <Button variant="default" onClick={stay}>
            {t('leave.stay')}
          </Button>
          <Button onClick={() => void save()} loading={saving} data-autofocus>
            {t('leave.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

import { Button, Group } from '@mantine/core'
import { notifications as notices } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'

/** What can be done with notifications; the lists follow by live changes, and deleting can be undone. */
export function useNotificationActions() {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const read = useMutation(orpc.notifications.read.mutationOptions())
  const unread = useMutation(orpc.notifications.unread.mutationOptions())
  const readAll = useMutation(orpc.notifications.readAll.mutationOptions())
  const snooze = useMutation(orpc.notifications.snooze.mutationOptions())
  const remove = useMutation(orpc.notifications.remove.mutationOptions())
  const restore = useMutation(orpc.notifications.restore.mutationOptions())

  const undo = (id: string, ids: string[]): void => {
    notices.hide(id)
    restore.mutate({ ids })
  }
  return {
    busy: readAll.isPending,
    read: (ids: string[]) => read.mutate({ ids }),
    unread: (ids: string[]) => unread.mutate({ ids }),
    readAll: (until: number, category: Parameters<typeof readAll.mutate>[0]['category']) =>
      readAll.mutate({ until, category }),
    snooze: (ids: string[], until: number | null) =>
      snooze.mutate(
        { ids, until },
        {
          onSuccess: () => {
            if (until !== null) notices.show({ message: t('done.snoozed', { when: format.dateTime(until) }) })
          },
        },
      ),
    remove: (ids: string[]) =>
      remove.mutate(
        { ids },
        {
          onSuccess: ({ changed }) => {
            const id = crypto.randomUUID()
            notices.show({
              id,
              autoClose: 10_000,
              message: (
                <Group justify="space-between" wrap="nowrap" gap={12}>
                  {t('done.deleted', { count: changed })}
                  <Button variant="light" size="compact-sm" onClick={() => undo(id, ids)}>
                    {translate('common:actions.undo')}
                  </Button>
                </Group>
              ),
            })
          },
        },
      ),
  }
}
export type NotificationActions = ReturnType<typeof useNotificationActions>

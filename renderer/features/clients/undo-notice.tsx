import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { translate } from '../../app/i18n.ts'

/** Says that something was done and offers to undo it, for ten seconds. */
export function showUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    message: (
      <Group justify="space-between" gap={8} wrap="nowrap">
        {message}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {translate('common:actions.undo')}
        </Button>
      </Group>
    ),
  })
}

import { Button, Group, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCopy, IconDots, IconStar, IconStarOff, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TemplateRow } from '../../../shared/contract/templates.ts'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { IconButton } from '../../components/actions/icon-button.tsx'

interface TemplateMenuProps {
  template: TemplateRow
  /** Where to go after it is deleted; stays otherwise. */
  onDeleted?: () => void
}

/** What can be done with a template besides writing it. Deleting can be undone, so nothing is asked. */
export function TemplateMenu({ template, onDeleted }: TemplateMenuProps) {
  const { t } = useTranslation(['templates', 'common'])
  const navigate = useNavigate()
  const { id, name, isDefault, publishedVersion } = template
  const onError = (error: Error): unknown =>
    notifications.show({ color: 'red', message: explain(error).message })
  const duplicate = useMutation(
    orpc.templates.duplicate.mutationOptions({
      onError,
      onSuccess: (copy) => {
        notifications.show({ message: t('actions.duplicated', { name: copy.name }) })
        void navigate({ to: '/templates/$templateId', params: { templateId: copy.id } })
      },
    }),
  )
  const setDefault = useMutation(
    orpc.templates.setDefault.mutationOptions({
      onError,
      onSuccess: (changed) => {
        if (changed.isDefault)
          notifications.show({ message: t('actions.madeDefault', { name: changed.name }) })
      },
    }),
  )
  const restore = useMutation(orpc.templates.restore.mutationOptions({ onError }))
  const remove = useMutation(
    orpc.templates.delete.mutationOptions({
      onError,
      onSuccess: () => {
        onDeleted?.()
        const notice = notifications.show({
          autoClose: 10_000,
          message: (
            <Group justify="space-between" gap={8} wrap="nowrap">
              {t('actions.deleted', { name })}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  restore.mutate({ id })
                  notifications.hide(notice)
                }}
              >
                {t('common:actions.undo')}
              </Button>
            </Group>
          ),
        })
      },
    }),
  )
  return (
    // A row opens on click and on Enter: the menu keeps its own to itself.
    <span
      role="presentation"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <IconButton label={t('more', { name })} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => duplicate.mutate({ id })}>
            {t('common:actions.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={isDefault ? <IconStarOff size={16} /> : <IconStar size={16} />}
            disabled={publishedVersion === null}
            onClick={() => setDefault.mutate({ id, isDefault: !isDefault })}
          >
            {t(isDefault ? 'actions.unsetDefault' : 'actions.setDefault')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => remove.mutate({ id })}>
            {t('common:actions.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}

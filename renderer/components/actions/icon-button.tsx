import type { ActionIconProps } from '@mantine/core'
import { ActionIcon, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ComponentProps } from 'react'

interface IconButtonProps
  extends ActionIconProps, Omit<ComponentProps<'button'>, keyof ActionIconProps | 'children'> {
  /** What it does: its name and its tooltip. */
  label: string
  icon: Icon
  iconSize?: number
}

/**
 * A button that is only an icon, with its name in a tooltip. May be the target of a Popover or Menu.
 *
 * @example <IconButton label={t('actions.edit')} icon={IconPencil} onClick={edit} />
 * @example <Menu.Target><IconButton label={t('actions.more')} icon={IconDots} variant="default" /></Menu.Target>
 */
export function IconButton({ label, icon: Picture, iconSize = 16, ...props }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon color="gray" aria-label={label} {...props}>
        <Picture size={iconSize} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconArrowsExchange, IconLogout, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pathTo } from './paths.ts'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'
import { useSession } from './session.tsx'
import { useSignOut } from './sign-out.ts'
import classes from './user-menu.module.css'

/** Who is signed in and where; language, appearance, switching and leaving. */
export function UserMenu({ compact }: { compact: boolean }) {
  const { t } = useTranslation('shell')
  const { user, workspace, permissions } = useSession()
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Menu position="top-start" width={260} offset={8}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          data-compact={compact || undefined}
          aria-label={t('user.menu', { name: user.name })}
        >
          <Avatar size={28} radius="sm" name={user.name} color="accent" />
          <span className={classes.words}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.where}>{workspace.name}</span>
          </span>
          <IconSelector size={16} className={classes.arrows} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={500}>{user.name}</Text>
          <Text size="sm" c="dimmed">
            {t(`user.role.${user.role}`)} · {workspace.name}
          </Text>
        </div>
        <Menu.Divider />
        <div className={classes.choices}>
          <Text size="xs" c="dimmed">
            {t('user.theme')}
          </Text>
          <ThemeSwitch fullWidth />
          <Text size="xs" c="dimmed" mt={8}>
            {t('user.language')}
          </Text>
          <LanguageSwitch fullWidth />
        </div>
        <Menu.Divider />
        {permissions.includes('workspaces:manage') && (
          <Menu.Item
            leftSection={<IconArrowsExchange size={16} />}
            onClick={() => void navigate({ to: pathTo('/start') })}
          >
            {t('user.switchWorkspace')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

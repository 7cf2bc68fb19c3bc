import { Avatar, Popover, Text, UnstyledButton } from '@mantine/core'
import { IconArrowsExchange, IconLogout, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
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
  const [opened, setOpened] = useState(false)
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Popover
      position="top-start"
      width={260}
      offset={8}
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          data-compact={compact || undefined}
          onClick={() => setOpened(!opened)}
        >
          <Avatar aria-hidden size={28} radius="sm" name={user.name} color="accent" />
          <span className={classes.words}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.where}>{workspace.name}</span>
          </span>
          <IconSelector size={16} className={classes.arrows} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={user.name}>
        <div className={classes.who}>
          <Text fw={500}>{user.name}</Text>
          <Text size="sm" c="dimmed">
            {t(`user.role.${user.role}`)} · {workspace.name}
          </Text>
        </div>
        <div className={classes.choices}>
          <span className={classes.choice}>{t('user.theme')}</span>
          <ThemeSwitch fullWidth />
          <span className={classes.choice}>{t('user.language')}</span>
          <LanguageSwitch fullWidth />
        </div>
        <div className={classes.actions}>
          {permissions.includes('workspaces:manage') && (
            <UnstyledButton
              className={classes.action}
              onClick={() => {
                setOpened(false)
                void navigate({ to: pathTo('/start') })
              }}
            >
              <IconArrowsExchange size={16} aria-hidden />
              {t('user.switchWorkspace')}
            </UnstyledButton>
          )}
          <UnstyledButton className={classes.action} onClick={() => void signOut()}>
            <IconLogout size={16} aria-hidden />
            {t('user.signOut')}
          </UnstyledButton>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

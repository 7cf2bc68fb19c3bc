import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/session.tsx'
import { SettingsPage } from '../settings-page.tsx'
import { AccountForm } from './account-form.tsx'
import { LookChoices } from './look-choices.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'

/** One's own account: name, look, password, open sessions. */
export function ProfilePage() {
  const { t } = useTranslation('settings')
  const { user } = useSession()
  return (
    <SettingsPage section="profile" title={t('profile.title')} subtitle={t('profile.subtitle')}>
      <Stack gap={16}>
        <AccountForm key={user.id} />
        <LookChoices />
        <PasswordForm />
        <Sessions />
      </Stack>
    </SettingsPage>
  )
}

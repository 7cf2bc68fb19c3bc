import { Button, Text } from '@mantine/core'
import { IconBellPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDesktop } from '../../app/client.ts'
import { Section } from '../../components/page/section.tsx'

/** Lets the browser show desktop notifications; the desktop app needs no permission. */
export function BrowserSection() {
  const { t } = useTranslation('notifications')
  const supported = 'Notification' in window
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied')
  if (isDesktop) return null
  const ask = async (): Promise<void> => setPermission(await Notification.requestPermission())
  return (
    <Section title={t('preferences.browser')} text={t('preferences.browserText')}>
      {!supported && <Text size="sm">{t('preferences.browserNone')}</Text>}
      {supported && permission === 'default' && (
        <Button variant="default" leftSection={<IconBellPlus size={16} />} onClick={() => void ask()}>
          {t('preferences.browserAllow')}
        </Button>
      )}
      {supported && permission !== 'default' && (
        <Text size="sm">
          {permission === 'granted' ? t('preferences.browserGranted') : t('preferences.browserDenied')}
        </Text>
      )}
    </Section>
  )
}

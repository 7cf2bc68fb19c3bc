import { useTranslation } from 'react-i18next'
import { LanguageSwitch, ThemeSwitch } from '../../../app/preferences.tsx'
import { Section } from '../../../components/page/section.tsx'
import { KeyValues } from '../../../components/values/key-values.tsx'

/** Language and appearance, changed at once and kept with the account. */
export function LookChoices() {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('profile.look')} text={t('profile.lookHelp')}>
      <KeyValues
        items={[
          [t('profile.language'), <LanguageSwitch key="language" />],
          [t('profile.theme'), <ThemeSwitch key="theme" />],
        ]}
      />
    </Section>
  )
}

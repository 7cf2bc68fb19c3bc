import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/i18n/index.ts'
import { languages, nearestLanguage } from '../../shared/i18n/index.ts'
import { orpc } from './client.ts'
import { setLanguage } from './i18n.ts'
import { useOptionalSession } from './session.tsx'

/** Each language under its own name, so that it is found by who reads it. */
export const languageNames: Record<Language, string> = { es: 'Español', en: 'English' }

/** Switches the interface's language at once, and for the person wherever they sign in. */
export function LanguageSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t, i18n } = useTranslation('shell')
  const keep = useKeepPreference()
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label={t('user.language')}
      value={nearestLanguage(i18n.language)}
      onChange={(value) => {
        const language = nearestLanguage(value)
        setLanguage(language)
        keep({ language })
      }}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
    />
  )
}

/** Light, dark or the system's; kept with the person. */
export function ThemeSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation('shell')
  const keep = useKeepPreference()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label={t('user.theme')}
      value={colorScheme}
      onChange={(value) => {
        const theme = value === 'light' || value === 'dark' ? value : 'auto'
        setColorScheme(theme)
        keep({ theme })
      }}
      data={[
        { value: 'auto', label: t('user.themeAuto') },
        { value: 'light', label: t('user.themeLight') },
        { value: 'dark', label: t('user.themeDark') },
      ]}
    />
  )
}

/** Keeps a choice with the person, where somebody has signed in. */
function useKeepPreference(): (choice: { language?: Language; theme?: 'auto' | 'light' | 'dark' }) => void {
  const session = useOptionalSession()
  const queryClient = useQueryClient()
  const { mutate } = useMutation(
    orpc.session.preferences.mutationOptions({
      onSuccess: (state) => queryClient.setQueryData(orpc.session.state.queryKey(), state),
    }),
  )
  return (choice) => {
    if (session) mutate(choice)
  }
}

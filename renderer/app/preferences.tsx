import { SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/i18n/index.ts'
import { languages, nearestLanguage } from '../../shared/i18n/index.ts'
import { IconButton } from '../components/actions/icon-button.tsx'
import { orpc } from './client.ts'
import { setLanguage, useLanguage } from './i18n.ts'
import { useOptionalSession } from './session.tsx'

/** Each language under its own name, so that it is found by who reads it. */
export const languageNames: Record<Language, string> = { es: 'Español', en: 'English' }

export type Theme = 'auto' | 'light' | 'dark'

/** Switches the interface's language at once, and for the person wherever they sign in. */
export function LanguageSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation('shell')
  const { language, chooseLanguage } = usePreferences()
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label={t('user.language')}
      value={language}
      onChange={(value) => chooseLanguage(nearestLanguage(value))}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
    />
  )
}

/** Light, dark or the system's; kept with the person. */
export function ThemeSwitch({ fullWidth = false }: { fullWidth?: boolean }) {
  const { t } = useTranslation('shell')
  const { theme, chooseTheme } = usePreferences()
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label={t('user.theme')}
      value={theme}
      onChange={(value) => chooseTheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={[
        { value: 'auto', label: t('user.themeAuto') },
        { value: 'light', label: t('user.themeLight') },
        { value: 'dark', label: t('user.themeDark') },
      ]}
    />
  )
}

/** Light or dark in one button, where there is little room and nobody has signed in. */
export function ThemeButton() {
  const { t } = useTranslation('shell')
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <IconButton
      size="lg"
      iconSize={18}
      label={dark ? t('user.useLight') : t('user.useDark')}
      icon={dark ? IconSun : IconMoon}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    />
  )
}

/** Language and appearance: chosen at once, and kept with the person where somebody has signed in. */
export function usePreferences() {
  const session = useOptionalSession()
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queryClient = useQueryClient()
  const { mutate } = useMutation(
    orpc.session.preferences.mutationOptions({
      onSuccess: (state) => queryClient.setQueryData(orpc.session.state.queryKey(), state),
    }),
  )
  return {
    language,
    theme: colorScheme,
    chooseLanguage: (next: Language) => {
      setLanguage(next)
      if (session) mutate({ language: next })
    },
    chooseTheme: (next: Theme) => {
      setColorScheme(next)
      if (session) mutate({ theme: next })
    },
  }
}

import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { initReactI18next } from 'react-i18next'
import type { Language, TextKey, Texts } from '../../shared/i18n/index.ts'
import { nearestLanguage, texts } from '../../shared/i18n/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Texts
  }
}

const remembered = 'despacho.language'

/** The language chosen in this browser or app before anybody has signed in; else the system's. */
export function startLanguage(): Language {
  return nearestLanguage(localStorage.getItem(remembered) ?? navigator.language)
}

/** Prepares i18next with both languages; synchronous, as all texts are in the bundle. */
export function startI18n(language: Language = startLanguage()): void {
  document.documentElement.lang = language
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'es',
    supportedLngs: ['es', 'en'],
    defaultNS: 'common',
    resources: texts,
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

/** Switches the interface at once and remembers the choice on this machine. */
export function setLanguage(language: Language): void {
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** The language of the interface, for components that need no more than to follow it: far cheaper than `useTranslation`. */
export function useLanguage(): Language {
  return useSyncExternalStore(followLanguage, currentLanguage)
}

function followLanguage(changed: () => void): () => void {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

/** The language the interface is in now. */
export function currentLanguage(): Language {
  return nearestLanguage(i18next.language)
}

/**
 * The sentence of a key that comes from a table of data, with its namespace.
 * Inside components prefer `useTranslation('clients')` from react-i18next, whose keys are typed too.
 *
 * @example translate('common:actions.save')
 */
export function translate(key: TextKey, params: Record<string, string | number> = {}): string {
  const values: Record<string, unknown> = params
  return i18next.t(key, values)
}

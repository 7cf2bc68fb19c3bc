import { createInstance } from 'i18next'
import { type Language, languages, type TextKey, texts } from './index.ts'

const speaker = createInstance()

/**
 * A text in a given language, with its values and plural: for what is written outside a page (e-mails,
 * native notifications, menus). Pages use their own i18next, which follows the person's choice.
 *
 * @example sentence('es', 'notifications:messages.campaign_paused.title', { name: 'Marzo' })
 */
export function sentence(
  language: Language,
  key: TextKey,
  values: Record<string, string | number> = {},
): string {
  if (!speaker.isInitialized) {
    void speaker.init({
      lng: 'es',
      fallbackLng: 'es',
      supportedLngs: [...languages],
      defaultNS: 'common',
      resources: texts,
      initAsync: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  }
  const options: Record<string, unknown> = { ...values, lng: language }
  return speaker.t(key, options)
}

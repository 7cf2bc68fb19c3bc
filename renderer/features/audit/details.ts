import i18next from 'i18next'
import type { Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

type Detail = keyof Texts['audit']['detail']

/** The facts of an entry in one line: `campos: name, email · antes: staff`. Fingerprints are left to the panel. */
export function detailWords(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '' && !isHash(value))
    .map(([key, value]) => `${detailName(key)}: ${wordOf(value)}`)
    .join(' · ')
}

function detailName(key: string): string {
  return isDetail(key) ? i18next.t(`audit:detail.${key}`) : key
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (value === true) return i18next.t('common:words.yes')
  if (value === false) return i18next.t('common:words.no')
  return String(value)
}

const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{40,}$/.test(value)

function isDetail(key: string): key is Detail {
  return key in texts.es.audit.detail
}

import i18next from 'i18next'
import type { Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

type Known = keyof Texts['jobs']['type']

/** What a type of job is called; one without words is shown by its own name. */
export function jobTypeName(type: string): string {
  const key = type.replaceAll('.', '_')
  return isKnown(key) ? i18next.t(`jobs:type.${key}`) : type
}

function isKnown(key: string): key is Known {
  return key in texts.es.jobs.type
}

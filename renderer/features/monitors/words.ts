import i18next from 'i18next'
import type { Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

type Known = keyof Texts['monitors']['name']

/** What a rule is called. */
export function monitorName(id: string): string {
  return isKnown(id) ? i18next.t(`monitors:name.${id}`) : id
}

function isKnown(id: string): id is Known {
  return id in texts.es.monitors.name
}

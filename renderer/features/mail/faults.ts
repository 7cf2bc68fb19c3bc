import type { TFunction } from 'i18next'
import { texts } from '../../../shared/i18n/index.ts'

/** The sentence of a fault of an account or message; a reason of a newer engine is shown as it is. */
export function faultSentence(t: TFunction<'mail'>, reason: string): string {
  return isFault(reason) ? t(`fault.${reason}`) : reason
}

function isFault(reason: string): reason is keyof typeof texts.es.mail.fault {
  return Object.hasOwn(texts.es.mail.fault, reason)
}

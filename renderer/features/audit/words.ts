import i18next from 'i18next'
import type { Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

type Action = keyof Texts['audit']['action']
type Subject = keyof Texts['audit']['subject']

/** What was done, in words; an action without words is shown by its own name. */
export function actionName(action: string): string {
  const key = action.replaceAll('.', '_')
  return isAction(key) ? i18next.t(`audit:action.${key}`) : action
}

/** What it was done to. */
export function subjectName(subject: string): string {
  return isSubject(subject) ? i18next.t(`audit:subject.${subject}`) : subject
}

function isAction(key: string): key is Action {
  return key in texts.es.audit.action
}

function isSubject(key: string): key is Subject {
  return key in texts.es.audit.subject
}

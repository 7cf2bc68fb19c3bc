import { type TextKey, texts } from '../i18n/index.ts'

type Message = keyof typeof texts.es.notifications.messages
export type NotificationMessage = Message

/** How a sentence is made: a page's `translate`, or `sentence` of a language elsewhere. */
export type Say = (key: TextKey, values: Record<string, string | number>) => string

export function isNotificationMessage(message: string): message is Message {
  return message in texts.es.notifications.messages
}

/**
 * Title and text of a notification in the reader's language. Figures are written by `number`; `count` stays
 * a figure, because it chooses the plural. A message of a newer version is told as "something happened".
 */
export function notificationText(
  say: Say,
  number: (value: number) => string,
  notification: { message: string; params: Record<string, string | number> },
): { title: string; text: string } {
  const message: Message = isNotificationMessage(notification.message) ? notification.message : 'unknown'
  const values = Object.fromEntries(
    Object.entries(notification.params).map(([name, value]) => {
      if (typeof value === 'number') return [name, name === 'count' ? value : number(value)]
      return [name, name === 'jobType' ? jobName(say, value) : value]
    }),
  )
  // Both keys exist for every message; their plural forms hide that from the type of keys.
  const key = (part: 'title' | 'text') => `notifications:messages.${message}.${part}` as TextKey
  return { title: say(key('title'), values), text: say(key('text'), values) }
}

/** The name that the jobs page gives to a type of job; the type itself where it has none. */
function jobName(say: Say, jobType: string): string {
  const name = jobType.replaceAll('.', '_')
  // The test has found the key.
  return name in texts.es.jobs.type ? say(`jobs:type.${name}` as TextKey, {}) : jobType
}

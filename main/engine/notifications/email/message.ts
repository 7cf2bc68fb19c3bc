import { notificationText } from '../../../../shared/domain/notification-text.ts'
import {
  notificationCategories,
  type NotificationCategory,
  type NotificationSeverity,
  notificationType,
} from '../../../../shared/domain/notification-types.ts'
import { type Language, nearestLanguage } from '../../../../shared/i18n/index.ts'
import { sentence } from '../../../../shared/i18n/sentence.ts'
import type { EngineContext } from '../../core/context.ts'
import { parseJson } from '../../core/storage/json.ts'
import { paramsSchema } from '../queries.ts'
import type { NotificationsTable } from '../tables.ts'
import { messageHtml } from './message-html.ts'

/** One piece of news as it stands in a message. */
export interface EmailLine {
  title: string
  text: string
  when: string
  severity: NotificationSeverity
}
export interface EmailGroup {
  /** Name of the category; empty in a message about a single thing. */
  name: string
  lines: EmailLine[]
}
/** Everything a message says, in one language. */
export interface EmailItem {
  kind: 'single' | 'daily' | 'weekly'
  language: Language
  firm: string
  heading: string
  intro: string
  groups: EmailGroup[]
  /** Where to go on from here, and why this came. */
  next: string
  footer: string
}

export interface EmailInput {
  kind: EmailItem['kind']
  rows: readonly NotificationsTable[]
  /** Of the person; null follows the workspace. */
  language: string | null
  name: string
}

/** A message of one or many notifications, as plain text and HTML, in the person's language. */
export function notificationEmail(
  ctx: EngineContext,
  input: EmailInput,
): { subject: string; text: string; html: string } {
  const { name: firm, locale, zone } = ctx.workspace()
  const language = nearestLanguage(input.language ?? locale)
  const say = (key: Parameters<typeof sentence>[1], values?: Record<string, string | number>) =>
    sentence(language, key, values)
  const groups = groupsOf(input, language, { locale, zone })
  const first = groups[0]?.lines[0]
  const count = input.rows.reduce((sum, row) => sum + row.count, 0)
  const single = input.kind === 'single' && first !== undefined
  const heading = single
    ? first.title
    : say(`notifications:email.${input.kind === 'weekly' ? 'weekly' : 'daily'}`, { count })
  const item: EmailItem = {
    kind: input.kind,
    language,
    firm,
    heading,
    intro: single ? first.text : say('notifications:email.intro', { name: input.name }),
    groups: single ? [] : groups,
    next: single
      ? say(first.severity === 'info' ? 'notifications:email.seeOne' : 'notifications:email.actOne', {
          when: first.when,
        })
      : say('notifications:email.seeAll'),
    footer: say('notifications:email.footer', { firm }),
  }
  return { subject: oneLine(`${heading} · ${firm}`), text: plainText(item), html: messageHtml(item) }
}

function groupsOf(
  { rows, kind }: EmailInput,
  language: Language,
  { locale, zone }: { locale: string; zone: string },
): EmailGroup[] {
  const figures = new Intl.NumberFormat(locale)
  const words = locale.toLowerCase().startsWith(language) ? locale : language
  const times = new Intl.DateTimeFormat(words, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  const byCategory = new Map<NotificationCategory, EmailLine[]>()
  for (const row of rows) {
    const { title, text } = notificationText(
      (key, values) => sentence(language, key, values),
      (value) => figures.format(value),
      { message: row.message, params: parseJson(paramsSchema, row.params) },
    )
    const often =
      row.count > 1 ? ` · ${sentence(language, 'notifications:list.times', { count: row.count })}` : ''
    const line = {
      title,
      text,
      when: times.format(row.shownAt) + often,
      severity: notificationType(row.type).severity,
    }
    byCategory.set(row.category, [...(byCategory.get(row.category) ?? []), line])
  }
  return notificationCategories.flatMap((category) => {
    const lines = byCategory.get(category)
    if (!lines) return []
    return [
      { name: kind === 'single' ? '' : sentence(language, `notifications:category.${category}`), lines },
    ]
  })
}

function plainText(item: EmailItem): string {
  const parts = [item.heading, item.intro]
  for (const group of item.groups) {
    parts.push(group.name.toUpperCase())
    for (const line of group.lines) parts.push(`- ${line.title}\n  ${line.text}\n  ${line.when}`)
  }
  return `${[...parts, item.next, `--\n${item.footer}`].filter((part) => part !== '').join('\n\n')}\n`
}

/** Names come from imports and people: nothing in them may end a header. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
}

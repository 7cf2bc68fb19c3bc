import type { Icon } from '@tabler/icons-react'
import {
  IconCalendarDue,
  IconChecklist,
  IconSend,
  IconServerCog,
  IconShieldCheck,
  IconTool,
} from '@tabler/icons-react'
import type { Notification } from '../../../shared/contract/notifications.ts'
import { notificationText } from '../../../shared/domain/notification-text.ts'
import type { NotificationCategory, NotificationSeverity } from '../../../shared/domain/notification-types.ts'
import { notificationCategories, notificationTypes } from '../../../shared/domain/notification-types.ts'
import type { Format } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'
import { places } from '../../app/navigation.ts'
import type { Session } from '../../app/session.tsx'
import type { Tone } from '../../components/values/tones.ts'

export const categoryIcons: Record<NotificationCategory, Icon> = {
  approval: IconChecklist,
  campaign: IconSend,
  expiration: IconCalendarDue,
  compliance: IconShieldCheck,
  operational: IconTool,
  system: IconServerCog,
}

export const severityTones: Record<NotificationSeverity, Exclude<Tone, 'accent'>> = {
  info: 'neutral',
  warning: 'warning',
  critical: 'danger',
}

/** Subjects that have something to tell: those without a type yet are not offered. */
export const toldCategories: NotificationCategory[] = notificationCategories.filter((category) =>
  Object.values(notificationTypes).some((type) => type.category === category),
)

/** Title and text of a notification in the interface's language. */
export function wordsOf(
  notification: Pick<Notification, 'message' | 'params'>,
  format: Format,
): { title: string; text: string } {
  return notificationText(translate, format.number, notification)
}

/** Where it leads, for somebody who may go there; undefined otherwise. */
export function linkFor(link: string, { permissions }: Session): string | undefined {
  const place = places.find(({ path }) => path !== '/' && link.startsWith(path))
  if (place?.permission && !permissions.includes(place.permission)) return undefined
  return link
}

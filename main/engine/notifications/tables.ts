import type {
  NotificationCategory,
  NotificationChannel,
  NotificationFrequency,
  NotificationTypeName,
} from '../../../shared/domain/notification-types.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    notifications: NotificationsTable
    notification_deliveries: DeliveriesTable
    notification_digests: DigestsTable
    notification_preferences: PreferencesTable
    notification_quiet_hours: QuietHoursTable
  }
}

export interface NotificationsTable {
  id: string
  userId: string
  /** Unique for a user: an event, or a subject and local day, is told once. */
  dedupeKey: string
  type: NotificationTypeName
  category: NotificationCategory
  /** Which sentence of the type. */
  message: string
  /** JSON of names and figures; the sentence is made where it is read, in the reader's language. */
  params: string
  subjectType: string
  subjectId: string
  /** Client whose sight it needs; null when there is none, and for what is the person's own doing. */
  clientId: string | null
  /** 0: the person muted the centre for this type and has it by another channel only. */
  inApp: number
  count: number
  createdAt: number
  shownAt: number
  /** Null again only when the person keeps it as unread; what waited to be sent was dropped at the first reading. */
  readAt: number | null
  snoozedUntil: number | null
  deletedAt: number | null
}

export interface DeliveriesTable {
  id: string
  notificationId: string
  userId: string
  channel: NotificationChannel
  frequency: Exclude<NotificationFrequency, 'off'>
  /** Moved by quiet hours; a digest waits for its window besides. */
  notBefore: number
  state: 'pending' | 'sent' | 'dropped' | 'failed'
  /** Why it was dropped or failed: `read`, `stale`, `restored`, `no_address`, or a problem's reason. */
  reason: string | null
  digestId: string | null
  emailId: string | null
  createdAt: number
  settledAt: number | null
}

export interface DigestsTable {
  id: string
  userId: string
  channel: NotificationChannel
  cadence: 'daily' | 'weekly'
  /** Local date of a daily one, Monday of the week of a weekly one. */
  localDate: string
  count: number
  emailId: string | null
  createdAt: number
}

export interface PreferencesTable {
  userId: string
  type: NotificationTypeName
  channel: NotificationChannel
  frequency: NotificationFrequency
  updatedAt: number
}

export interface QuietHoursTable {
  userId: string
  fromMinute: number
  toMinute: number
  updatedAt: number
}

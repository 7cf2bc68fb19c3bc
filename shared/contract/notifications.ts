import { z } from 'zod'
import {
  notificationCategories,
  notificationChannelNames,
  notificationFrequencies,
  notificationSeverities,
  notificationTypeNames,
} from '../domain/notification-types.ts'
import { idSchema, instantSchema, page, pageOf, procedure } from './base.ts'

const type = z.enum(notificationTypeNames)
const category = z.enum(notificationCategories)
const channel = z.enum(notificationChannelNames)
const frequency = z.enum(notificationFrequencies)

export const notificationSchema = z.object({
  id: idSchema,
  type,
  category,
  severity: z.enum(notificationSeverities),
  /** Which sentence of the type: key `notifications:messages.<message>`. */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** How often it happened on that day. */
  count: z.number().int(),
  /** The page it leads to. */
  link: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  createdAt: instantSchema,
  /** When it stands in the list: when it happened, or when it comes back after a snooze. */
  shownAt: instantSchema,
  readAt: instantSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
})
export type Notification = z.infer<typeof notificationSchema>

/** A native notification to show now. `summary` stands for several: it has no single link. */
export const toastSchema = z.object({
  /** Of the notification; of the newest one for a summary. */
  id: idSchema,
  summary: z.boolean(),
  title: z.string(),
  text: z.string(),
  link: z.string(),
  severity: z.enum(notificationSeverities),
})
export type Toast = z.infer<typeof toastSchema>

export const quietHoursSchema = z
  .object({
    /** Minutes after local midnight of the workspace; `from` after `to` runs through midnight. */
    from: z.number().int().min(0).max(1_439),
    to: z.number().int().min(0).max(1_439),
  })
  .refine(({ from, to }) => from !== to, 'quiet_hours_empty')

const preferenceSchema = z.object({
  type,
  category,
  severity: z.enum(notificationSeverities),
  /** Always in the centre. */
  mutable: z.boolean(),
  channels: z.record(channel, z.object({ frequency, usual: frequency })),
})
export const preferencesSchema = z.object({
  types: z.array(preferenceSchema),
  quietHours: quietHoursSchema.nullable(),
  /** Where e-mails go; null: the person has no address yet. */
  email: z.string().nullable(),
  /** Whether the workspace has a mail account that is turned on. */
  mailReady: z.boolean(),
  /** Zone of the quiet hours and of the summaries. */
  zone: z.string(),
})
export type NotificationPreferences = z.infer<typeof preferencesSchema>

const ids = z.object({ ids: z.array(idSchema).min(1).max(200) })
const changed = z.object({ changed: z.number().int() })

const route = (method: 'GET' | 'POST' | 'PATCH', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['notifications'], summary })

export const notifications = {
  list: route('GET', '/notifications', 'Own notifications, newest first')
    .input(
      page({
        /** `open`: all that are not snoozed. */
        show: z.enum(['open', 'unread', 'snoozed']).default('open'),
        category: z.array(category).optional(),
      }),
    )
    .output(pageOf(notificationSchema)),
  badge: route('GET', '/notifications/badge', 'How many are unread').output(
    z.object({ unread: z.number().int() }),
  ),
  read: route('POST', '/notifications/read', 'Mark as read').input(ids).output(changed),
  unread: route('POST', '/notifications/unread', 'Keep as unread; no channel tells of it again')
    .input(ids)
    .output(changed),
  readAll: route('POST', '/notifications/read-all', 'Mark all as read, or those of a category')
    .input(
      z.object({
        category: z.array(category).optional(),
        /** Only those that stood in the list by then: what came meanwhile stays unread. */
        until: instantSchema.optional(),
      }),
    )
    .output(changed),
  snooze: route('POST', '/notifications/snooze', 'Put away until later; null brings it back now')
    .input(ids.extend({ until: instantSchema.nullable() }))
    .output(changed),
  remove: route('POST', '/notifications/remove', 'Delete; can be undone for a day')
    .input(ids)
    .output(changed),
  restore: route('POST', '/notifications/restore', 'Undo a deletion').input(ids).output(changed),
  takeToasts: route(
    'POST',
    '/notifications/toasts',
    'Native notifications that are due; each is given out once',
  ).output(z.object({ toasts: z.array(toastSchema), nextAt: instantSchema.nullable() })),
  preferences: route('GET', '/notifications/preferences', 'What is told, how and how soon').output(
    preferencesSchema,
  ),
  savePreferences: route('PATCH', '/notifications/preferences', 'Change channels, frequencies, quiet hours')
    .input(
      z.object({
        changes: z.array(z.object({ type, channel, frequency })).max(200).default([]),
        quietHours: quietHoursSchema.nullable().optional(),
      }),
    )
    .output(preferencesSchema),
  resetPreferences: route('POST', '/notifications/preferences/reset', 'Back to the usual ones').output(
    preferencesSchema,
  ),
}

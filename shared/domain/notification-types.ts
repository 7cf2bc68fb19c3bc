import type { EventType } from './events.ts'
import type { Permission } from './permissions.ts'

/** `expiration` and `compliance` come with documents: types join the table below, nothing else changes. */
export const notificationCategories = [
  'approval',
  'campaign',
  'expiration',
  'compliance',
  'operational',
  'system',
] as const
export type NotificationCategory = (typeof notificationCategories)[number]

export const notificationSeverities = ['info', 'warning', 'critical'] as const
export type NotificationSeverity = (typeof notificationSeverities)[number]

/** How soon a channel tells; `off` never. */
export const notificationFrequencies = ['immediate', 'daily', 'weekly', 'off'] as const
export type NotificationFrequency = (typeof notificationFrequencies)[number]

/** A way to reach a person, and the frequencies it can have. Slack will be one more line. */
export const notificationChannels = {
  in_app: ['immediate', 'off'],
  desktop: ['immediate', 'off'],
  email: ['immediate', 'daily', 'weekly', 'off'],
} as const satisfies Record<string, readonly NotificationFrequency[]>
export type NotificationChannel = keyof typeof notificationChannels
export const notificationChannelNames = Object.keys(notificationChannels) as [
  NotificationChannel,
  ...NotificationChannel[],
]

/**
 * Who is told. `deciders`: whoever may take the decision. `requester`: who asked for it. `creator`: who
 * made the thing. `subject`: the user it is about. Otherwise everybody with the permission. Those who see
 * only their clients are told of those clients and of what is their own.
 */
export type NotificationAudience =
  | 'deciders'
  | 'requester'
  | 'creator'
  | 'subject'
  | { permission: Permission }

/** What is told, of which events, to whom and how: data, shown in the preferences from the same source. */
export interface NotificationType {
  category: NotificationCategory
  severity: NotificationSeverity
  events: readonly EventType[]
  audience: readonly NotificationAudience[]
  /** Where it leads; `{id}` is the subject of the event. */
  link: string
  channels: Record<NotificationChannel, NotificationFrequency>
  /** False: always in the notification centre, as a person could miss a decision or a break-in. */
  mutable: boolean
  /** One notification per event, or per subject and local day with a count. */
  each: 'event' | 'subject_and_day'
  /** Events that make it moot: it counts as read for everybody. */
  settledBy?: readonly EventType[]
}

const everywhere = { in_app: 'immediate', desktop: 'immediate', email: 'immediate' } as const
const settled = ['approval.decided', 'approval.timed_out', 'approval.voided'] as const

export const notificationTypes = {
  approval_requested: {
    category: 'approval',
    severity: 'warning',
    events: ['approval.requested'],
    audience: ['deciders'],
    link: '/approvals/{id}',
    channels: everywhere,
    mutable: false,
    each: 'event',
    settledBy: settled,
  },
  approval_reminder: {
    category: 'approval',
    severity: 'warning',
    events: ['approval.reminder_due'],
    audience: ['deciders'],
    link: '/approvals/{id}',
    channels: everywhere,
    mutable: false,
    each: 'event',
    settledBy: settled,
  },
  approval_decided: {
    category: 'approval',
    severity: 'info',
    events: ['approval.decided', 'approval.timed_out', 'approval.voided'],
    audience: ['requester'],
    link: '/approvals/{id}',
    channels: everywhere,
    mutable: false,
    each: 'event',
  },
  campaign_launched: {
    category: 'campaign',
    severity: 'info',
    events: ['campaign.launched'],
    audience: ['creator', { permission: 'campaigns:launch' }],
    link: '/campaigns/{id}',
    channels: { in_app: 'immediate', desktop: 'off', email: 'off' },
    mutable: true,
    each: 'event',
  },
  campaign_paused: {
    category: 'campaign',
    severity: 'warning',
    events: ['campaign.paused'],
    audience: ['creator', { permission: 'campaigns:launch' }],
    link: '/campaigns/{id}',
    channels: everywhere,
    mutable: true,
    each: 'event',
    settledBy: ['campaign.resumed', 'campaign.cancelled'],
  },
  campaign_finished: {
    category: 'campaign',
    severity: 'info',
    events: ['campaign.finished'],
    audience: ['creator', { permission: 'campaigns:launch' }],
    link: '/campaigns/{id}',
    channels: { in_app: 'immediate', desktop: 'immediate', email: 'daily' },
    mutable: true,
    each: 'event',
  },
  job_failed: {
    category: 'operational',
    severity: 'warning',
    events: ['job.dead'],
    audience: [{ permission: 'jobs:manage' }],
    link: '/jobs',
    channels: { in_app: 'immediate', desktop: 'off', email: 'daily' },
    mutable: true,
    each: 'subject_and_day',
  },
  monitor_raised: {
    category: 'operational',
    severity: 'warning',
    events: ['monitor.raised'],
    audience: [{ permission: 'monitors:manage' }],
    link: '/jobs',
    channels: { in_app: 'immediate', desktop: 'immediate', email: 'daily' },
    mutable: true,
    each: 'subject_and_day',
  },
  backup_failed: {
    category: 'system',
    severity: 'critical',
    events: ['backup.failed'],
    audience: [{ permission: 'backups:manage' }],
    link: '/settings',
    channels: everywhere,
    mutable: true,
    each: 'subject_and_day',
  },
  integrity_failed: {
    category: 'system',
    severity: 'critical',
    events: ['integrity.failed'],
    audience: [{ permission: 'backups:manage' }],
    link: '/settings',
    channels: everywhere,
    mutable: true,
    each: 'subject_and_day',
  },
  mail_account_failed: {
    category: 'system',
    severity: 'critical',
    events: ['mail_account.failed'],
    audience: [{ permission: 'mail:manage' }],
    link: '/settings',
    channels: everywhere,
    mutable: true,
    each: 'subject_and_day',
  },
  sign_in_failed: {
    category: 'system',
    severity: 'critical',
    events: ['session.sign_in_failed'],
    audience: ['subject', { permission: 'users:manage' }],
    link: '/audit',
    channels: everywhere,
    mutable: false,
    each: 'subject_and_day',
  },
} as const satisfies Record<string, NotificationType>

export type NotificationTypeName = keyof typeof notificationTypes
export const notificationTypeNames = Object.keys(notificationTypes) as [
  NotificationTypeName,
  ...NotificationTypeName[],
]

/** A type by name, in the shape that all share. */
export function notificationType(name: NotificationTypeName): NotificationType {
  return notificationTypes[name]
}

/** Failed attempts in a row from which somebody is told: fewer are forgetfulness. */
export const signInFailuresTold = 5

/** Whether a person may give this channel this frequency for this type. */
export function mayChoose(
  type: NotificationTypeName,
  channel: NotificationChannel,
  frequency: NotificationFrequency,
): boolean {
  const offered: readonly NotificationFrequency[] = notificationChannels[channel]
  const muted = channel === 'in_app' && frequency === 'off' && !notificationTypes[type].mutable
  return offered.includes(frequency) && !muted
}

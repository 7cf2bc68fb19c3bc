import { type EventPayload, type EventType, eventTypes } from '../../../shared/domain/events.ts'
import { isNotificationMessage, type NotificationMessage } from '../../../shared/domain/notification-text.ts'
import { type NotificationTypeName, signInFailuresTold } from '../../../shared/domain/notification-types.ts'
import { findApproval } from '../approvals/queries.ts'
import type { DomainEvent } from '../core/events/events.ts'
import type { ReadableDb } from '../core/storage/database.ts'

/** What is said of an event: which sentence, and the names and figures in it. */
export interface Telling {
  message: NotificationMessage
  params: Record<string, string | number>
  /** What repetitions on one day are counted under; the event's subject when absent. */
  sameAs?: string
}

type Teller = (event: DomainEvent, db: ReadableDb) => Telling | null

/** What each type says of its events; null where an event is not worth telling. */
export const tellers: Record<NotificationTypeName, Teller> = {
  approval_requested: (event, db) => ({
    message: 'approval_requested',
    params: { title: payloadOf('approval.requested', event).title, by: actorName(event, db) },
  }),
  approval_reminder: (event) => {
    const { title, hoursLeft } = payloadOf('approval.reminder_due', event)
    return { message: 'approval_reminder', params: { title, count: hoursLeft } }
  },
  approval_decided: tellOutcome,
  campaign_launched: (event) => {
    const { name, recipients } = payloadOf('campaign.launched', event)
    return { message: 'campaign_launched', params: { name, recipients, count: recipients } }
  },
  campaign_paused: (event, db) => {
    const { name, reason } = payloadOf('campaign.paused', event)
    const message = `campaign_paused_${reason}`
    return {
      message: isNotificationMessage(message) ? message : 'campaign_paused',
      params: { name, by: actorName(event, db) },
    }
  },
  campaign_finished: (event) => {
    const { name, accepted, failed, skipped } = payloadOf('campaign.finished', event)
    return { message: 'campaign_finished', params: { name, accepted, failed, skipped } }
  },
  job_failed: (event) => {
    const { jobType, error } = payloadOf('job.dead', event)
    return { message: 'job_failed', params: { jobType, error: short(error) }, sameAs: jobType }
  },
  monitor_raised: (event) => {
    const { monitor, value, limit } = payloadOf('monitor.raised', event)
    return { message: 'monitor_raised', params: { monitor, value, limit }, sameAs: monitor }
  },
  backup_failed: (event) => ({
    message: 'backup_failed',
    params: { error: short(payloadOf('backup.failed', event).error) },
    sameAs: 'backup',
  }),
  integrity_failed: (event) => ({
    message: 'integrity_failed',
    params: { error: short(payloadOf('integrity.failed', event).error) },
    sameAs: 'integrity',
  }),
  mail_account_failed: (event) => {
    const { name, error } = payloadOf('mail_account.failed', event)
    return { message: 'mail_account_failed', params: { name, error: short(error) } }
  },
  sign_in_failed: (event) => {
    const { name, failures } = payloadOf('session.sign_in_failed', event)
    if (failures < signInFailuresTold) return null
    return {
      message: name === '' ? 'sign_in_failed_unknown' : 'sign_in_failed',
      params: { name, count: failures },
    }
  },
}

/** How a request ended, for who made it. */
function tellOutcome(event: DomainEvent, db: ReadableDb): Telling {
  const by = actorName(event, db)
  if (event.type === 'approval.timed_out') {
    return { message: 'approval_lapsed', params: { title: payloadOf(event.type, event).title } }
  }
  if (event.type === 'approval.voided') {
    return { message: 'approval_voided', params: { title: payloadOf(event.type, event).title, by } }
  }
  const { title, status } = payloadOf('approval.decided', event)
  if (status === 'approved') return { message: 'approval_approved', params: { title, by } }
  const reason = short(findApproval(db, event.subjectId)?.reason ?? '')
  return { message: 'approval_rejected', params: { title, by, reason } }
}

/** The payload of an event of a known type. Throws for another: the table of types is wrong. */
function payloadOf<T extends EventType>(type: T, event: DomainEvent): EventPayload<T> {
  if (event.type !== type) throw new Error(`${event.type} is not ${type}`)
  // The schema of this very type has checked it.
  return eventTypes[type].parse(event.payload) as EventPayload<T>
}

/** Who did it, by name; the console itself where nobody did. */
function actorName(event: DomainEvent, db: ReadableDb): string {
  if (event.actorId === null) return 'Despacho'
  return (
    db.sqlGet<{ name: string }>('SELECT name FROM users WHERE id = ?', [event.actorId])?.name ?? 'Despacho'
  )
}

/** Errors of other programs can be pages long. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 240 ? line : `${line.slice(0, 239)}…`
}

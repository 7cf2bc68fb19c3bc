import type { EventType } from '../../../shared/domain/events.ts'
import {
  type NotificationChannel,
  notificationChannelNames,
  type NotificationFrequency,
  notificationType,
  type NotificationTypeName,
  notificationTypeNames,
} from '../../../shared/domain/notification-types.ts'
import { afterQuietHours } from '../../../shared/domain/quiet-hours.ts'
import { DAY, localDateAt } from '../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../core/context.ts'
import type { DomainEvent, Subscriber } from '../core/events/events.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { type Recipient, recipientsOf } from './audience.ts'
import { dropDeliveries } from './deliveries.ts'
import { frequencyOf, quietHoursOf } from './preferences.ts'
import type { NotificationsTable } from './tables.ts'
import { type Telling, tellers } from './tellings.ts'

/** Types by the events that cause them, and by those that settle them. */
const causes = new Map<EventType, NotificationTypeName[]>()
const settlements = new Map<EventType, NotificationTypeName[]>()
for (const name of notificationTypeNames) {
  const { events, settledBy = [] } = notificationType(name)
  for (const event of events) causes.set(event, [...(causes.get(event) ?? []), name])
  for (const event of settledBy) settlements.set(event, [...(settlements.get(event) ?? []), name])
}

/** Turns events into notifications and what is to be sent of them, in the transaction of its cursor. */
export function notificationSubscriber(ctx: EngineContext): Subscriber {
  return {
    name: 'notifications',
    types: [...new Set([...causes.keys(), ...settlements.keys()])],
    handle(tx, event) {
      for (const type of settlements.get(event.type) ?? []) settle(tx, ctx, type, event)
      for (const type of causes.get(event.type) ?? []) tell(tx, ctx, type, event)
    },
  }
}

function tell(tx: WritableDb, ctx: EngineContext, type: NotificationTypeName, event: DomainEvent): void {
  const telling = tellers[type](event, tx)
  if (!telling) return
  for (const recipient of recipientsOf(tx, type, event)) {
    const id = write(tx, ctx, type, event, telling, recipient)
    if (id !== undefined) addDeliveries(tx, ctx, type, event, { id, userId: recipient.userId })
  }
  ctx.live.touch(tx, 'notifications')
}

/** Writes it, or counts it with the one of the day that is still unread. Returns the id of a new one. */
function write(
  tx: WritableDb,
  ctx: EngineContext,
  type: NotificationTypeName,
  event: DomainEvent,
  telling: Telling,
  { userId, own }: Recipient,
): string | undefined {
  const { category, each } = notificationType(type)
  const wanted = notificationChannelNames.some((channel) => frequencyOf(tx, userId, type, channel) !== 'off')
  if (!wanted) return undefined
  const params = JSON.stringify(telling.params)
  const day = localDateAt(ctx.workspace().zone, event.at)
  const group = `${type}:${telling.sameAs ?? event.subjectId}:${day}`
  if (each === 'subject_and_day') {
    const { changes } = tx.sqlRun(
      `UPDATE notifications SET count = count + 1, params = ?, message = ?, shownAt = max(shownAt, ?)
       WHERE userId = ? AND (dedupeKey = ? OR dedupeKey GLOB ?) AND readAt IS NULL AND deletedAt IS NULL`,
      [params, telling.message, event.at, userId, group, `${globbed(group)}#*`],
    )
    if (changes > 0) return undefined
  }
  const taken = tx.sqlGet('SELECT 1 FROM notifications WHERE userId = ? AND dedupeKey = ?', [userId, group])
  const row: NotificationsTable = {
    id: ctx.ids.next(),
    userId,
    dedupeKey: each === 'event' ? `${type}:${event.id}` : taken ? `${group}#${event.id}` : group,
    type,
    category,
    message: telling.message,
    params,
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    clientId: own ? null : event.clientId,
    inApp: frequencyOf(tx, userId, type, 'in_app') === 'off' ? 0 : 1,
    count: 1,
    createdAt: event.at,
    shownAt: event.at,
    readAt: null,
    snoozedUntil: null,
    deletedAt: null,
  }
  const { changes } = tx.run((q) =>
    q
      .insertInto('notifications')
      .values(row)
      .onConflict((conflict) => conflict.columns(['userId', 'dedupeKey']).doNothing()),
  )
  return changes === 1 ? row.id : undefined
}

/** GLOB reads `*`, `?` and `[` as patterns; names of monitors and job types must not be. */
function globbed(text: string): string {
  return text.replaceAll(/[*?[]/g, '[$&]')
}

function addDeliveries(
  tx: WritableDb,
  ctx: EngineContext,
  type: NotificationTypeName,
  event: DomainEvent,
  notification: { id: string; userId: string },
): void {
  // News of long ago (a restored copy, a sample) stands in the centre and bothers nobody.
  if (ctx.clock.now() - event.at > DAY) return
  for (const channel of notificationChannelNames) {
    if (channel === 'in_app') continue
    const frequency = frequencyOf(tx, notification.userId, type, channel)
    if (frequency !== 'off') addDelivery(tx, ctx, notification, channel, frequency)
  }
}

function addDelivery(
  tx: WritableDb,
  ctx: EngineContext,
  notification: { id: string; userId: string },
  channel: NotificationChannel,
  frequency: Exclude<NotificationFrequency, 'off'>,
): void {
  const now = ctx.clock.now()
  const quiet = quietHoursOf(tx, notification.userId)
  const notBefore = frequency === 'immediate' ? afterQuietHours(ctx.workspace().zone, quiet, now) : now
  const id = ctx.ids.next()
  tx.run((q) =>
    q.insertInto('notification_deliveries').values({
      id,
      notificationId: notification.id,
      userId: notification.userId,
      channel,
      frequency,
      notBefore,
      state: 'pending',
      reason: null,
      digestId: null,
      emailId: null,
      createdAt: now,
      settledAt: null,
    }),
  )
  if (channel === 'email' && frequency === 'immediate') {
    ctx.queue.add(tx, { type: 'notification', payload: { deliveryId: id }, runAt: notBefore })
  }
}

/** What it asked for has been done by somebody: it is read for everybody, and nothing more goes out. */
function settle(tx: WritableDb, ctx: EngineContext, type: NotificationTypeName, event: DomainEvent): void {
  const open = tx.sqlAll<{ id: string }>(
    `SELECT id FROM notifications WHERE subjectType = ? AND subjectId = ? AND readAt IS NULL AND type = ?`,
    [event.subjectType, event.subjectId, type],
  )
  const now = ctx.clock.now()
  for (const { id } of open) {
    tx.sqlRun('UPDATE notifications SET readAt = ? WHERE id = ?', [now, id])
    dropDeliveries(tx, now, id, 'settled')
  }
  if (open.length > 0) ctx.live.touch(tx, 'notifications')
}

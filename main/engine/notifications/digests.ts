import { afterQuietHours } from '../../../shared/domain/quiet-hours.ts'
import {
  dateOfDay,
  dayOfDate,
  localDateAt,
  localDayAt,
  localDayBounds,
  weekdayOf,
} from '../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { isRelevant, sendEmail, settleDelivery } from './deliveries.ts'
import { quietHoursOf } from './preferences.ts'
import type { DigestsTable, NotificationsTable } from './tables.ts'

export interface DigestWindow {
  userId: string
  channel: 'email'
  cadence: 'daily' | 'weekly'
  /** Local date of a daily one, Monday of the week of a weekly one. */
  localDate: string
}

/**
 * The daily hour of summaries: one job for every person and cadence with something waiting, after their
 * quiet hours. Windows missed while the machine was off need nothing of their own: all that waits goes
 * into this one, and a Monday that was missed is made up for on the next day.
 */
export function openDigests(tx: WritableDb, ctx: EngineContext): void {
  const { zone } = ctx.workspace()
  const now = ctx.clock.now()
  const today = localDayAt(zone, now)
  const dates = { daily: localDateAt(zone, now), weekly: dateOfDay(today - weekdayOf(today) + 1) }
  const waiting = tx.sqlAll<{ userId: string; frequency: 'daily' | 'weekly' }>(
    `SELECT DISTINCT userId, frequency FROM notification_deliveries
     WHERE channel = 'email' AND frequency IN ('daily', 'weekly') AND state = 'pending' ORDER BY userId`,
  )
  for (const { userId, frequency: cadence } of waiting) {
    const window: DigestWindow = { userId, channel: 'email', cadence, localDate: dates[cadence] }
    ctx.queue.add(tx, {
      type: 'notification.digest',
      payload: window,
      runAt: afterQuietHours(zone, quietHoursOf(tx, userId), now),
      uniqueKey: `${userId}:${cadence}:${window.localDate}`,
    })
  }
}

/** Sends one summary: at most one per person, channel, cadence and window, and only what is still unread. */
export function sendDigest(tx: WritableDb, ctx: EngineContext, window: DigestWindow): void {
  const { userId, channel, cadence, localDate } = window
  const sent = tx.sqlGet(
    'SELECT 1 FROM notification_digests WHERE userId = ? AND channel = ? AND cadence = ? AND localDate = ?',
    [userId, channel, cadence, localDate],
  )
  if (sent) return
  const waiting = tx.sqlAll<NotificationsTable & { deliveryId: string }>(
    `SELECT n.*, d.id AS deliveryId FROM notification_deliveries d JOIN notifications n ON n.id = d.notificationId
     WHERE d.userId = ? AND d.channel = ? AND d.frequency = ? AND d.state = 'pending' AND d.notBefore <= ?
       AND n.shownAt <= ?
     ORDER BY n.shownAt DESC, n.id DESC`,
    [userId, channel, cadence, endOf(ctx, window), ctx.clock.now()],
  )
  for (const row of waiting) {
    if (!isRelevant(row)) settleDelivery(tx, ctx, row.deliveryId, { state: 'dropped', reason: 'read' })
  }
  const told = waiting.filter(isRelevant)
  if (told.length === 0) return
  const digestId = ctx.ids.next()
  const outcome = sendEmail(tx, ctx, userId, { kind: cadence, rows: told })
  const digest: DigestsTable = {
    id: digestId,
    userId,
    channel,
    cadence,
    localDate,
    count: told.length,
    emailId: outcome.emailId ?? null,
    createdAt: ctx.clock.now(),
  }
  tx.run((q) => q.insertInto('notification_digests').values(digest))
  for (const row of told) settleDelivery(tx, ctx, row.deliveryId, { ...outcome, digestId })
}

/** Until when things belong to a window: on its own day until now, later only what the day had missed. */
function endOf(ctx: EngineContext, { cadence, localDate }: DigestWindow): number {
  const { zone } = ctx.workspace()
  const now = ctx.clock.now()
  if (cadence === 'daily' || localDateAt(zone, now) === localDate) return now
  return localDayBounds(zone, dayOfDate(localDate)).from
}

/** In a restored copy nothing that waited may go out: the original has sent it, or will. */
export function dropAllWaiting(tx: WritableDb, ctx: EngineContext): void {
  tx.sqlRun(
    `UPDATE notification_deliveries SET state = 'dropped', reason = 'restored', settledAt = ? WHERE state = 'pending'`,
    [ctx.clock.now()],
  )
}

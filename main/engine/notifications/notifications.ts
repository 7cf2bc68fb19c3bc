import { invalid } from '../../../shared/contract/errors.ts'
import type { NotificationCategory } from '../../../shared/domain/notification-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb, WritableDb } from '../core/storage/database.ts'
import { dropDeliveries } from './deliveries.ts'
import { frequencyOf } from './preferences.ts'
import { centreOf, ownerOf } from './queries.ts'
import type { NotificationsTable } from './tables.ts'

const DAY = 86_400_000
/** Put off for a year at most: longer is deleting. */
const LONGEST_SNOOZE = 366 * DAY

/**
 * Marks as read; what waited to be sent of them is dropped, for good. Ids that are not in the person's
 * centre change nothing. Returns how many changed. Reading state is personal and stands in no audit.
 */
export function readNotifications(ctx: EngineContext, actor: Actor, ids: readonly string[]): number {
  return change(ctx, actor, ids, (tx, row, now) => {
    if (row.readAt !== null) return false
    tx.sqlRun('UPDATE notifications SET readAt = ? WHERE id = ?', [now, row.id])
    dropDeliveries(tx, now, row.id, 'read')
    return true
  })
}

/** Keeps them as unread, as a reminder in the list: no channel tells of them again. */
export function unreadNotifications(ctx: EngineContext, actor: Actor, ids: readonly string[]): number {
  return change(ctx, actor, ids, (tx, row) => {
    tx.sqlRun('UPDATE notifications SET readAt = NULL WHERE id = ?', [row.id])
    return row.readAt !== null
  })
}

/** Marks all as read that stood in the list at `until`, or those of some categories. */
export function readAllNotifications(
  ctx: EngineContext,
  actor: Actor,
  input: { category?: NotificationCategory[] | undefined; until?: number | undefined },
): number {
  const centre = centreOf(actor)
  const categories = input.category?.length ? JSON.stringify(input.category) : null
  const until = Math.min(input.until ?? ctx.clock.now(), ctx.clock.now())
  const ids = ctx.db
    .sqlAll<{ id: string }>(
      `SELECT n.id FROM notifications n WHERE ${centre.sql} AND n.readAt IS NULL AND n.shownAt <= ?
         AND (? IS NULL OR n.category IN (SELECT value FROM json_each(?)))`,
      [...centre.params, until, categories, categories],
    )
    .map((row) => row.id)
  return readNotifications(ctx, actor, ids)
}

/**
 * Puts them away until an instant (ms UTC), when they stand on top again, unread, and the desktop tells of
 * them once more; null brings them back now. Throws INVALID for a time that is past or beyond a year.
 */
export function snoozeNotifications(
  ctx: EngineContext,
  actor: Actor,
  input: { ids: readonly string[]; until: number | null },
): number {
  const now = ctx.clock.now()
  const { until } = input
  if (until !== null && (until <= now || until > now + LONGEST_SNOOZE)) {
    throw invalid([{ path: ['until'], reason: 'snooze_time' }])
  }
  return change(ctx, actor, input.ids, (tx, row) => {
    if (until === null && row.snoozedUntil === null) return false
    tx.sqlRun('UPDATE notifications SET snoozedUntil = ?, shownAt = ?, readAt = NULL WHERE id = ?', [
      until,
      until ?? now,
      row.id,
    ])
    if (until !== null) putOffDeliveries(tx, ctx, row, until)
    return true
  })
}

/** The person has seen it: no e-mail of its own any more, and the desktop waits until it comes back. */
function putOffDeliveries(tx: WritableDb, ctx: EngineContext, row: NotificationsTable, until: number): void {
  tx.sqlRun(
    `UPDATE notification_deliveries SET state = 'dropped', reason = 'snoozed', settledAt = ?
     WHERE notificationId = ? AND state = 'pending' AND channel <> 'desktop' AND frequency = 'immediate'`,
    [ctx.clock.now(), row.id],
  )
  if (frequencyOf(tx, row.userId, row.type, 'desktop') !== 'off') {
    tx.sqlRun(
      `INSERT INTO notification_deliveries (id, notificationId, userId, channel, frequency, notBefore, state, createdAt)
       VALUES (?, ?, ?, 'desktop', 'immediate', ?, 'pending', ?)
       ON CONFLICT (notificationId, channel) DO UPDATE SET state = 'pending', notBefore = excluded.notBefore,
         reason = NULL, settledAt = NULL`,
      [ctx.ids.next(), row.id, row.userId, until, ctx.clock.now()],
    )
  }
  ctx.queue.add(tx, {
    type: 'notification.return',
    payload: { id: row.id },
    runAt: until,
    uniqueKey: `${row.id}@${until}`,
  })
}

/** Deletes; `restoreNotifications` undoes it until they are cleaned up, a day later at the earliest. */
export function removeNotifications(ctx: EngineContext, actor: Actor, ids: readonly string[]): number {
  return change(ctx, actor, ids, (tx, row, now) => {
    tx.sqlRun('UPDATE notifications SET deletedAt = ? WHERE id = ?', [now, row.id])
    dropDeliveries(tx, now, row.id, 'deleted')
    return true
  })
}

export function restoreNotifications(ctx: EngineContext, actor: Actor, ids: readonly string[]): number {
  return ctx.db.write((tx) => {
    const { changes } = tx.sqlRun(
      `UPDATE notifications SET deletedAt = NULL
       WHERE userId = ? AND deletedAt IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
      [ownerOf(actor), JSON.stringify(ids)],
    )
    if (changes > 0) ctx.live.touch(tx, 'notifications')
    return changes
  })
}

function change(
  ctx: EngineContext,
  actor: Actor,
  ids: readonly string[],
  apply: (tx: WritableDb, row: NotificationsTable, now: number) => boolean,
): number {
  return ctx.db.write((tx) => {
    const now = ctx.clock.now()
    const changed = inCentre(tx, actor, ids).filter((row) => apply(tx, row, now)).length
    if (changed > 0) ctx.live.touch(tx, 'notifications')
    return changed
  })
}

function inCentre(db: ReadableDb, actor: Actor, ids: readonly string[]): NotificationsTable[] {
  const centre = centreOf(actor)
  return db.sqlAll<NotificationsTable>(
    `SELECT n.* FROM notifications n WHERE ${centre.sql} AND n.id IN (SELECT value FROM json_each(?))`,
    [...centre.params, JSON.stringify(ids)],
  )
}

/** How long they are kept: deleted ones a day, read ones 90 days, unread ones 180. In ms. */
const KEPT = { deleted: DAY, read: 90 * DAY, unread: 180 * DAY }
/** A native notification later than this is no news: it stands in the centre. */
export const STALE_TOAST = DAY / 2

/** Removes what is past its time, and toasts that nobody took. For the queue. */
export function cleanNotifications(tx: WritableDb, ctx: EngineContext): void {
  const now = ctx.clock.now()
  tx.sqlRun(
    `UPDATE notification_deliveries SET state = 'dropped', reason = 'stale', settledAt = ?
     WHERE channel = 'desktop' AND state = 'pending' AND notBefore < ?`,
    [now, now - STALE_TOAST],
  )
  tx.sqlRun(
    `DELETE FROM notifications WHERE deletedAt < ? OR (readAt IS NOT NULL AND createdAt < ?) OR createdAt < ?`,
    [now - KEPT.deleted, now - KEPT.read, now - KEPT.unread],
  )
  tx.sqlRun('DELETE FROM notification_digests WHERE createdAt < ?', [now - KEPT.read])
  ctx.live.touch(tx, 'notifications')
}

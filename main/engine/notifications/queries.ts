import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import { problem } from '../../../shared/contract/errors.ts'
import type { Notification } from '../../../shared/contract/notifications.ts'
import { type NotificationCategory, notificationType } from '../../../shared/domain/notification-types.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { NotificationsTable } from './tables.ts'

export const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/** Whose notifications they are. Throws FORBIDDEN for the engine itself, which has none. */
export function ownerOf(actor: Actor): string {
  if (actor.userId === null) throw problem('FORBIDDEN', 'only_for_people')
  return actor.userId
}

/** SQL that holds for what is in a person's centre: a client that is no longer theirs takes its news along. */
export function centreOf(actor: Actor): { sql: string; params: string[] } {
  const clients = clientScope(actor, 'n.clientId')
  return {
    sql: `n.userId = ? AND n.inApp = 1 AND n.deletedAt IS NULL AND (n.clientId IS NULL OR ${clients.sql})`,
    params: [ownerOf(actor), ...clients.params],
  }
}

/** Own notifications, newest first; a snoozed one comes back at the time it was put off to. */
export function listNotifications(
  ctx: EngineContext,
  actor: Actor,
  input: {
    limit: number
    cursor?: string | undefined
    show: 'open' | 'unread' | 'snoozed'
    category?: NotificationCategory[] | undefined
  },
): Page<Notification> {
  const after = decodeCursor(input.cursor) ?? [Number.MAX_SAFE_INTEGER, '']
  const centre = centreOf(actor)
  const now = ctx.clock.now()
  const categories = input.category?.length ? JSON.stringify(input.category) : null
  const rows = ctx.db.sqlAll<NotificationsTable>(
    `SELECT n.* FROM notifications n WHERE ${centre.sql} AND (n.shownAt, n.id) < (?, ?)
       AND ${input.show === 'snoozed' ? 'n.shownAt > ?' : 'n.shownAt <= ?'}
       AND ${input.show === 'unread' ? 'n.readAt IS NULL' : '1'}
       AND (? IS NULL OR n.category IN (SELECT value FROM json_each(?)))
     ORDER BY n.shownAt DESC, n.id DESC LIMIT ?`,
    [...centre.params, after[0], after[1], now, categories, categories, input.limit + 1],
  )
  return pageFrom(rows, input.limit, (row) => [row.shownAt, row.id], toNotification)
}

/** How many are unread now: the badge of window, tray and dock. */
export function countUnread(ctx: EngineContext, actor: Actor): number {
  const centre = centreOf(actor)
  return (
    ctx.db.sqlGet<{ unread: number }>(
      `SELECT count(*) AS unread FROM notifications n WHERE ${centre.sql} AND n.readAt IS NULL AND n.shownAt <= ?`,
      [...centre.params, ctx.clock.now()],
    )?.unread ?? 0
  )
}

export function linkOf(row: Pick<NotificationsTable, 'type' | 'subjectId'>): string {
  return notificationType(row.type).link.replace('{id}', encodeURIComponent(row.subjectId))
}

export function toNotification(row: NotificationsTable): Notification {
  return {
    id: row.id,
    type: row.type,
    category: row.category,
    severity: notificationType(row.type).severity,
    message: row.message,
    params: parseJson(paramsSchema, row.params),
    count: row.count,
    link: linkOf(row),
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    createdAt: row.createdAt,
    shownAt: row.shownAt,
    readAt: row.readAt,
    snoozedUntil: row.snoozedUntil,
  }
}

/** When something of this person's will change by itself: a snoozed one comes back. */
export function nextShownAt(db: ReadableDb, userId: string, now: number): number | undefined {
  return (
    db.sqlGet<{ at: number | null }>(
      'SELECT min(shownAt) AS at FROM notifications WHERE userId = ? AND shownAt > ? AND deletedAt IS NULL',
      [userId, now],
    )?.at ?? undefined
  )
}

import type { Toast } from '../../../shared/contract/notifications.ts'
import { notificationText } from '../../../shared/domain/notification-text.ts'
import { notificationType } from '../../../shared/domain/notification-types.ts'
import { nearestLanguage } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import { actorOfUser } from '../core/access/sessions.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import { isRelevant, settleDelivery } from './deliveries.ts'
import { STALE_TOAST } from './notifications.ts'
import { countUnread, linkOf, nextShownAt, paramsSchema } from './queries.ts'
import type { NotificationsTable } from './tables.ts'

type Due = NotificationsTable & { deliveryId: string; notBefore: number }

/** More than this at once become one toast that says how many. */
const MOST_TOASTS = 4

/**
 * The native notifications that are due for a user. Each is given out once, whoever asks first: the
 * desktop app, or a browser page that may show them. Read ones and old ones are passed over. `nextAt` is
 * when to ask again if nothing changes meanwhile.
 */
export function takeDesktopNotifications(
  ctx: EngineContext,
  userId: string,
): { toasts: Toast[]; nextAt: number | null } {
  const next = () =>
    ctx.db.sqlGet<{ at: number | null }>(
      `SELECT min(notBefore) AS at FROM notification_deliveries
       WHERE userId = ? AND channel = 'desktop' AND frequency = 'immediate' AND state = 'pending'`,
      [userId],
    )?.at ?? null
  const first = next()
  if (first === null || first > ctx.clock.now()) return { toasts: [], nextAt: first }
  const toasts = ctx.db.write((tx) => takeDue(tx, ctx, userId))
  return { toasts, nextAt: next() }
}

function takeDue(tx: WritableDb, ctx: EngineContext, userId: string): Toast[] {
  const now = ctx.clock.now()
  const due = tx.sqlAll<Due>(
    `SELECT n.*, d.id AS deliveryId, d.notBefore FROM notification_deliveries d
     JOIN notifications n ON n.id = d.notificationId
     WHERE d.userId = ? AND d.channel = 'desktop' AND d.frequency = 'immediate' AND d.state = 'pending'
       AND d.notBefore <= ? ORDER BY n.shownAt DESC, n.id DESC`,
    [userId, now],
  )
  const shown: Due[] = []
  for (const row of due) {
    const stale = row.notBefore < now - STALE_TOAST
    if (isRelevant(row) && !stale) shown.push(row)
    settleDelivery(
      tx,
      ctx,
      row.deliveryId,
      !isRelevant(row)
        ? { state: 'dropped', reason: 'read' }
        : stale
          ? { state: 'dropped', reason: 'stale' }
          : { state: 'sent' },
    )
  }
  const language = languageOf(tx, ctx, userId)
  if (shown.length <= MOST_TOASTS) return shown.reverse().map((row) => toastOf(ctx, row, language))
  const [newest] = shown
  if (!newest) return []
  const { title } = toastOf(ctx, newest, language)
  return [
    {
      id: newest.id,
      summary: true,
      title: sentence(language, 'notifications:toast.several', { count: shown.length }),
      text: title,
      link: '/notifications',
      severity: notificationType(newest.type).severity,
    },
  ]
}

function toastOf(ctx: EngineContext, row: NotificationsTable, language: 'es' | 'en'): Toast {
  const figures = new Intl.NumberFormat(ctx.workspace().locale)
  const { title, text } = notificationText(
    (key, values) => sentence(language, key, values),
    (value) => figures.format(value),
    { message: row.message, params: parseJson(paramsSchema, row.params) },
  )
  return {
    id: row.id,
    summary: false,
    title,
    text,
    link: linkOf(row),
    severity: notificationType(row.type).severity,
  }
}

function languageOf(tx: WritableDb, ctx: EngineContext, userId: string): 'es' | 'en' {
  const chosen = tx.sqlGet<{ language: string | null }>('SELECT language FROM users WHERE id = ?', [userId])
  return nearestLanguage(chosen?.language ?? ctx.workspace().locale)
}

/** What a desktop app does with notifications: shows, withdraws, and counts them on its icon. */
export interface DesktopSurface {
  show(toast: Toast): void
  /** It was read, settled or deleted elsewhere. */
  withdraw(id: string): void
  badge(unread: number): void
}

/**
 * Keeps a desktop app up to date for one user, until the returned function is called: new toasts as they
 * come due, toasts read elsewhere taken away, the count on the icon.
 *
 * @example const stop = followNotifications(ctx, userId, { show: (toast) => …, withdraw: (id) => …, badge: (n) => app.setBadgeCount(n) })
 */
export function followNotifications(ctx: EngineContext, userId: string, surface: DesktopSurface): () => void {
  const shown = new Set<string>()
  let alarm: { cancel(): void } | undefined
  let unread = -1
  const look = () => {
    alarm?.cancel()
    alarm = undefined
    for (const id of readOf(ctx, shown)) {
      shown.delete(id)
      surface.withdraw(id)
    }
    const { toasts, nextAt } = takeDesktopNotifications(ctx, userId)
    for (const toast of toasts) {
      shown.add(toast.id)
      surface.show(toast)
    }
    const actor = actorOfUser(ctx.db, userId)
    const count = actor ? countUnread(ctx, actor) : 0
    if (count !== unread) surface.badge(count)
    unread = count
    const times = [nextAt, nextShownAt(ctx.db, userId, ctx.clock.now())].filter(
      (at) => typeof at === 'number',
    )
    if (times.length > 0) alarm = ctx.clock.alarm(Math.min(...times), look)
  }
  const stopListening = ctx.live.listen((changes) => {
    if (changes.some(({ topic }) => topic === 'notifications')) look()
  })
  look()
  return () => {
    stopListening()
    alarm?.cancel()
  }
}

/** Those of the toasts on screen that nobody needs any more. */
function readOf(ctx: EngineContext, shown: ReadonlySet<string>): string[] {
  if (shown.size === 0) return []
  const open = ctx.db.sqlAll<{ id: string }>(
    `SELECT id FROM notifications WHERE id IN (SELECT value FROM json_each(?))
       AND readAt IS NULL AND deletedAt IS NULL AND shownAt <= ?`,
    [JSON.stringify([...shown]), ctx.clock.now()],
  )
  const stillOpen = new Set(open.map((row) => row.id))
  return [...shown].filter((id) => !stillOpen.has(id))
}

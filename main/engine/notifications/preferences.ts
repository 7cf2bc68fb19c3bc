import type { NotificationPreferences } from '../../../shared/contract/notifications.ts'
import { invalid } from '../../../shared/contract/errors.ts'
import {
  mayChoose,
  type NotificationChannel,
  type NotificationFrequency,
  notificationType,
  type NotificationTypeName,
  notificationTypeNames,
} from '../../../shared/domain/notification-types.ts'
import type { QuietHours } from '../../../shared/domain/quiet-hours.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb, WritableDb } from '../core/storage/database.ts'
import { preferredAccount } from '../mail/queries.ts'
import { ownerOf } from './queries.ts'
import type { PreferencesTable, QuietHoursTable } from './tables.ts'

export interface PreferenceChange {
  type: NotificationTypeName
  channel: NotificationChannel
  frequency: NotificationFrequency
}

/** What a person chose for a type and channel, else what is usual. */
export function frequencyOf(
  db: ReadableDb,
  userId: string,
  type: NotificationTypeName,
  channel: NotificationChannel,
): NotificationFrequency {
  const chosen = db.sqlGet<PreferencesTable>(
    'SELECT * FROM notification_preferences WHERE userId = ? AND type = ? AND channel = ?',
    [userId, type, channel],
  )?.frequency
  // A choice that is not offered any more does not hold.
  return chosen !== undefined && mayChoose(type, channel, chosen)
    ? chosen
    : notificationType(type).channels[channel]
}

export function quietHoursOf(db: ReadableDb, userId: string): QuietHours | null {
  const row = db.sqlGet<QuietHoursTable>('SELECT * FROM notification_quiet_hours WHERE userId = ?', [userId])
  return row ? { from: row.fromMinute, to: row.toMinute } : null
}

/** The whole matrix of a person, with what is usual beside it. */
export function getPreferences(ctx: EngineContext, actor: Actor): NotificationPreferences {
  const userId = ownerOf(actor)
  const user = ctx.db.sqlGet<{ email: string | null }>('SELECT email FROM users WHERE id = ?', [userId])
  return {
    types: notificationTypeNames.map((name) => {
      const { category, severity, mutable, channels } = notificationType(name)
      const cell = (channel: NotificationChannel) => ({
        frequency: frequencyOf(ctx.db, userId, name, channel),
        usual: channels[channel],
      })
      return {
        type: name,
        category,
        severity,
        mutable,
        channels: { in_app: cell('in_app'), desktop: cell('desktop'), email: cell('email') },
      }
    }),
    quietHours: quietHoursOf(ctx.db, userId),
    email: user?.email ?? null,
    mailReady: preferredAccount(ctx.db) !== undefined,
    zone: ctx.workspace().zone,
  }
}

/**
 * Changes cells of the matrix and the quiet hours (null: none; absent: as they are). What waits to be
 * sent follows the change. Throws INVALID for a frequency the channel does not have, and for muting what
 * cannot be muted.
 */
export function savePreferences(
  ctx: EngineContext,
  actor: Actor,
  input: { changes: PreferenceChange[]; quietHours?: QuietHours | null | undefined },
): NotificationPreferences {
  const userId = ownerOf(actor)
  const issues = input.changes.flatMap((change, index) =>
    mayChoose(change.type, change.channel, change.frequency)
      ? []
      : [{ path: ['changes', index, 'frequency'], reason: 'notification_not_mutable' }],
  )
  if (issues.length > 0) throw invalid(issues)
  return ctx.db.write((tx) => {
    for (const change of input.changes) store(tx, ctx, userId, change)
    if (input.quietHours !== undefined) storeQuietHours(tx, ctx, userId, input.quietHours)
    recordChange(tx, ctx, actor, {
      changes: input.changes.map(({ type, channel, frequency }) => `${type}.${channel}=${frequency}`),
    })
    return getPreferences(ctx, actor)
  })
}

/** Back to what is usual, quiet hours included. */
export function resetPreferences(ctx: EngineContext, actor: Actor): NotificationPreferences {
  const userId = ownerOf(actor)
  return ctx.db.write((tx) => {
    tx.sqlRun('DELETE FROM notification_preferences WHERE userId = ?', [userId])
    tx.sqlRun('DELETE FROM notification_quiet_hours WHERE userId = ?', [userId])
    recordChange(tx, ctx, actor, { changes: ['reset'] })
    return getPreferences(ctx, actor)
  })
}

function store(tx: WritableDb, ctx: EngineContext, userId: string, change: PreferenceChange): void {
  const { type, channel, frequency } = change
  const now = ctx.clock.now()
  tx.sqlRun('DELETE FROM notification_preferences WHERE userId = ? AND type = ? AND channel = ?', [
    userId,
    type,
    channel,
  ])
  // What is usual is not stored, so that a person who never chose follows the product.
  if (frequency !== notificationType(type).channels[channel]) {
    tx.sqlRun(
      'INSERT INTO notification_preferences (userId, type, channel, frequency, updatedAt) VALUES (?, ?, ?, ?, ?)',
      [userId, type, channel, frequency, now],
    )
  }
  const waiting = `userId = ? AND channel = ? AND state = 'pending'
    AND notificationId IN (SELECT id FROM notifications WHERE userId = ? AND type = ?)`
  if (frequency === 'off') {
    tx.sqlRun(
      `UPDATE notification_deliveries SET state = 'dropped', reason = 'muted', settledAt = ? WHERE ${waiting}`,
      [now, userId, channel, userId, type],
    )
  } else if (frequency !== 'immediate') {
    tx.sqlRun(
      `UPDATE notification_deliveries SET frequency = ? WHERE ${waiting} AND frequency <> 'immediate'`,
      [frequency, userId, channel, userId, type],
    )
  }
}

function storeQuietHours(tx: WritableDb, ctx: EngineContext, userId: string, quiet: QuietHours | null): void {
  tx.sqlRun('DELETE FROM notification_quiet_hours WHERE userId = ?', [userId])
  if (!quiet) return
  tx.sqlRun(
    'INSERT INTO notification_quiet_hours (userId, fromMinute, toMinute, updatedAt) VALUES (?, ?, ?, ?)',
    [userId, quiet.from, quiet.to, ctx.clock.now()],
  )
}

function recordChange(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  details: { changes: string[] },
): void {
  ctx.audit.record(tx, {
    actor,
    action: 'notification.preferences',
    subjectType: 'user',
    subjectId: actor.userId,
    details,
  })
  ctx.live.touch(tx, 'notifications')
}

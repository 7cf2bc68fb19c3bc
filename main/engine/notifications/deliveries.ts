import { isProblem } from '../../../shared/contract/errors.ts'
import { afterQuietHours } from '../../../shared/domain/quiet-hours.ts'
import { systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { queueEmail } from '../emails/emails.ts'
import { type EmailItem, notificationEmail } from './email/message.ts'
import { quietHoursOf } from './preferences.ts'
import type { DeliveriesTable, NotificationsTable } from './tables.ts'

/** Ends what waits to be sent of a notification. */
export function dropDeliveries(tx: WritableDb, now: number, notificationId: string, reason: string): void {
  tx.sqlRun(
    `UPDATE notification_deliveries SET state = 'dropped', reason = ?, settledAt = ?
     WHERE notificationId = ? AND state = 'pending'`,
    [reason, now, notificationId],
  )
}

/**
 * Sends one notification by e-mail, if it is still worth it: in the transaction of its job, so that it
 * goes out once. A person who has made the hours quiet meanwhile is left in peace until they end.
 */
export function deliverByEmail(tx: WritableDb, ctx: EngineContext, deliveryId: string): void {
  const delivery = tx.sqlGet<DeliveriesTable>('SELECT * FROM notification_deliveries WHERE id = ?', [
    deliveryId,
  ])
  if (delivery?.state !== 'pending') return
  const row = tx.sqlGet<NotificationsTable>('SELECT * FROM notifications WHERE id = ?', [
    delivery.notificationId,
  ])
  if (!row || !isRelevant(row)) {
    settleDelivery(tx, ctx, deliveryId, { state: 'dropped', reason: 'read' })
    return
  }
  const now = ctx.clock.now()
  const notBefore = afterQuietHours(ctx.workspace().zone, quietHoursOf(tx, delivery.userId), now)
  if (notBefore > now) {
    tx.sqlRun('UPDATE notification_deliveries SET notBefore = ? WHERE id = ?', [notBefore, deliveryId])
    ctx.queue.add(tx, { type: 'notification', payload: { deliveryId }, runAt: notBefore })
    return
  }
  settleDelivery(tx, ctx, deliveryId, sendEmail(tx, ctx, delivery.userId, { kind: 'single', rows: [row] }))
}

/** Whether a channel may still tell of it. */
export function isRelevant(row: Pick<NotificationsTable, 'readAt' | 'deletedAt'>): boolean {
  return row.readAt === null && row.deletedAt === null
}

export interface Settlement {
  state: 'sent' | 'dropped' | 'failed'
  reason?: string
  emailId?: string
  digestId?: string
}

export function settleDelivery(
  tx: WritableDb,
  ctx: EngineContext,
  id: string,
  { state, reason, emailId, digestId }: Settlement,
): void {
  tx.sqlRun(
    `UPDATE notification_deliveries SET state = ?, reason = ?, emailId = ?, digestId = ?, settledAt = ?
     WHERE id = ? AND state = 'pending'`,
    [state, reason ?? null, emailId ?? null, digestId ?? null, ctx.clock.now(), id],
  )
}

export interface Mailing {
  kind: EmailItem['kind']
  rows: NotificationsTable[]
}

/** Writes the message in the person's language and queues it. A missing address or account is no error: it is noted. */
export function sendEmail(
  tx: WritableDb,
  ctx: EngineContext,
  userId: string,
  { kind, rows }: Mailing,
): Settlement {
  const user = tx.sqlGet<{ name: string; email: string | null; language: string | null }>(
    'SELECT name, email, language FROM users WHERE id = ? AND active = 1 AND deletedAt IS NULL',
    [userId],
  )
  if (!user?.email) return { state: 'failed', reason: 'no_address' }
  try {
    const emailId = queueEmail(tx, ctx, {
      kind: 'notification',
      actor: systemActor,
      to: [{ name: user.name, address: user.email }],
      ...notificationEmail(ctx, { kind, rows, language: user.language, name: user.name }),
    })
    return { state: 'sent', emailId }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { state: 'failed', reason: error.data.reason }
  }
}

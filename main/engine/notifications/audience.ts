import {
  type NotificationAudience,
  notificationType,
  type NotificationTypeName,
} from '../../../shared/domain/notification-types.ts'
import { decidersOf, findApproval } from '../approvals/queries.ts'
import { maySeeClient } from '../clients/queries.ts'
import { actorOfUser, usersWith } from '../core/access/sessions.ts'
import { may } from '../core/actor.ts'
import type { DomainEvent } from '../core/events/events.ts'
import type { ReadableDb } from '../core/storage/database.ts'

/** Somebody who is told. `own`: of their own doing, which they see whatever clients they are assigned. */
export interface Recipient {
  userId: string
  own: boolean
}

/**
 * Who is told of an event: active users of the type's audience, without the one who did it, and those who
 * see only their clients only of these.
 */
export function recipientsOf(db: ReadableDb, type: NotificationTypeName, event: DomainEvent): Recipient[] {
  const found = new Map<string, boolean>()
  for (const audience of notificationType(type).audience) {
    const { userIds, own } = members(db, audience, event)
    for (const userId of userIds) found.set(userId, own || (found.get(userId) ?? false))
  }
  return [...found]
    .map(([userId, own]) => ({ userId, own }))
    .filter((recipient) => isTold(db, recipient, event))
}

function isTold(db: ReadableDb, { userId, own }: Recipient, event: DomainEvent): boolean {
  if (event.actorKind === 'user' && event.actorId === userId) return false
  const actor = actorOfUser(db, userId)
  if (!actor || !may(actor, 'notifications:read')) return false
  return own || actor.sees === 'all' || event.clientId === null || maySeeClient(db, actor, event.clientId)
}

function members(
  db: ReadableDb,
  audience: NotificationAudience,
  event: DomainEvent,
): { userIds: string[]; own: boolean } {
  if (typeof audience === 'object') return { userIds: usersWith(db, audience.permission), own: false }
  if (audience === 'deciders') return { userIds: decidersOf(db, event.subjectId), own: false }
  if (audience === 'subject') return { userIds: [event.subjectId], own: true }
  if (audience === 'creator') return { userIds: creatorsOf(db, event), own: true }
  const requestedBy = findApproval(db, event.subjectId)?.requestedBy
  return { userIds: requestedBy ? [requestedBy] : [], own: true }
}

/** Who made a campaign and who launched it: both have it as their own. */
function creatorsOf(db: ReadableDb, event: DomainEvent): string[] {
  return db
    .sqlAll<{ actorId: string }>(
      `SELECT DISTINCT actorId FROM events WHERE subjectType = ? AND subjectId = ?
         AND type IN ('campaign.created', 'campaign.launched') AND actorId IS NOT NULL`,
      [event.subjectType, event.subjectId],
    )
    .map((row) => row.actorId)
}

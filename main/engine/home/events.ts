import { z } from 'zod'
import type { HomeEvent } from '../../../shared/contract/home.ts'
import type { EventType } from '../../../shared/domain/events.ts'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { campaignScope } from '../campaigns/queries.ts'
import { clientScope } from '../clients/queries.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { EventsTable } from '../core/events/tables.ts'
import { parseJson } from '../core/storage/json.ts'

/** What is worth a line on the first page, and what one must be allowed to see for it. */
const told: Partial<Record<EventType, Permission>> = {
  'approval.decided': 'approvals:read',
  'approval.requested': 'approvals:read',
  'approval.timed_out': 'approvals:read',
  'backup.completed': 'backups:manage',
  'backup.failed': 'backups:manage',
  'campaign.cancelled': 'campaigns:read',
  'campaign.finished': 'campaigns:read',
  'campaign.launched': 'campaigns:read',
  'campaign.paused': 'campaigns:read',
  'campaign.resumed': 'campaigns:read',
  'campaign.strategy_switched': 'campaigns:read',
  'client.created': 'clients:read',
  'client.deleted': 'clients:read',
  'client.stage_changed': 'clients:read',
  'integrity.failed': 'jobs:read',
  'job.dead': 'jobs:read',
  'mail_account.failed': 'mail:manage',
  'monitor.raised': 'jobs:read',
  'template.published': 'templates:read',
  'user.created': 'users:manage',
}

/** Events looked at, newest first: the cost stays the same however long the history is. */
const LOOKED_AT = 5_000
const SHOWN = 10

/** The last events since `since` (ms) that concern this actor. */
export function recentEvents(ctx: EngineContext, actor: Actor, since: number): HomeEvent[] {
  const types = Object.entries(told)
    .filter(([, permission]) => may(actor, permission))
    .map(([type]) => type)
  const scope = eventScope(actor)
  return ctx.db
    .sqlAll<EventsTable & { actorName: string | null }>(
      `SELECT e.*, u.name AS actorName FROM events e LEFT JOIN users u ON u.id = e.actorId
       WHERE e.seq > (SELECT coalesce(max(seq), 0) - ${LOOKED_AT} FROM events) AND e.at >= ?
         AND e.type IN (SELECT value FROM json_each(?)) AND ${scope.sql}
       ORDER BY e.seq DESC LIMIT ${SHOWN}`,
      [since, JSON.stringify(types), ...scope.params],
    )
    .map((row) => ({
      id: row.id,
      at: row.at,
      type: row.type,
      actorName: row.actorName,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      payload: parseJson(z.record(z.string(), z.unknown()), row.payload),
    }))
}

/** What the actor did, and what concerns clients and campaigns the actor may see. */
function eventScope(actor: Actor): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const clients = clientScope(actor, 'e.clientId')
  const campaigns = campaignScope(actor, 'c')
  return {
    sql: `(e.actorId = ? OR ${clients.sql} OR e.subjectType = 'template'
      OR (e.subjectType = 'campaign' AND EXISTS (SELECT 1 FROM campaigns c WHERE c.id = e.subjectId AND ${campaigns.sql})))`,
    params: [actor.userId ?? '', ...clients.params, ...campaigns.params],
  }
}

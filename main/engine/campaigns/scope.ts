import { notFound } from '../../../shared/contract/errors.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import type { CampaignsTable } from './tables.ts'

/** SQL that holds for the campaigns an actor may see: those of assigned clients, and those the actor began. */
export function campaignScope(actor: Actor, table = 'campaigns'): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const clients = clientScope(actor, `${table}.clientId`)
  return {
    sql: `(${clients.sql} OR ${table}.createdBy = ?)`,
    params: [...clients.params, actor.userId ?? ''],
  }
}

/** SQL that holds for the recipients an actor may see within a campaign the actor may see. */
export function recipientScope(actor: Actor, table = 'r'): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const clients = clientScope(actor, `${table}.clientId`)
  return { sql: `(${table}.clientId IS NULL OR ${clients.sql})`, params: clients.params }
}

/** A campaign the actor may see. Throws NOT_FOUND for every other, whether it is there or not. */
export function findCampaign(db: ReadableDb, actor: Actor, id: string): CampaignsTable {
  const scope = campaignScope(actor)
  const row = db.sqlGet<CampaignsTable>(
    `SELECT * FROM campaigns WHERE id = ? AND deletedAt IS NULL AND ${scope.sql}`,
    [id, ...scope.params],
  )
  if (!row) throw notFound('campaign')
  return row
}

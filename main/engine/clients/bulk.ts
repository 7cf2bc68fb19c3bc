import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { addTags, announce, checkAssignee } from './clients.ts'
import { type ClientFilter, clientsMatching } from './queries.ts'
import type { ClientsTable } from './tables.ts'

/** Which clients a command is for; those the actor may not see are passed over. */
export type ClientSelection = { ids: string[] } | { filter: ClientFilter }

/** Gives clients to a member of staff, or to nobody. Returns how many changed. */
export function assignClients(
  ctx: EngineContext,
  actor: Actor,
  input: { selection: ClientSelection; assigneeId: string | null },
): number {
  return changeEach(ctx, actor, input.selection, (tx, client) => {
    checkAssignee(tx, input.assigneeId)
    if (client.assigneeId === input.assigneeId) return false
    tx.sqlRun('UPDATE clients SET assigneeId = ? WHERE id = ?', [input.assigneeId, client.id])
    announce(tx, ctx, actor, client.id, 'client.assigned', { from: client.assigneeId, to: input.assigneeId })
    return true
  })
}

/** Moves clients to a stage. Returns how many changed. */
export function setClientStage(
  ctx: EngineContext,
  actor: Actor,
  input: { selection: ClientSelection; stage: ClientStage },
): number {
  return changeEach(ctx, actor, input.selection, (tx, client) => {
    if (client.stage === input.stage) return false
    tx.sqlRun('UPDATE clients SET stage = ? WHERE id = ?', [input.stage, client.id])
    announce(tx, ctx, actor, client.id, 'client.stage_changed', { from: client.stage, to: input.stage })
    return true
  })
}

/** Adds and removes tags. Returns how many clients changed. */
export function tagClients(
  ctx: EngineContext,
  actor: Actor,
  input: { selection: ClientSelection; add: string[]; remove: string[] },
): number {
  return changeEach(ctx, actor, input.selection, (tx, client) => {
    const added = addTags(tx, client.id, input.add)
    const { changes } = tx.sqlRun(
      'DELETE FROM client_tags WHERE clientId = ? AND tag IN (SELECT value FROM json_each(?))',
      [client.id, JSON.stringify(input.remove)],
    )
    if (added + changes === 0) return false
    announce(tx, ctx, actor, client.id, 'client.updated', { fields: ['tags'] })
    return true
  })
}

/** Applies a change to every selected client the actor may see, in one transaction. */
function changeEach(
  ctx: EngineContext,
  actor: Actor,
  selection: ClientSelection,
  change: (tx: WritableDb, client: ClientsTable) => boolean,
): number {
  return ctx.db.write((tx) => {
    const selected = tx.all((q) => {
      const query = q
        .selectFrom('clients')
        .selectAll()
        .where(clientsMatching(actor, 'filter' in selection ? selection.filter : {}))
      return 'ids' in selection ? query.where('id', 'in', selection.ids) : query
    })
    let changed = 0
    for (const client of selected) {
      if (!change(tx, client)) continue
      changed += 1
      tx.sqlRun('UPDATE clients SET version = version + 1, updatedAt = ?, updatedBy = ? WHERE id = ?', [
        ctx.clock.now(),
        actor.userId,
        client.id,
      ])
    }
    ctx.audit.record(tx, { actor, action: 'client.bulk_change', subjectType: 'client', details: { changed } })
    return changed
  })
}

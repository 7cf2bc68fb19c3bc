import type { Client, ClientFields } from '../../../shared/contract/clients.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { type ClientFilter, clientsMatching, getClient } from './queries.ts'
import { foldText } from './search-text.ts'
import type { ClientsTable } from './tables.ts'

export type ClientSelection = { ids: string[] } | { filter: ClientFilter }

/** Creates a client. Staff become its assignee, or they could not see what they made. */
export function createClient(ctx: EngineContext, actor: Actor, fields: ClientFields): Client {
  return ctx.db.write((tx) => {
    const assigneeId = actor.sees === 'assigned' ? actor.userId : fields.assigneeId
    checkAssignee(tx, assigneeId)
    checkTaxId(tx, fields.taxId)
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    tx.run((q) =>
      q.insertInto('clients').values({
        id,
        name: fields.name,
        searchText: foldText(`${fields.name} ${fields.taxId ?? ''}`),
        taxId: fields.taxId || null,
        stage: fields.stage,
        health: fields.health,
        assigneeId,
        notes: fields.notes,
        lastActivityAt: now,
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: actor.userId,
        deletedAt: null,
      }),
    )
    addTags(tx, id, fields.tags)
    announce(tx, ctx, actor, id, 'client.created', { name: fields.name })
    ctx.audit.record(tx, {
      actor,
      action: 'client.create',
      subjectType: 'client',
      subjectId: id,
      after: fields,
    })
    return getClient(ctx, actor, id)
  })
}

/**
 * Changes the given fields. Throws CONFLICT when somebody changed the client since `version` was
 * read, so that nobody overwrites what they have not seen.
 */
export function updateClient(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; version: number; fields: Partial<ClientFields> },
): Client {
  return ctx.db.write((tx) => {
    const before = getClient(ctx, actor, input.id)
    if (before.version !== input.version)
      throw problem('CONFLICT', 'changed_meanwhile', { name: before.name })
    const { tags, ...fields } = input.fields
    if (fields.assigneeId !== undefined && fields.assigneeId !== before.assigneeId) {
      if (!may(actor, 'clients:assign'))
        throw problem('FORBIDDEN', 'permission_missing', { permission: 'clients:assign' })
      checkAssignee(tx, fields.assigneeId)
    }
    if (fields.taxId && fields.taxId !== before.taxId) checkTaxId(tx, fields.taxId)
    const after = { ...before, ...fields }
    tx.run((q) =>
      q
        .updateTable('clients')
        .set({
          ...fields,
          taxId: after.taxId || null,
          searchText: foldText(`${after.name} ${after.taxId ?? ''}`),
          version: before.version + 1,
          updatedAt: ctx.clock.now(),
          updatedBy: actor.userId,
        })
        .where('id', '=', input.id),
    )
    if (tags) replaceTags(tx, input.id, tags)
    tellChanges(tx, ctx, actor, before, { ...after, tags: tags ?? before.tags })
    return getClient(ctx, actor, input.id)
  })
}

function tellChanges(tx: WritableDb, ctx: EngineContext, actor: Actor, before: Client, after: Client): void {
  const { id } = before
  const named = ['name', 'taxId', 'notes', 'tags'] as const
  const fields = named.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  if (fields.length > 0) announce(tx, ctx, actor, id, 'client.updated', { fields })
  if (before.stage !== after.stage) {
    announce(tx, ctx, actor, id, 'client.stage_changed', { from: before.stage, to: after.stage })
  }
  if (before.health !== after.health) {
    announce(tx, ctx, actor, id, 'client.health_changed', { from: before.health, to: after.health })
  }
  if (before.assigneeId !== after.assigneeId) {
    announce(tx, ctx, actor, id, 'client.assigned', { from: before.assigneeId, to: after.assigneeId })
  }
  ctx.audit.record(tx, {
    actor,
    action: 'client.update',
    subjectType: 'client',
    subjectId: id,
    before,
    after,
  })
}

/** Moves a client to the trash; `restoreClient` brings it back with everything that hangs below. */
export function removeClient(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const client = getClient(ctx, actor, id)
    tx.sqlRun('UPDATE clients SET deletedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?', [
      ctx.clock.now(),
      actor.userId,
      id,
    ])
    announce(tx, ctx, actor, id, 'client.deleted', { name: client.name })
    ctx.audit.record(tx, { actor, action: 'client.remove', subjectType: 'client', subjectId: id })
  })
}

/** Undoes `removeClient`. Throws CONFLICT when its tax id was given to another client meanwhile. */
export function restoreClient(ctx: EngineContext, actor: Actor, id: string): Client {
  return ctx.db.write((tx) => {
    const row = tx.sqlGet<ClientsTable>('SELECT * FROM clients WHERE id = ? AND deletedAt IS NOT NULL', [id])
    if (!row || (actor.sees === 'assigned' && row.assigneeId !== actor.userId)) throw notFound('client')
    checkTaxId(tx, row.taxId)
    tx.sqlRun('UPDATE clients SET deletedAt = NULL, updatedAt = ?, version = version + 1 WHERE id = ?', [
      ctx.clock.now(),
      id,
    ])
    announce(tx, ctx, actor, id, 'client.created', { name: row.name })
    ctx.audit.record(tx, { actor, action: 'client.restore', subjectType: 'client', subjectId: id })
    return getClient(ctx, actor, id)
  })
}

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
      tx.sqlRun(
        'UPDATE clients SET version = version + 1, updatedAt = ?, updatedBy = ?, lastActivityAt = ? WHERE id = ?',
        [ctx.clock.now(), actor.userId, ctx.clock.now(), client.id],
      )
    }
    ctx.audit.record(tx, { actor, action: 'client.bulk_change', subjectType: 'client', details: { changed } })
    return changed
  })
}

type ClientEvent =
  | 'client.created'
  | 'client.updated'
  | 'client.stage_changed'
  | 'client.health_changed'
  | 'client.assigned'
  | 'client.deleted'

function announce<T extends ClientEvent>(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  id: string,
  type: T,
  payload: Parameters<typeof ctx.events.emit<T>>[1]['payload'],
): void {
  ctx.events.emit(tx, { type, subjectType: 'client', subjectId: id, clientId: id, actor, payload })
  ctx.live.touch(tx, 'clients', id)
}

function addTags(tx: WritableDb, clientId: string, tags: readonly string[]): number {
  let added = 0
  for (const tag of tags) {
    added += tx.sqlRun('INSERT OR IGNORE INTO client_tags (clientId, tag) VALUES (?, ?)', [
      clientId,
      tag,
    ]).changes
  }
  return added
}

function replaceTags(tx: WritableDb, clientId: string, tags: readonly string[]): void {
  tx.sqlRun('DELETE FROM client_tags WHERE clientId = ?', [clientId])
  addTags(tx, clientId, tags)
}

function checkAssignee(tx: WritableDb, assigneeId: string | null): void {
  if (assigneeId === null) return
  const user = tx.sqlGet('SELECT 1 FROM users WHERE id = ? AND active = 1 AND deletedAt IS NULL', [
    assigneeId,
  ])
  if (!user) throw invalid([{ path: ['assigneeId'], reason: 'assignee_unknown' }])
}

function checkTaxId(tx: WritableDb, taxId: string | null): void {
  if (!taxId) return
  const taken = tx.sqlGet<{ name: string }>(
    'SELECT name FROM clients WHERE taxId = ? AND deletedAt IS NULL',
    [taxId],
  )
  if (taken) throw invalid([{ path: ['taxId'], reason: 'tax_id_taken', params: { name: taken.name } }])
}

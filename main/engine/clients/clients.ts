import type { Client, ClientFields } from '../../../shared/contract/clients.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { getClient, maySeeClient } from './queries.ts'
import { searchTextOf } from './search-text.ts'
import type { ClientsTable } from './tables.ts'
import { readTaxId, showTaxId } from './tax-id.ts'

/**
 * Creates a client. Staff become its assignee, or they could not see what they made. Throws INVALID for a tax
 * id whose form or check digit does not hold, or that another client has.
 */
export function createClient(ctx: EngineContext, actor: Actor, fields: ClientFields): Client {
  return ctx.db.write((tx) => {
    const assigneeId = actor.sees === 'assigned' ? actor.userId : fields.assigneeId
    checkAssignee(tx, assigneeId)
    const taxId = taxIdOf(tx, ctx, actor, fields)
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    tx.run((q) =>
      q.insertInto('clients').values({
        id,
        name: fields.name,
        searchText: searchTextOf(fields.name, taxId.value, taxId.shown),
        taxId: taxId.value,
        country: taxId.country,
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
    const after = { ...before, ...fields }
    const taxId = taxIdOf(tx, ctx, actor, after, before)
    after.taxId = taxId.value
    after.country = taxId.country
    tx.run((q) =>
      q
        .updateTable('clients')
        .set({
          ...fields,
          taxId: taxId.value,
          country: taxId.country,
          searchText: searchTextOf(after.name, taxId.value, taxId.shown),
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
  const named = ['name', 'taxId', 'country', 'notes', 'tags'] as const
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
    if (row.taxId) checkFree(tx, actor, row.taxId)
    tx.sqlRun('UPDATE clients SET deletedAt = NULL, updatedAt = ?, version = version + 1 WHERE id = ?', [
      ctx.clock.now(),
      id,
    ])
    announce(tx, ctx, actor, id, 'client.restored', { name: row.name })
    ctx.audit.record(tx, { actor, action: 'client.restore', subjectType: 'client', subjectId: id })
    return getClient(ctx, actor, id)
  })
}

type ClientEvent =
  | 'client.created'
  | 'client.updated'
  | 'client.stage_changed'
  | 'client.health_changed'
  | 'client.assigned'
  | 'client.deleted'
  | 'client.restored'

/** Tells of a change of a client in the transaction that makes it. */
export function announce<T extends ClientEvent>(
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

/** Adds tags a client does not have yet. Returns how many. */
export function addTags(tx: WritableDb, clientId: string, tags: readonly string[]): number {
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

/** Throws INVALID when clients cannot be given to this person. */
export function checkAssignee(tx: WritableDb, assigneeId: string | null): void {
  if (assigneeId === null) return
  const user = tx.sqlGet('SELECT 1 FROM users WHERE id = ? AND active = 1 AND deletedAt IS NULL', [
    assigneeId,
  ])
  if (!user) throw invalid([{ path: ['assigneeId'], reason: 'assignee_unknown' }])
}

/**
 * The tax id as it is kept and shown. An id that was kept before under the same country is not read again, so
 * that a change of something else is never refused for it.
 */
function taxIdOf(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  fields: { taxId: string | null; country?: string | null | undefined },
  before?: Client,
): { value: string | null; shown: string | null; country: string | null } {
  const home = ctx.workspace().country
  const country = fields.country && fields.country !== home ? fields.country : null
  if (!fields.taxId) return { value: null, shown: null, country }
  const same = before !== undefined && fields.taxId === before.taxId && country === before.country
  const read = same ? { ok: true as const, value: fields.taxId } : readTaxId(fields.taxId, country ?? home)
  if (!read.ok) throw invalid([{ path: ['taxId'], reason: read.reason, params: { kind: read.kind } }])
  if (read.value !== before?.taxId) checkFree(tx, actor, read.value)
  return { value: read.value, shown: showTaxId(read.value, country ?? home), country }
}

/** The name of the client that has the id is told only to those who may see that client. */
function checkFree(tx: WritableDb, actor: Actor, taxId: string): void {
  const taken = tx.sqlGet<{ id: string; name: string }>(
    'SELECT id, name FROM clients WHERE taxId = ? AND deletedAt IS NULL',
    [taxId],
  )
  if (!taken) return
  throw invalid([
    maySeeClient(tx, actor, taken.id)
      ? { path: ['taxId'], reason: 'tax_id_taken', params: { name: taken.name } }
      : { path: ['taxId'], reason: 'tax_id_taken_elsewhere' },
  ])
}

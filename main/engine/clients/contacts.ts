import type { Contact, ContactFields } from '../../../shared/contract/clients.ts'
import { notFound, problem } from '../../../shared/contract/errors.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { getContact, maySeeClient } from './queries.ts'

/** Adds a person at a client; the first one is its primary contact. */
export function addContact(
  ctx: EngineContext,
  actor: Actor,
  input: ContactFields & { clientId: string },
): Contact {
  return ctx.db.write((tx) => {
    if (!maySeeClient(tx, actor, input.clientId)) throw notFound('client')
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    const first = !tx.sqlGet('SELECT 1 FROM contacts WHERE clientId = ? AND deletedAt IS NULL', [
      input.clientId,
    ])
    const isPrimary = input.primary || first
    if (isPrimary) demoteOthers(tx, input.clientId)
    tx.run((q) =>
      q.insertInto('contacts').values({
        id,
        clientId: input.clientId,
        name: input.name,
        email: input.email,
        phone: input.phone,
        position: input.position,
        language: input.language,
        isPrimary: isPrimary ? 1 : 0,
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: actor.userId,
        deletedAt: null,
      }),
    )
    tell(tx, ctx, actor, { id, clientId: input.clientId }, 'contact.created', { name: input.name })
    return getContact(ctx, actor, id)
  })
}

/** Changes the given fields. Throws CONFLICT when it was changed since `version` was read. */
export function updateContact(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; version: number; fields: Partial<ContactFields> },
): Contact {
  return ctx.db.write((tx) => {
    const before = getContact(ctx, actor, input.id)
    if (before.version !== input.version)
      throw problem('CONFLICT', 'changed_meanwhile', { name: before.name })
    const { primary, ...fields } = input.fields
    if (primary) demoteOthers(tx, before.clientId)
    tx.run((q) =>
      q
        .updateTable('contacts')
        .set({
          ...fields,
          ...(primary === undefined ? {} : { isPrimary: primary ? 1 : 0 }),
          version: before.version + 1,
          updatedAt: ctx.clock.now(),
          updatedBy: actor.userId,
        })
        .where('id', '=', input.id),
    )
    tell(tx, ctx, actor, before, 'contact.updated', { fields: Object.keys(input.fields) })
    return getContact(ctx, actor, input.id)
  })
}

export function removeContact(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const contact = getContact(ctx, actor, id)
    tx.sqlRun('UPDATE contacts SET deletedAt = ?, updatedBy = ? WHERE id = ?', [
      ctx.clock.now(),
      actor.userId,
      id,
    ])
    tell(tx, ctx, actor, contact, 'contact.deleted', { name: contact.name })
  })
}

function demoteOthers(tx: WritableDb, clientId: string): void {
  tx.sqlRun('UPDATE contacts SET isPrimary = 0 WHERE clientId = ? AND isPrimary = 1', [clientId])
}

type ContactEvent = 'contact.created' | 'contact.updated' | 'contact.deleted'

function tell<T extends ContactEvent>(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  contact: { id: string; clientId: string },
  type: T,
  payload: Parameters<typeof ctx.events.emit<T>>[1]['payload'],
): void {
  const { id, clientId } = contact
  ctx.events.emit(tx, { type, subjectType: 'contact', subjectId: id, clientId, actor, payload })
  ctx.audit.record(tx, { actor, action: type, subjectType: 'contact', subjectId: id })
  ctx.live.touch(tx, 'clients', clientId)
}

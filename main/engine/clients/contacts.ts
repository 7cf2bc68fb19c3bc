import type { Contact, ContactFields } from '../../../shared/contract/clients.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { getContact, maySeeClient } from './queries.ts'
import type { ContactsTable } from './tables.ts'

/** Adds a person at a client; the first one is its primary contact. Throws INVALID for an address it has already. */
export function addContact(
  ctx: EngineContext,
  actor: Actor,
  input: ContactFields & { clientId: string },
): Contact {
  return ctx.db.write((tx) => {
    if (!maySeeClient(tx, actor, input.clientId)) throw notFound('client')
    checkAddress(tx, input.clientId, input.email, null)
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
    checkAddress(tx, before.clientId, fields.email ?? null, before.id)
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
    promoteOne(tx, before.clientId)
    const after = getContact(ctx, actor, input.id)
    const changed = contactFields.filter((field) => before[field] !== after[field])
    if (changed.length > 0)
      tell(tx, ctx, actor, before, 'contact.updated', { name: after.name, fields: changed })
    return after
  })
}

const contactFields = ['name', 'email', 'phone', 'position', 'language', 'primary'] as const

/** Deletes a contact; `restoreContact` brings it back. Another one becomes primary in its place. */
export function removeContact(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const contact = getContact(ctx, actor, id)
    tx.sqlRun(
      'UPDATE contacts SET deletedAt = ?, updatedBy = ?, isPrimary = 0, version = version + 1 WHERE id = ?',
      [ctx.clock.now(), actor.userId, id],
    )
    promoteOne(tx, contact.clientId)
    tell(tx, ctx, actor, contact, 'contact.deleted', { name: contact.name })
  })
}

/** Undoes `removeContact`. Throws INVALID when its address was given to another contact meanwhile. */
export function restoreContact(ctx: EngineContext, actor: Actor, id: string): Contact {
  return ctx.db.write((tx) => {
    const row = tx.sqlGet<ContactsTable>('SELECT * FROM contacts WHERE id = ? AND deletedAt IS NOT NULL', [
      id,
    ])
    if (!row || !maySeeClient(tx, actor, row.clientId)) throw notFound('contact')
    checkAddress(tx, row.clientId, row.email, null)
    tx.sqlRun(
      'UPDATE contacts SET deletedAt = NULL, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?',
      [ctx.clock.now(), actor.userId, id],
    )
    promoteOne(tx, row.clientId)
    tell(tx, ctx, actor, row, 'contact.restored', { name: row.name })
    return getContact(ctx, actor, id)
  })
}

/** A client that has contacts has exactly one that is primary: without one, the eldest becomes it. */
function promoteOne(tx: WritableDb, clientId: string): void {
  tx.sqlRun(
    `UPDATE contacts SET isPrimary = 1 WHERE id = (
       SELECT id FROM contacts WHERE clientId = ? AND deletedAt IS NULL AND NOT EXISTS (
         SELECT 1 FROM contacts p WHERE p.clientId = contacts.clientId AND p.deletedAt IS NULL AND p.isPrimary = 1
       ) ORDER BY createdAt, id LIMIT 1)`,
    [clientId],
  )
}

/** Two contacts of one client with one address would be written to twice. */
function checkAddress(tx: WritableDb, clientId: string, email: string | null, own: string | null): void {
  if (email === null) return
  const taken = tx.sqlGet<{ name: string }>(
    'SELECT name FROM contacts WHERE clientId = ? AND lower(email) = lower(?) AND deletedAt IS NULL AND id IS NOT ?',
    [clientId, email, own],
  )
  if (taken) throw invalid([{ path: ['email'], reason: 'contact_email_taken', params: { name: taken.name } }])
}

function demoteOthers(tx: WritableDb, clientId: string): void {
  tx.sqlRun('UPDATE contacts SET isPrimary = 0 WHERE clientId = ? AND isPrimary = 1', [clientId])
}

type ContactEvent = 'contact.created' | 'contact.updated' | 'contact.deleted' | 'contact.restored'

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

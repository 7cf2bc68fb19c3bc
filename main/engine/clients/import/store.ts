import type { Client, ClientFields, Contact, ContactFields } from '../../../../shared/contract/clients.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { addContact, updateContact } from '../contacts.ts'
import { createClient, updateClient } from '../clients.ts'
import { getClient, listContacts } from '../queries.ts'

export type KnownClient = Pick<
  Client,
  'id' | 'name' | 'taxId' | 'country' | 'stage' | 'health' | 'assigneeId' | 'tags' | 'notes'
>
export type KnownContact = ContactFields & { id: string }

/** Where an import finds and puts its clients: the workspace itself, or a trial that writes nothing. */
export interface ClientStore {
  get(id: string): KnownClient
  create(fields: ClientFields): KnownClient
  update(id: string, fields: Partial<ClientFields>): void
  contacts(id: string): KnownContact[]
  addContact(id: string, fields: ContactFields): void
  updateContact(contactId: string, clientId: string, fields: Partial<ContactFields>): void
}

/** The workspace, in the name of the actor. */
export function realStore(ctx: EngineContext, actor: Actor): ClientStore {
  const contacts = (id: string): Contact[] => listContacts(ctx, actor, id)
  return {
    get: (id) => getClient(ctx, actor, id),
    create: (fields) => createClient(ctx, actor, fields),
    update(id, fields) {
      updateClient(ctx, actor, { id, version: getClient(ctx, actor, id).version, fields })
    },
    contacts,
    addContact(clientId, fields) {
      addContact(ctx, actor, { ...fields, clientId })
    },
    updateContact(id, clientId, fields) {
      const known = contacts(clientId).find((contact) => contact.id === id)
      if (known) updateContact(ctx, actor, { id, version: known.version, fields })
    },
  }
}

/** Reads the workspace and keeps what would change in memory only. */
export function trialStore(ctx: EngineContext, actor: Actor): ClientStore {
  const clients = new Map<string, KnownClient>()
  const people = new Map<string, KnownContact[]>()
  const contacts = (id: string): KnownContact[] => {
    const known = people.get(id) ?? listContacts(ctx, actor, id)
    people.set(id, known)
    return known
  }
  return {
    get: (id) => clients.get(id) ?? getClient(ctx, actor, id),
    create(fields) {
      const id = `new-${clients.size}`
      const client = { ...fields, id, country: fields.country ?? null }
      clients.set(id, client)
      people.set(id, [])
      return client
    },
    update(id, fields) {
      const before = clients.get(id) ?? getClient(ctx, actor, id)
      clients.set(id, { ...before, ...fields, country: fields.country ?? before.country })
    },
    contacts,
    addContact(id, fields) {
      people.set(id, [...contacts(id), { ...fields, id: `new-${contacts(id).length}` }])
    },
    updateContact(contactId, clientId, fields) {
      people.set(
        clientId,
        contacts(clientId).map((contact) =>
          contact.id === contactId ? Object.assign({}, contact, fields) : contact,
        ),
      )
    },
  }
}

import { authorized, os } from '../core/access/procedures.ts'
import { assignClients, setClientStage, tagClients } from './bulk.ts'
import { createClient, removeClient, restoreClient, updateClient } from './clients.ts'
import { addContact, removeContact, restoreContact, updateContact } from './contacts.ts'
import { clientImportsRouter } from './import/router.ts'
import { getClient, listClients, listContacts, listDeletedClients, listTags } from './queries.ts'
import { clientTimeline } from './timeline.ts'

const { clients } = os
const ok = { ok: true } as const

export const clientsRouter = clients.router({
  list: clients.list
    .use(authorized('clients:read'))
    .handler(({ context, input }) => listClients(context.engine, context.actor, input)),
  get: clients.get
    .use(authorized('clients:read'))
    .handler(({ context, input }) => getClient(context.engine, context.actor, input.id)),
  create: clients.create
    .use(authorized('clients:write'))
    .handler(({ context, input }) => createClient(context.engine, context.actor, input)),
  update: clients.update
    .use(authorized('clients:write'))
    .handler(({ context, input }) => updateClient(context.engine, context.actor, input)),
  remove: clients.remove.use(authorized('clients:write')).handler(({ context, input }) => {
    removeClient(context.engine, context.actor, input.id)
    return ok
  }),
  restore: clients.restore
    .use(authorized('clients:write'))
    .handler(({ context, input }) => restoreClient(context.engine, context.actor, input.id)),
  deleted: clients.deleted
    .use(authorized('clients:write'))
    .handler(({ context, input }) => listDeletedClients(context.engine, context.actor, input)),
  assign: clients.assign
    .use(authorized('clients:assign'))
    .handler(({ context, input }) => ({ changed: assignClients(context.engine, context.actor, input) })),
  setStage: clients.setStage
    .use(authorized('clients:write'))
    .handler(({ context, input }) => ({ changed: setClientStage(context.engine, context.actor, input) })),
  tag: clients.tag
    .use(authorized('clients:write'))
    .handler(({ context, input }) => ({ changed: tagClients(context.engine, context.actor, input) })),
  tags: clients.tags
    .use(authorized('clients:read'))
    .handler(({ context }) => listTags(context.engine, context.actor)),
  timeline: clients.timeline
    .use(authorized('clients:read'))
    .handler(({ context, input }) => clientTimeline(context.engine, context.actor, input)),
  contacts: clients.contacts
    .use(authorized('clients:read'))
    .handler(({ context, input }) => listContacts(context.engine, context.actor, input.clientId)),
  addContact: clients.addContact
    .use(authorized('clients:write'))
    .handler(({ context, input }) => addContact(context.engine, context.actor, input)),
  updateContact: clients.updateContact
    .use(authorized('clients:write'))
    .handler(({ context, input }) => updateContact(context.engine, context.actor, input)),
  removeContact: clients.removeContact.use(authorized('clients:write')).handler(({ context, input }) => {
    removeContact(context.engine, context.actor, input.id)
    return ok
  }),
  restoreContact: clients.restoreContact
    .use(authorized('clients:write'))
    .handler(({ context, input }) => restoreContact(context.engine, context.actor, input.id)),
  imports: clientImportsRouter,
})

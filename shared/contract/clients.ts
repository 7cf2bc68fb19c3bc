import { z } from 'zod'
import { healthBands } from '../domain/client-health.ts'
import { clientStages } from '../domain/client-stages.ts'
import { byId, idSchema, instantSchema, okSchema, page, pageOf, procedure } from './base.ts'
import { clientImports } from './clients/imports.ts'

const name = z.string().trim().min(1).max(200)
const email = z.email().max(254)
const tag = z.string().trim().min(1).max(40)

export const stageSchema = z.enum(clientStages)

export const clientFieldsSchema = z.object({
  name,
  /** As typed; kept in one form, and refused where the country's check digit does not hold. */
  taxId: z.string().trim().max(40).nullable(),
  /** ISO 3166-1 alpha-2 of the country whose tax id it is; null or absent for the workspace's own. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .optional(),
  stage: stageSchema,
  /** 0 (about to leave) to 100 (in the best of health); null when not known. */
  health: z.number().int().min(0).max(100).nullable(),
  assigneeId: idSchema.nullable(),
  tags: z.array(tag).max(20),
  notes: z.string().max(10_000),
})
export type ClientFields = z.infer<typeof clientFieldsSchema>

export const clientSchema = clientFieldsSchema.extend({
  id: idSchema,
  country: z.string().nullable(),
  /** The tax id as its country writes it (`76.086.428-5`). */
  taxIdShown: z.string().nullable(),
  assigneeName: z.string().nullable(),
  contacts: z.number().int(),
  lastActivityAt: instantSchema.nullable(),
  version: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})
export type Client = z.infer<typeof clientSchema>

export const contactFieldsSchema = z.object({
  name,
  email: email.nullable(),
  phone: z.string().trim().max(40).nullable(),
  position: z.string().trim().max(100).nullable(),
  language: z.enum(['es', 'en']).nullable(),
  primary: z.boolean(),
})
export type ContactFields = z.infer<typeof contactFieldsSchema>

export const contactSchema = contactFieldsSchema.extend({
  id: idSchema,
  clientId: idSchema,
  version: z.number().int(),
})
export type Contact = z.infer<typeof contactSchema>

export const timelineEntrySchema = z.object({
  id: idSchema,
  at: instantSchema,
  type: z.string(),
  actorName: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
})

const filters = {
  /** In names and tax ids; with an `@`, in the addresses of contacts. */
  search: z.string().max(200).optional(),
  stage: z.array(stageSchema).optional(),
  /** `none` for clients of nobody. */
  assigneeId: z.array(idSchema).max(100).optional(),
  tag: z.array(tag).max(50).optional(),
  health: z.array(z.enum(healthBands)).optional(),
}
export const deletedClientSchema = z.object({
  id: idSchema,
  name: z.string(),
  taxIdShown: z.string().nullable(),
  contacts: z.number().int(),
  deletedAt: instantSchema,
  deletedBy: z.string().nullable(),
})
export type DeletedClient = z.infer<typeof deletedClientSchema>

/** Which clients a bulk command is for: named ones, or all that a filter finds. */
export const clientSelectionSchema = z.union([
  z.object({ ids: z.array(idSchema).min(1).max(1_000) }),
  z.object({ filter: z.object(filters) }),
])

export type TimelineItem = z.infer<typeof timelineEntrySchema>

const route = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['clients'], summary })

export const clients = {
  list: route('GET', '/clients', 'Clients the caller may see')
    .input(
      page({
        ...filters,
        sort: z.enum(['name', 'health', 'updatedAt', 'lastActivityAt']).default('name'),
        direction: z.enum(['asc', 'desc']).default('asc'),
      }),
    )
    .output(pageOf(clientSchema)),
  get: route('GET', '/clients/{id}', 'One client').input(byId).output(clientSchema),
  create: route('POST', '/clients', 'Create a client').input(clientFieldsSchema).output(clientSchema),
  update: route('PATCH', '/clients/{id}', 'Change fields of a client; `version` guards against overwriting')
    .input(byId.extend({ version: z.number().int(), fields: clientFieldsSchema.partial() }))
    .output(clientSchema),
  remove: route('DELETE', '/clients/{id}', 'Delete a client; it can be restored')
    .input(byId)
    .output(okSchema),
  restore: route('POST', '/clients/{id}/restore', 'Undo the deletion of a client')
    .input(byId)
    .output(clientSchema),
  deleted: route('GET', '/clients/deleted', 'Deleted clients that can be restored, the latest first')
    .input(page({ search: z.string().max(200).optional() }))
    .output(pageOf(deletedClientSchema)),
  assign: route('POST', '/clients/assign', 'Assign clients to a member of staff, or to nobody')
    .input(z.object({ selection: clientSelectionSchema, assigneeId: idSchema.nullable() }))
    .output(z.object({ changed: z.number().int() })),
  setStage: route('POST', '/clients/stage', 'Move clients to a stage')
    .input(z.object({ selection: clientSelectionSchema, stage: stageSchema }))
    .output(z.object({ changed: z.number().int() })),
  tag: route('POST', '/clients/tags', 'Add and remove tags of clients')
    .input(
      z.object({ selection: clientSelectionSchema, add: z.array(tag).max(20), remove: z.array(tag).max(20) }),
    )
    .output(z.object({ changed: z.number().int() })),
  tags: route('GET', '/clients/tags', 'Tags in use, with how many clients have each').output(
    z.array(z.object({ tag: z.string(), clients: z.number().int() })),
  ),
  timeline: route('GET', '/clients/{id}/timeline', 'What happened to a client, newest first')
    .input(page({ id: idSchema }))
    .output(pageOf(timelineEntrySchema)),
  contacts: route('GET', '/clients/{clientId}/contacts', 'Contacts of a client')
    .input(z.object({ clientId: idSchema }))
    .output(z.array(contactSchema)),
  addContact: route('POST', '/clients/{clientId}/contacts', 'Add a contact')
    .input(contactFieldsSchema.extend({ clientId: idSchema }))
    .output(contactSchema),
  updateContact: route('PATCH', '/contacts/{id}', 'Change a contact')
    .input(byId.extend({ version: z.number().int(), fields: contactFieldsSchema.partial() }))
    .output(contactSchema),
  removeContact: route('DELETE', '/contacts/{id}', 'Delete a contact; it can be restored')
    .input(byId)
    .output(okSchema),
  restoreContact: route('POST', '/contacts/{id}/restore', 'Undo the deletion of a contact')
    .input(byId)
    .output(contactSchema),
  imports: clientImports,
}

import { z } from 'zod'
import { byId, idSchema, instantSchema, okSchema, page, pageOf, procedure } from './base.ts'

export const sandboxRowSchema = z.object({
  id: idSchema,
  receivedAt: instantSchema,
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  /** Bytes. */
  size: z.number().int(),
  attachments: z.number().int(),
  seen: z.boolean(),
})
export type SandboxRow = z.infer<typeof sandboxRowSchema>

export const sandboxMessageSchema = sandboxRowSchema.extend({
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  replyTo: z.string().nullable(),
  date: z.string().nullable(),
  messageId: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string().nullable(),
  /** Sanitised for display: styles in `data-style`, no scripts, images only as data. */
  html: z.string().nullable(),
  /** Pictures that would have been fetched from elsewhere and are not shown. */
  remotePictures: z.number().int(),
  files: z.array(
    z.object({ index: z.number().int(), name: z.string(), mediaType: z.string(), bytes: z.number().int() }),
  ),
})
export type SandboxMessage = z.infer<typeof sandboxMessageSchema>

const tags = ['sandbox']

export const sandbox = {
  list: procedure
    .route({
      method: 'GET',
      path: '/sandbox/messages',
      tags,
      summary: 'Messages the sandbox caught, newest first',
    })
    .input(page({ q: z.string().trim().max(200).optional(), unseen: z.boolean().optional() }))
    .output(pageOf(sandboxRowSchema)),
  get: procedure
    .route({
      method: 'GET',
      path: '/sandbox/messages/{id}',
      tags,
      summary: 'One message, parsed and made inert',
    })
    .input(byId)
    .output(sandboxMessageSchema),
  source: procedure
    .route({
      method: 'GET',
      path: '/sandbox/messages/{id}/source',
      tags,
      summary: 'The message as it came over SMTP',
    })
    .input(byId)
    .output(z.object({ source: z.string(), truncated: z.boolean() })),
  attachment: procedure
    .route({
      method: 'GET',
      path: '/sandbox/messages/{id}/attachments/{index}',
      tags,
      summary: 'One attachment',
    })
    .input(z.object({ id: idSchema, index: z.number().int().min(0).max(1_000) }))
    .output(z.file()),
  markSeen: procedure
    .route({ method: 'POST', path: '/sandbox/messages/seen', tags, summary: 'Mark messages as read, or all' })
    .input(z.object({ ids: z.array(idSchema).max(200).optional() }))
    .output(okSchema),
  delete: procedure
    .route({ method: 'POST', path: '/sandbox/messages/delete', tags, summary: 'Delete messages' })
    .input(z.object({ ids: z.array(idSchema).min(1).max(200) }))
    .output(okSchema),
  clear: procedure
    .route({ method: 'DELETE', path: '/sandbox/messages', tags, summary: 'Empty the mailbox' })
    .output(z.object({ deleted: z.number().int() })),
  status: procedure
    .route({
      method: 'GET',
      path: '/sandbox',
      tags,
      summary: 'Address of the sandbox server and what it holds',
    })
    .output(
      z.object({
        running: z.boolean(),
        host: z.string(),
        port: z.number().int().nullable(),
        messages: z.number().int(),
        unseen: z.number().int(),
        kept: z.object({ messages: z.number().int(), days: z.number().int() }),
        simulator: z.array(z.object({ address: z.string(), behaviour: z.string() })),
      }),
    ),
}

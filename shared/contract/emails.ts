import { z } from 'zod'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from './base.ts'

export const emailKinds = ['campaign', 'fallback', 'notification', 'test', 'single'] as const
export type EmailKind = (typeof emailKinds)[number]

/**
 * queued → sending → handed_over → accepted. `ambiguous`: the connection was lost after the server
 * had the whole message; it is never sent again by itself.
 */
export const emailStatuses = [
  'queued',
  'sending',
  'handed_over',
  'accepted',
  'ambiguous',
  'failed',
  'cancelled',
] as const
export type EmailStatus = (typeof emailStatuses)[number]

export const addressSchema = z.object({ name: z.string().optional(), address: z.string() })

export const emailRowSchema = z.object({
  id: idSchema,
  kind: z.enum(emailKinds),
  status: z.enum(emailStatuses),
  to: z.array(addressSchema),
  subject: z.string(),
  accountName: z.string(),
  attempts: z.number().int(),
  nextAttemptAt: instantSchema.nullable(),
  /** Fault code, class of refusal or refusal of the composer: the key `mail:fault.<reason>`. */
  errorReason: z.string().nullable(),
  openedAt: instantSchema.nullable(),
  createdAt: instantSchema,
})
export type EmailRow = z.infer<typeof emailRowSchema>

export const emailSchema = emailRowSchema.extend({
  cc: z.array(addressSchema),
  bcc: z.array(addressSchema),
  from: addressSchema,
  replyTo: z.string().nullable(),
  text: z.string(),
  /** Sanitised for display: styles in `data-style`, no scripts, nothing remote. */
  html: z.string().nullable(),
  errorText: z.string().nullable(),
  template: z.object({ id: idSchema, name: z.string(), version: z.number().int() }).nullable(),
  client: z.object({ id: idSchema, name: z.string() }).nullable(),
  campaign: z.object({ id: idSchema, name: z.string() }).nullable(),
  messageId: z.string(),
  acceptedAt: instantSchema.nullable(),
  createdBy: z.string().nullable(),
  resendOf: idSchema.nullable(),
  resends: z.array(z.object({ id: idSchema, status: z.enum(emailStatuses), createdAt: instantSchema })),
  mayResend: z.boolean(),
})
export type Email = z.infer<typeof emailSchema>

const tags = ['emails']

export const emails = {
  list: procedure
    .route({ method: 'GET', path: '/emails', tags, summary: 'Every message, newest first' })
    .input(
      page({
        q: z.string().trim().max(200).optional(),
        status: z.array(z.enum(emailStatuses)).optional(),
        kind: z.array(z.enum(emailKinds)).optional(),
        clientId: idSchema.optional(),
      }),
    )
    .output(pageOf(emailRowSchema)),
  get: procedure
    .route({ method: 'GET', path: '/emails/{id}', tags, summary: 'One message with its history' })
    .input(byId)
    .output(emailSchema),
  resend: procedure
    .route({
      method: 'POST',
      path: '/emails/{id}/resend',
      tags,
      summary: 'Send it once more, as a new message',
    })
    .input(
      z.object({
        id: idSchema,
        /** Another address than the first time. */
        to: z.string().trim().max(254).optional(),
        cc: z.array(z.string().trim().max(254)).max(20).optional(),
        bcc: z.array(z.string().trim().max(254)).max(20).optional(),
        /** The person knows that an ambiguous message may have arrived already. */
        acceptDuplicate: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: idSchema })),
  cancel: procedure
    .route({ method: 'POST', path: '/emails/{id}/cancel', tags, summary: 'Stop a message that waits' })
    .input(byId)
    .output(z.object({ id: idSchema })),
  sendTest: procedure
    .route({ method: 'POST', path: '/emails/test', tags, summary: 'Send a test message through an account' })
    .input(z.object({ accountId: idSchema, to: z.string().trim().min(1).max(254) }))
    .output(z.object({ id: idSchema })),
}

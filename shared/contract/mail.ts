import { z } from 'zod'
import { byId, idSchema, instantSchema, okSchema, page, pageOf, procedure } from './base.ts'

export const mailAccountKinds = ['smtp', 'sandbox'] as const
export const tlsModes = ['starttls', 'implicit', 'none'] as const
export type TlsMode = (typeof tlsModes)[number]

/** What a person enters for an account. `password` is write-only: absent keeps it, null removes it. */
export const mailAccountInput = z.object({
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean().default(true),
  fromName: z.string().trim().min(1).max(120),
  fromAddress: z.string().trim().min(1).max(254),
  replyTo: z.string().trim().max(254).nullable().default(null),
  host: z.string().trim().max(253).nullable().default(null),
  port: z.number().int().min(1).max(65_535).nullable().default(null),
  tls: z.enum(tlsModes).default('starttls'),
  verifyCertificate: z.boolean().default(true),
  user: z.string().trim().max(254).nullable().default(null),
  password: z.string().min(1).max(1_000).nullable().optional(),
  /** Connections open at once. */
  connections: z.number().int().min(1).max(20).default(4),
  messagesPerConnection: z.number().int().min(1).max(10_000).default(100),
  /** Null: as fast as the server takes them. */
  messagesPerMinute: z.number().int().min(1).max(120_000).nullable().default(null),
  /** Null: no limit of the account; that of the sending domain still holds. */
  dailyLimit: z.number().int().min(1).max(1_000_000).nullable().default(null),
})
export type MailAccountInput = z.infer<typeof mailAccountInput>

const accountFault = z.object({
  at: instantSchema,
  /** Fault code or class of refusal: the key `mail:fault.<reason>`. */
  reason: z.string(),
  text: z.string(),
})

export const mailAccountSchema = z.object({
  id: idSchema,
  kind: z.enum(mailAccountKinds),
  name: z.string(),
  enabled: z.boolean(),
  fromName: z.string(),
  fromAddress: z.string(),
  replyTo: z.string().nullable(),
  sendingDomain: z.string(),
  host: z.string().nullable(),
  port: z.number().int().nullable(),
  tls: z.enum(tlsModes),
  verifyCertificate: z.boolean(),
  user: z.string().nullable(),
  password: z.object({ set: z.boolean(), hint: z.string() }),
  connections: z.number().int(),
  messagesPerConnection: z.number().int(),
  messagesPerMinute: z.number().int().nullable(),
  dailyLimit: z.number().int().nullable(),
  position: z.number().int(),
  state: z.enum(['untested', 'working', 'failing', 'disabled']),
  lastSuccessAt: instantSchema.nullable(),
  lastError: accountFault.nullable(),
  version: z.number().int(),
})
export type MailAccount = z.infer<typeof mailAccountSchema>

/** Result of trying to connect and sign in. `phase` says how far it came. */
export const connectionCheckSchema = z.object({
  ok: z.boolean(),
  milliseconds: z.number().int(),
  phase: z.string().nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
})
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>

const tags = ['mail']

export const mail = {
  list: procedure
    .route({ method: 'GET', path: '/mail/accounts', tags, summary: 'Mail accounts in order of preference' })
    .input(page({ enabledOnly: z.boolean().optional() }))
    .output(pageOf(mailAccountSchema)),
  get: procedure
    .route({ method: 'GET', path: '/mail/accounts/{id}', tags, summary: 'One mail account' })
    .input(byId)
    .output(mailAccountSchema),
  create: procedure
    .route({ method: 'POST', path: '/mail/accounts', tags, summary: 'Add an SMTP account' })
    .input(mailAccountInput)
    .output(mailAccountSchema),
  update: procedure
    .route({ method: 'PUT', path: '/mail/accounts/{id}', tags, summary: 'Change a mail account' })
    .input(mailAccountInput.extend({ id: idSchema, version: z.number().int() }))
    .output(mailAccountSchema),
  reorder: procedure
    .route({ method: 'POST', path: '/mail/accounts/order', tags, summary: 'Set the order of preference' })
    .input(z.object({ ids: z.array(idSchema).min(1).max(200) }))
    .output(okSchema),
  delete: procedure
    .route({ method: 'DELETE', path: '/mail/accounts/{id}', tags, summary: 'Delete a mail account' })
    .input(byId)
    .output(okSchema),
  restore: procedure
    .route({ method: 'POST', path: '/mail/accounts/{id}/restore', tags, summary: 'Undo the deletion' })
    .input(byId)
    .output(mailAccountSchema),
  /** Tries what was entered before it is saved; with `id` the stored password stands in for an absent one. */
  check: procedure
    .route({
      method: 'POST',
      path: '/mail/accounts/check',
      tags,
      summary: 'Connect and sign in, sending nothing',
    })
    .input(mailAccountInput.extend({ id: idSchema.optional() }))
    .output(connectionCheckSchema),
  test: procedure
    .route({ method: 'POST', path: '/mail/accounts/{id}/test', tags, summary: 'Test the stored account' })
    .input(byId)
    .output(connectionCheckSchema),
}

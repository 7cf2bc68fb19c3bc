import { z } from 'zod'
import { DELIVERY_STATES, MAIL_LANES, RECIPIENT_STATES, WAIT_REASONS } from '../../domain/campaigns.ts'
import { RECIPIENT_FLAGS, RECIPIENT_ROLES } from '../../domain/recipient-import.ts'
import { dateSchema, idSchema, instantSchema, page, pageOf, procedure } from '../base.ts'
import { templateProblemSchema } from '../templates.ts'

const count = z.number().int()
const money = z.object({ minor: z.number().int(), currency: z.string() })

/** Ids of recipients are whole numbers of the workspace, written as text like every id of the contract. */
export const recipientIdSchema = z.string().regex(/^\d{1,15}$/)

export const invoiceSchema = z.object({
  number: z.string().nullable(),
  issuedOn: dateSchema.nullable(),
  dueOn: dateSchema.nullable(),
  amount: money.nullable(),
  paymentLink: z.string().nullable(),
})

export const recipientSchema = z.object({
  id: recipientIdSchema,
  email: z.string(),
  name: z.string().nullable(),
  taxId: z.string().nullable(),
  clientId: idSchema.nullable(),
  amount: money.nullable(),
  dueOn: dateSchema.nullable(),
  invoices: count,
  lane: z.enum(MAIL_LANES),
  state: z.enum(RECIPIENT_STATES),
  /** Key `campaigns.reason.<reason>`: why it is excluded, skipped, failed, or waits. */
  reason: z.string().nullable(),
  attempts: count,
  /** When the state was last settled. */
  at: instantSchema.nullable(),
  /** Not before this instant, for rows that wait. */
  dueAt: instantSchema.nullable(),
  /** Stage of the row shown: 2 once the fallback message is planned. */
  stage: count,
})
export type Recipient = z.infer<typeof recipientSchema>

export const recipientLogEntrySchema = z.object({
  at: instantSchema,
  stage: count,
  /** Key `campaigns.log.<what>`. */
  what: z.enum([
    'planned',
    'handed_over',
    'retry',
    'deferred',
    'requeued',
    'recovered',
    'resolved',
    ...DELIVERY_STATES,
  ]),
  reason: z.string().nullable(),
  waitReason: z.enum(WAIT_REASONS).nullable(),
  /** The server's own words, when it said something. */
  response: z.string().nullable(),
  until: instantSchema.nullable(),
  by: z.string().nullable(),
})

export const recipientDetailSchema = recipientSchema.extend({
  invoiceList: z.array(invoiceSchema),
  variables: z.record(z.string(), z.string()),
  language: z.string().nullable(),
  zone: z.string().nullable(),
  role: z.enum(RECIPIENT_ROLES),
  flags: z.array(z.enum(RECIPIENT_FLAGS)),
  creditor: z.string().nullable(),
  messageId: z.string().nullable(),
  log: z.array(recipientLogEntrySchema),
})
export type RecipientDetail = z.infer<typeof recipientDetailSchema>

/** A message as one recipient got it or would get it. */
export const recipientMessageSchema = z.object({
  templateId: idSchema,
  templateName: z.string(),
  /** Version of the template it is written from. */
  version: count,
  from: z.string(),
  to: z.string(),
  /** When it went out; null while it has not, and the message is written as of now. */
  sentAt: instantSchema.nullable(),
  /** Null where it cannot be written for this recipient: see `problem`. */
  message: z
    .object({
      subject: z.string(),
      text: z.string(),
      /** Made inert for display. */
      html: z.string(),
      /** Bytes of the HTML part as it leaves. */
      bytes: count,
    })
    .nullable(),
  problem: templateProblemSchema.nullable(),
})
export type RecipientMessage = z.infer<typeof recipientMessageSchema>

const filters = {
  campaignId: idSchema,
  state: z.enum(RECIPIENT_STATES).optional(),
  /** `1` the first message, `2` the fallback; absent: the latest of each recipient. */
  stage: z.coerce.number().int().min(1).max(2).optional(),
  batchId: idSchema.optional(),
  /** Beginning of the address. */
  search: z.string().max(120).optional(),
}

const exportInput = z.object({ campaignId: idSchema, format: z.enum(['csv', 'xlsx']) })
const chosen = z.object({ campaignId: idSchema, recipientIds: z.array(recipientIdSchema).min(1).max(1_000) })
const changed = z.object({ changed: count })

const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['campaigns'],
  summary,
})

export const clientFilterSchema = z.object({
  ids: z.array(idSchema).max(1_000).optional(),
  stage: z.string().max(60).optional(),
  tag: z.string().max(60).optional(),
  assigneeId: idSchema.optional(),
})

export const recipients = {
  list: procedure
    .route(route('GET', '/campaigns/{campaignId}/recipients', 'Recipients of a campaign'))
    .input(page(filters))
    .output(pageOf(recipientSchema)),
  get: procedure
    .route(route('GET', '/campaigns/{campaignId}/recipients/{recipientId}', 'One recipient with its log'))
    .input(z.object({ campaignId: idSchema, recipientId: recipientIdSchema }))
    .output(recipientDetailSchema),
  message: procedure
    .route(
      route(
        'GET',
        '/campaigns/{campaignId}/recipients/{recipientId}/message',
        'The message of one recipient: as it went out, or as it would now',
      ),
    )
    .input(
      z.object({
        campaignId: idSchema,
        recipientId: recipientIdSchema,
        stage: z.coerce.number().int().min(1).max(2).default(1),
      }),
    )
    .output(recipientMessageSchema),
  exclude: procedure
    .route(route('POST', '/campaigns/{campaignId}/recipients/exclude', 'Leave recipients of a draft out'))
    .input(chosen)
    .output(changed),
  include: procedure
    .route(route('POST', '/campaigns/{campaignId}/recipients/include', 'Take excluded recipients back in'))
    .input(chosen)
    .output(changed),
  flag: procedure
    .route(
      route(
        'POST',
        '/campaigns/{campaignId}/recipients/flag',
        'Note a payment, dispute or promise: such recipients are not sent to any more',
      ),
    )
    .input(chosen.extend({ flag: z.enum(RECIPIENT_FLAGS), set: z.boolean().default(true) }))
    .output(changed),
  clear: procedure
    .route(route('DELETE', '/campaigns/{campaignId}/recipients', 'Remove all recipients of a draft'))
    .input(z.object({ campaignId: idSchema }))
    .output(changed),
  fromClients: procedure
    .route(
      route(
        'POST',
        '/campaigns/{campaignId}/recipients/from-clients',
        'Add the contacts of clients; `preview` only counts',
      ),
    )
    .input(
      z.object({ campaignId: idSchema, filter: clientFilterSchema, preview: z.boolean().default(false) }),
    )
    .output(z.object({ clients: count, contacts: count, added: count, already: count, without: count })),
  notSent: procedure
    .route(route('GET', '/campaigns/{campaignId}/not-sent', 'Who was not sent, and why: counts by reason'))
    .input(z.object({ campaignId: idSchema }))
    .output(
      z.object({
        total: count,
        reasons: z.array(z.object({ state: z.enum(RECIPIENT_STATES), reason: z.string(), count })),
      }),
    ),
  notSentList: procedure
    .route(route('GET', '/campaigns/{campaignId}/not-sent/recipients', 'Who was not sent'))
    .input(
      page({
        campaignId: idSchema,
        state: z.enum(RECIPIENT_STATES).optional(),
        reason: z.string().max(60).optional(),
      }),
    )
    .output(pageOf(recipientSchema)),
  exportNotSent: procedure
    .route(route('POST', '/campaigns/{campaignId}/not-sent/export', 'Who was not sent, as a file'))
    .input(exportInput)
    .output(z.file()),
  exportResults: procedure
    .route(route('POST', '/campaigns/{campaignId}/export', 'Every recipient with its result, as a file'))
    .input(exportInput)
    .output(z.file()),
}

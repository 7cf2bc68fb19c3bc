import { z } from 'zod'

const id = z.string()
const names = z.object({ name: z.string() })

/**
 * Every event of the console with the shape of its payload: a closed union. An event is written
 * in the transaction of the change it tells of. No secrets and no message bodies in a payload.
 */
export const eventTypes = {
  'approval.decided': z.object({
    kind: z.string(),
    status: z.enum(['approved', 'rejected']),
    title: z.string(),
    requestedBy: z.string().nullable(),
  }),
  'approval.requested': z.object({ kind: z.string(), title: z.string(), requestedBy: z.string().nullable() }),
  'approval.timed_out': z.object({ kind: z.string(), title: z.string(), requestedBy: z.string().nullable() }),
  'approval.voided': z.object({ kind: z.string(), title: z.string(), requestedBy: z.string().nullable() }),
  'approval.reminder_due': z.object({ kind: z.string(), title: z.string(), hoursLeft: z.number() }),
  'backup.completed': z.object({ file: z.string(), bytes: z.number() }),
  'backup.failed': z.object({ error: z.string() }),
  'campaign.cancelled': names,
  'campaign.created': names,
  'campaign.finished': z.object({
    name: z.string(),
    accepted: z.number(),
    failed: z.number(),
    skipped: z.number(),
  }),
  'campaign.launched': z.object({ name: z.string(), recipients: z.number(), strategy: z.string() }),
  'campaign.paused': z.object({ name: z.string(), reason: z.string() }),
  'campaign.resumed': names,
  'campaign.strategy_switched': z.object({ name: z.string(), from: z.string(), to: z.string() }),
  'client.assigned': z.object({ from: id.nullable(), to: id.nullable() }),
  'client.created': names,
  'client.deleted': names,
  'client.health_changed': z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  'client.restored': names,
  'client.stage_changed': z.object({ from: z.string().nullable(), to: z.string() }),
  'client.updated': z.object({ fields: z.array(z.string()) }),
  'contact.created': names,
  'contact.deleted': names,
  'contact.restored': names,
  'contact.updated': z.object({ name: z.string().optional(), fields: z.array(z.string()) }),
  'email.accepted': z.object({ emailId: id, campaignId: id.nullable() }),
  'email.failed': z.object({ emailId: id, campaignId: id.nullable(), reason: z.string() }),
  'integrity.failed': z.object({ error: z.string() }),
  'job.dead': z.object({ jobType: z.string(), error: z.string() }),
  'mail_account.changed': z.object({ name: z.string() }),
  'mail_account.failed': z.object({ name: z.string(), error: z.string() }),
  'monitor.raised': z.object({ monitor: z.string(), value: z.number(), limit: z.number() }),
  'session.sign_in_failed': z.object({ name: z.string(), failures: z.number() }),
  'session.signed_in': z.object({ name: z.string() }),
  'template.published': z.object({ name: z.string(), version: z.number() }),
  'user.created': z.object({ name: z.string(), role: z.string() }),
  'user.updated': z.object({ fields: z.array(z.string()) }),
} as const

export type EventType = keyof typeof eventTypes
export type EventPayload<T extends EventType> = z.infer<(typeof eventTypes)[T]>

/** What led to an event: the root of the chain, how deep it is, and which workflow and client it passed. */
export const causationSchema = z.object({
  rootId: z.string(),
  parentRunId: z.string().nullable(),
  depth: z.number().int(),
  visited: z.array(z.string()),
})
export type Causation = z.infer<typeof causationSchema>

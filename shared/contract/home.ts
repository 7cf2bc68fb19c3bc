import { z } from 'zod'
import { BATCH_STATUSES, PAUSE_REASONS } from '../domain/campaigns.ts'
import { approvalSchema } from './approvals.ts'
import { idSchema, instantSchema, procedure } from './base.ts'
import { sendingDomainSchema } from './campaigns/delivery.ts'

const count = z.number().int()

/** What waits for this person: nothing here is about clients they may not see. */
const needsSchema = z.object({
  approvals: z.object({ count, items: z.array(approvalSchema) }),
  /** Null for who may not see jobs. */
  deadJobs: z
    .object({
      count,
      errors: z.array(z.object({ type: z.string(), error: z.string(), count, lastAt: instantSchema })),
    })
    .nullable(),
  campaigns: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      reason: z.enum(PAUSE_REASONS),
      detail: z.string().nullable(),
      at: instantSchema,
    }),
  ),
  /** Accounts in use whose last attempt failed. */
  mailAccounts: z.array(z.object({ id: idSchema, name: z.string(), reason: z.string(), at: instantSchema })),
  /** Set when the newest attempt failed, or when the last backup is older than a day and a half. */
  backup: z
    .object({
      failedAt: instantSchema.nullable(),
      error: z.string().nullable(),
      lastAt: instantSchema.nullable(),
    })
    .nullable(),
})

const batchSchema = z.object({
  campaignId: idSchema,
  campaignName: z.string(),
  number: count,
  status: z.enum(BATCH_STATUSES),
  dueAt: instantSchema,
  size: count,
  /** Messages of it that have not gone out. */
  waiting: count,
  domain: z.string().nullable(),
})

const todaySchema = z.object({
  /** Of the workspace. */
  date: z.iso.date(),
  domains: z.array(sendingDomainSchema),
  /** Batches due before midnight in the workspace’s zone, the next ones first. */
  batches: z.array(batchSchema),
  /** How many there are, and the messages in them that have not gone out. */
  total: z.object({ batches: count, waiting: count }),
  /** Campaigns that start today by themselves. */
  starting: z.array(z.object({ id: idSchema, name: z.string(), startAt: instantSchema, recipients: count })),
})

export const homeEventSchema = z.object({
  id: idSchema,
  at: instantSchema,
  type: z.string(),
  actorName: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  payload: z.record(z.string(), z.unknown()),
})
export type HomeEvent = z.infer<typeof homeEventSchema>

const lastDaySchema = z.object({
  /** 24 hours, oldest first; the last one is the present hour. */
  hourly: z.array(z.object({ at: instantSchema, sent: count, failed: count })),
  sent: count,
  failed: count,
  events: z.array(homeEventSchema),
})

const engineSchema = z.object({
  queue: z.object({ waiting: count, running: count, scheduled: count, dead: count }),
  /** Free bytes where the workspace is kept; null where the system does not say. */
  diskFree: z.number().nullable(),
  lastBackup: z.object({ at: instantSchema, bytes: count }).nullable(),
  mailAccounts: z.object({ enabled: count, failing: count }),
  /** Rules whose figure is beyond its limit now. */
  alerts: z.array(z.object({ id: z.string(), metric: z.string(), value: z.number(), limit: z.number() })),
})

export const homeSummarySchema = z.object({
  now: instantSchema,
  needs: needsSchema,
  today: todaySchema,
  lastDay: lastDaySchema,
  /** Null for who may not see jobs. */
  engine: engineSchema.nullable(),
  /** What a new workspace still lacks; null once a campaign was launched. */
  firstSteps: z
    .object({ mailAccount: z.boolean(), clients: z.boolean(), template: z.boolean(), campaign: z.boolean() })
    .nullable(),
})
export type HomeSummary = z.infer<typeof homeSummarySchema>

export const home = {
  summary: procedure
    .route({
      method: 'GET',
      path: '/home',
      tags: ['home'],
      summary: 'What needs the caller, what goes out today, what happened, and whether the engine is well',
    })
    .output(homeSummarySchema),
}

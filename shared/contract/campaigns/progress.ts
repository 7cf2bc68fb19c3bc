import { z } from 'zod'
import { BATCH_STATUSES, CAMPAIGN_STATUSES, MAIL_LANES, WAIT_REASONS } from '../../domain/campaigns.ts'
import { STRATEGY_KINDS } from '../../domain/strategies.ts'
import { byId, dateSchema, idSchema, instantSchema, page, pageOf, procedure } from '../base.ts'
import { campaignCountsSchema } from './model.ts'

const count = z.number().int()
const rate = z.number().min(0).max(1)
const params = z.record(z.string(), z.union([z.string(), z.number()]))

/** What the person expects; rates are shares of 1. */
export const assumptionsSchema = z.object({
  openRate: rate.default(0.35),
  bounceRate: rate.default(0.01),
  complaintRate: rate.default(0),
})

export const forecastDaySchema = z.object({
  date: dateSchema,
  warmupDay: count,
  limit: count,
  recipients: count,
  cumulative: count,
  batches: count,
  /** False for the next sending day, whose batches are made at launch; gates decide the rest. */
  projected: z.boolean(),
})

export const forecastSchema = z.object({
  strategy: z.enum(STRATEGY_KINDS),
  recipients: count,
  batches: count,
  sendingDays: count,
  startsAt: instantSchema.nullable(),
  finishesAt: instantSchema.nullable(),
  /** At most 1,000 days are listed; `sendingDays` counts all. */
  days: z.array(forecastDaySchema),
  notSent: z.array(z.object({ reason: z.string(), count })),
  /** Keys `campaigns.forecast.<code>`: repeated days, holidays, other campaigns on the domain, what would shorten it. */
  notes: z.array(z.object({ code: z.string(), params })),
  /** The year whose table of holidays is missing: it cannot be planned beyond. */
  missingHolidays: z.object({ country: z.string(), year: count }).nullable(),
})
export type Forecast = z.infer<typeof forecastSchema>

/** A point of the review: `blocks` must be solved before launching, `warns` may be overlooked. Key `campaigns.check.<code>`. */
export const checkSchema = z.object({
  code: z.string(),
  level: z.enum(['ok', 'warns', 'blocks', 'not_checked']),
  params,
})

export const reviewSchema = z.object({
  campaignId: idSchema,
  /** Covers everything that would be sent; launching with another one is refused. */
  contentHash: z.string(),
  who: z.object({
    recipients: count,
    excluded: z.array(z.object({ reason: z.string(), count })),
    totals: z.array(z.object({ currency: z.string(), minor: z.number() })),
  }),
  what: z.object({
    templateName: z.string().nullable(),
    subject: z.string().nullable(),
    from: z.string().nullable(),
    fallbackTemplateName: z.string().nullable(),
    sampleRecipientId: z.string().nullable(),
  }),
  strategy: z.object({
    chosen: z.enum(STRATEGY_KINDS),
    recommended: z.enum(STRATEGY_KINDS),
    consequence: z.string().nullable(),
  }),
  forecast: forecastSchema.nullable(),
  checks: z.array(checkSchema),
  canLaunch: z.boolean(),
  /** The launch of this person becomes a request. */
  needsApproval: z.boolean(),
})
export type Review = z.infer<typeof reviewSchema>

export const batchSchema = z.object({
  id: idSchema,
  number: count,
  stage: count,
  status: z.enum(BATCH_STATUSES),
  /** Local date of the workspace. */
  on: dateSchema,
  dueAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  size: count,
  waiting: count,
  accepted: count,
  failed: count,
  skipped: count,
  ambiguous: count,
  /** Rows that were moved to another batch or day. */
  moved: count,
})

/** Key `campaigns.event.<type>` with the dots of the type as underscores. */
export const campaignEventSchema = z.object({
  id: idSchema,
  at: instantSchema,
  type: z.string(),
  actorName: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
})
export type CampaignEvent = z.infer<typeof campaignEventSchema>

export const progressSchema = z.object({
  campaignId: idSchema,
  status: z.enum(CAMPAIGN_STATUSES),
  counts: campaignCountsSchema,
  /** Recipients settled, of all that are included. */
  done: count,
  total: count,
  /** Messages a minute over the last minutes of sending; null when nothing goes out. */
  perMinute: z.number().nullable(),
  today: z
    .object({ date: dateSchema, limit: count.nullable(), used: count, remaining: count.nullable() })
    .nullable(),
  nextBatchAt: instantSchema.nullable(),
  /** When the last day of the plan ends, by the forecast of now. */
  finishesAt: instantSchema.nullable(),
  lanes: z.array(
    z.object({
      lane: z.enum(MAIL_LANES),
      connections: count,
      perMinute: z.number().nullable(),
      slowedUntil: instantSchema.nullable(),
    }),
  ),
  waits: z.array(z.object({ reason: z.enum(WAIT_REASONS), count, until: instantSchema.nullable() })),
})
export type CampaignProgress = z.infer<typeof progressSchema>

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['campaigns'],
  summary,
})

export const progress = {
  get: procedure
    .route(route('GET', '/campaigns/{id}/progress', 'Progress of a campaign'))
    .input(byId)
    .output(progressSchema),
  batches: procedure
    .route(route('GET', '/campaigns/{id}/batches', 'Batches with their progress'))
    .input(page({ id: idSchema, on: dateSchema.optional() }))
    .output(pageOf(batchSchema)),
  history: procedure
    .route(route('GET', '/campaigns/{id}/history', 'What was done with a campaign, newest first'))
    .input(page({ id: idSchema }))
    .output(pageOf(campaignEventSchema)),
}

export const review = {
  forecast: procedure
    .route(route('POST', '/campaigns/{id}/forecast', 'Forecast with the real planner on a virtual clock'))
    .input(
      byId.extend({
        assumptions: assumptionsSchema.prefault({}),
        strategy: z.enum(STRATEGY_KINDS).optional(),
      }),
    )
    .output(forecastSchema),
  get: procedure
    .route(route('GET', '/campaigns/{id}/review', 'Who, what, when, how long, and what stops it'))
    .input(byId)
    .output(reviewSchema),
}

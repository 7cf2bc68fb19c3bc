import { z } from 'zod'
import { CAMPAIGN_STATUSES, PAUSE_REASONS, RECIPIENT_ORDERS, WIZARD_STEPS } from '../../domain/campaigns.ts'
import { STRATEGY_KINDS } from '../../domain/strategies.ts'
import { sendWindowSchema } from '../../domain/windows.ts'
import { idSchema, instantSchema } from '../base.ts'

const count = z.number().int()

/**
 * Where the recipients of a campaign stand. `waiting` have no day yet, `planned` have one (those that will
 * be tried again are in `retrying` too), `sending` are claimed or handed over. All but `excluded` and
 * `retrying` add up to `recipients`.
 */
export const campaignCountsSchema = z.object({
  recipients: count,
  excluded: count,
  waiting: count,
  planned: count,
  sending: count,
  accepted: count,
  delivered: count,
  bounced: count,
  complained: count,
  ambiguous: count,
  skipped: count,
  failed: count,
  retrying: count,
})
export type CampaignCounts = z.infer<typeof campaignCountsSchema>

export const fallbackSchema = z.object({
  templateId: idSchema.nullable(),
  /** Days after the first message without an open, click, reply or payment. */
  afterDays: z.number().int().min(1).max(90),
})

/** What the wizard settles. Every part may be missing in a draft; the review says what is. */
export const campaignSettingsSchema = z.object({
  name: z.string().trim().min(1).max(120),
  clientId: idSchema.nullable(),
  step: z.enum(WIZARD_STEPS),
  templateId: idSchema.nullable(),
  accountId: idSchema.nullable(),
  fallback: fallbackSchema.nullable(),
  /** Null follows the recommendation for the sending domain. */
  strategy: z.enum(STRATEGY_KINDS).nullable(),
  /** "Keep growing ×1.3 a day while gates pass", after the ladder's last step. */
  keepGrowing: z.boolean(),
  order: z.enum(RECIPIENT_ORDERS),
  window: sendWindowSchema,
  /** Key of a contact-rule pack, such as `CO-strict` or `none`. */
  rulePack: z.string().max(40),
  /** When to begin; null as soon as it is launched. */
  startAt: instantSchema.nullable(),
  /** Only for the sandbox, to see a campaign at once: any hour, no contact rules, no time between batches. */
  withoutWaiting: z.boolean().optional(),
})
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>

export const campaignSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  clientId: idSchema.nullable(),
  clientName: z.string().nullable(),
  strategy: z.enum(STRATEGY_KINDS).nullable(),
  sendingDomain: z.string().nullable(),
  counts: campaignCountsSchema,
  step: z.enum(WIZARD_STEPS),
  startAt: instantSchema.nullable(),
  launchedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  pausedReason: z.enum(PAUSE_REASONS).nullable(),
  /** When the next batch is due; null when none is planned. */
  nextBatchAt: instantSchema.nullable(),
  createdAt: instantSchema,
  createdBy: z.object({ id: idSchema.nullable(), name: z.string() }),
  updatedAt: instantSchema,
})
export type CampaignSummary = z.infer<typeof campaignSummarySchema>

/** What may be done with a campaign now, by the one who asks: the buttons of its page. */
export const CAMPAIGN_ACTIONS = [
  'edit',
  'launch',
  'withdraw',
  'pause',
  'resume',
  'cancel',
  'duplicate',
  'remove',
  'retry_failed',
  'reschedule_overflow',
  'switch_strategy',
  'resolve_ambiguous',
] as const

export const campaignDetailSchema = campaignSummarySchema.extend({
  version: z.number().int(),
  settings: campaignSettingsSchema,
  /** Ledger counts of the second message; null without one. */
  fallbackCounts: campaignCountsSchema.nullable(),
  /** The request that waits for a decision, while status is `awaiting_approval`. */
  approvalId: idSchema.nullable(),
  importId: idSchema.nullable(),
  recipientsFrom: z.enum(['none', 'file', 'clients', 'mixed']),
  /** Detail of the pause, such as the server's words. */
  pausedDetail: z.string().nullable(),
  /** Rows whose day's quota was used up and that wait for the next sending day. */
  overflow: count,
  actions: z.array(z.enum(CAMPAIGN_ACTIONS)),
})
export type CampaignDetail = z.infer<typeof campaignDetailSchema>

import { z } from 'zod'
import { STRATEGY_KINDS } from './strategies.ts'

const count = z.number().int()
const amount = z.object({ currency: z.string(), minor: z.number() })
const byReason = z.object({ reason: z.string(), count })

/** A message as one recipient of the campaign would get it. `html` is inert: nothing runs, nothing is fetched. */
const renderedMessageSchema = z.object({
  templateName: z.string(),
  version: count,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
})

/**
 * What an approval of kind `campaign_launch` is about: its payload, shown in full before the decision.
 * Only what a person has to weigh and what the campaign will do; nothing that changes by itself with the
 * hour, because asking again for the same launch must be the same content.
 */
export const campaignLaunchSchema = z.object({
  name: z.string(),
  recipients: count,
  excluded: z.array(byReason).default([]),
  totals: z.array(amount).default([]),
  from: z.string(),
  sendingDomain: z.string(),
  strategy: z.enum(STRATEGY_KINDS),
  /** Null: as soon as it is approved. Instant in ms UTC. */
  startAt: z.number().int().nullable(),
  rulePack: z.string(),
  forecast: z
    .object({
      batches: count,
      sendingDays: count,
      startsOn: z.string().nullable(),
      finishesOn: z.string().nullable(),
    })
    .nullable()
    .default(null),
  message: renderedMessageSchema,
  fallback: renderedMessageSchema.extend({ afterDays: count }).nullable().default(null),
  /** Points of the review that the person who asks has overlooked. */
  warnings: z.array(z.string()).default([]),
  /** Hash of everything that would be sent, all recipients included. */
  contentHash: z.string(),
})
export type CampaignLaunch = z.infer<typeof campaignLaunchSchema>

import { z } from 'zod'
import { STRATEGY_KINDS } from './strategies.ts'

const count = z.number().int()

/** A message as one recipient of the campaign would get it. `html` is inert: nothing runs, nothing is fetched. */
export const launchMessageSchema = z.object({
  /** 1 the first message, 2 the fallback. */
  stage: count,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
})

/**
 * What an approval of kind `campaign_launch` is about: its payload, shown in full before the decision. Only
 * what the campaign will do, and nothing that changes by itself with the hour: asking again for the same
 * launch has to be the same content.
 */
export const campaignLaunchSchema = z.object({
  name: z.string(),
  recipients: count,
  excluded: count,
  /** Sums of what the recipients owe. */
  totals: z.array(z.object({ currency: z.string(), minor: z.number() })).default([]),
  /** `Name <address>`. */
  from: z.string(),
  template: z.string(),
  templateVersion: count.nullable(),
  strategy: z.enum(STRATEGY_KINDS),
  rulePack: z.string(),
  /** Null: as soon as it is approved. Instant in ms UTC. */
  startAt: z.number().int().nullable(),
  fallbackAfterDays: count.nullable(),
  /** As the first recipient of the list would get them. */
  messages: z.array(launchMessageSchema).default([]),
  /** Hash of everything that would be sent: settings, versions of the messages, sender, all recipients. */
  contentHash: z.string(),
})
export type CampaignLaunch = z.infer<typeof campaignLaunchSchema>

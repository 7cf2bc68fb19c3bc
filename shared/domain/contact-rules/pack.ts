import { z } from 'zod'

/**
 * Contact rules of a country as a versioned pack of data: when a debtor may be written to or called, and how
 * often. Every rule carries the article it comes from. A pack states what its source says as read on
 * `reviewedOn`; it is no legal advice, and the interface says so wherever a pack is shown.
 */
export const CONTACT_CHANNELS = ['email', 'sms', 'im', 'call', 'visit'] as const
export type ContactChannel = (typeof CONTACT_CHANNELS)[number]

const channels = z.array(z.enum(CONTACT_CHANNELS)).min(1)
const article = z.string().min(1)
const minutes = z.int().min(0).max(1440)

const hoursSchema = z.object({
  channels,
  /** Minutes of the debtor's day for Monday (first) to Sunday, null where no contact is allowed. */
  byWeekday: z.array(z.tuple([minutes, minutes]).nullable()).length(7),
  excludesHolidays: z.boolean(),
  article,
})

const frequencySchema = z.discriminatedUnion('kind', [
  /** At most `count` contacts in any `days` consecutive local dates. */
  z.object({
    kind: z.literal('at_most'),
    reason: z.enum(['daily_limit_of_contacts', 'weekly_limit_of_contacts']),
    channels,
    /** `together` counts all `channels`, `each` the channel of the contact alone. */
    counted: z.enum(['together', 'each']),
    count: z.int().min(1),
    days: z.int().min(1).max(60),
    afterDirectContact: z.boolean(),
    article,
  }),
  /** Local dates of two contacts are at least `days` apart. */
  z.object({
    kind: z.literal('apart'),
    reason: z.literal('too_soon'),
    channels,
    days: z.int().min(1).max(60),
    afterDirectContact: z.boolean(),
    article,
  }),
  /** No other channel in any `days` consecutive local dates. */
  z.object({
    kind: z.literal('one_channel'),
    reason: z.literal('other_channel_in_use'),
    channels,
    days: z.int().min(1).max(60),
    afterDirectContact: z.boolean(),
    article,
  }),
])
export type FrequencyRule = z.infer<typeof frequencySchema>

export const contactRulePackSchema = z.object({
  id: z.string().min(1).max(40),
  version: z.int().min(1),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** The law or authority, as it is cited. */
  source: z.string(),
  /** Date, or year where only that is certain, from which the source applies; null for no rules. */
  inForceSince: z.string().nullable(),
  reviewedOn: z.string(),
  legalAdvice: z.literal(false),
  hours: z.array(hoursSchema),
  frequency: z.array(frequencySchema),
  /** What every message must carry, checked where the message is known. */
  duties: z.array(z.object({ duty: z.literal('opt_out'), article })),
})
export type ContactRulePack = z.infer<typeof contactRulePackSchema>
export type HoursRule = ContactRulePack['hours'][number]

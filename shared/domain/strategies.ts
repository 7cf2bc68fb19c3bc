import { z } from 'zod'

/**
 * Delivery strategies: how fast a campaign may go. They are data, kept per workspace and edited within bounds;
 * the planner, the wizard and the reputation screen read the same rows.
 */
export const STRATEGY_KINDS = ['ramp_up', 'batch', 'conservative'] as const
export type StrategyKind = (typeof STRATEGY_KINDS)[number]

/** What may be edited, shown beside the fields and enforced by the schemas. Minutes, messages, rates of 1. */
export const STRATEGY_BOUNDS = {
  stepLimit: { min: 1, max: 100_000 },
  stepBatchSize: { min: 1, max: 1_000 },
  stepInterval: { min: 15, max: 240 },
  batchesPerDay: { min: 10, max: 200 },
  batchSize: { min: 100, max: 1_000 },
  batchInterval: { min: 15, max: 120 },
  concurrency: { min: 1, max: 10 },
  growthFactor: { min: 1.05, max: 2 },
} as const

const within = (bounds: { min: number; max: number }) => z.int().min(bounds.min).max(bounds.max)
const rate = z.number().min(0).max(1)

/** What a day must show before the next one may be larger. Rates are shares of 1, null is not looked at. */
export const gateSchema = z.object({
  /** Human opens, clicks or replies of what was delivered; must be above. Skipped where tracking is off. */
  minOpenRate: rate.nullable(),
  minDeliveryRate: rate.nullable(),
  /** Must be below. */
  maxBounceRate: rate.nullable(),
  /** This many hard bounces fail a small day whatever their share (see `HARD_BOUNCE_SAMPLE`). */
  hardBounces: z.int().min(1).nullable(),
  maxComplaints: z.int().min(0),
})
export type Gate = z.infer<typeof gateSchema>

export const stepSchema = z.object({
  /** First warm-up day of the step; it lasts until the next step. */
  fromDay: z.int().min(1).max(365),
  dailyLimit: within(STRATEGY_BOUNDS.stepLimit),
  batchSize: within(STRATEGY_BOUNDS.stepBatchSize),
  intervalMinutes: within(STRATEGY_BOUNDS.stepInterval),
})

const ladder = z
  .array(stepSchema)
  .min(1)
  .max(30)
  .refine((steps) => steps[0]?.fromDay === 1, 'ladder_starts_on_day_1')
  .refine(
    (steps) => steps.every((step, index) => index === 0 || step.fromDay > (steps[index - 1]?.fromDay ?? 0)),
    'ladder_days_ascend',
  )

const stepped = {
  steps: ladder,
  /** After the last step the limit is multiplied by `factor` on each day whose gate passed; null keeps it. */
  growth: z
    .object({
      factor: z.number().min(STRATEGY_BOUNDS.growthFactor.min).max(STRATEGY_BOUNDS.growthFactor.max),
    })
    .nullable(),
  concurrency: within(STRATEGY_BOUNDS.concurrency),
  gate: gateSchema,
}

export const strategySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ramp_up'), ...stepped }),
  z.object({ kind: z.literal('conservative'), ...stepped }),
  z.object({
    kind: z.literal('batch'),
    batchesPerDay: within(STRATEGY_BOUNDS.batchesPerDay),
    batchSize: within(STRATEGY_BOUNDS.batchSize),
    intervalMinutes: within(STRATEGY_BOUNDS.batchInterval),
    /** Batches in work at the same time. */
    concurrency: within(STRATEGY_BOUNDS.concurrency),
    gate: z.null(),
  }),
])
export type DeliveryStrategy = z.infer<typeof strategySchema>
export type SteppedStrategy = Extract<DeliveryStrategy, { steps: unknown }>

/** The option "keep growing while gates pass". */
export const KEEP_GROWING = { factor: 1.3 } as const

const rampUp: DeliveryStrategy = {
  kind: 'ramp_up',
  steps: [
    { fromDay: 1, dailyLimit: 50, batchSize: 25, intervalMinutes: 60 },
    { fromDay: 2, dailyLimit: 100, batchSize: 50, intervalMinutes: 60 },
    { fromDay: 3, dailyLimit: 150, batchSize: 75, intervalMinutes: 60 },
    { fromDay: 6, dailyLimit: 200, batchSize: 100, intervalMinutes: 60 },
  ],
  growth: null,
  concurrency: 1,
  gate: { minOpenRate: 0.2, minDeliveryRate: 0.95, maxBounceRate: 0.05, hardBounces: 5, maxComplaints: 0 },
}

const batch: DeliveryStrategy = {
  kind: 'batch',
  batchesPerDay: 100,
  batchSize: 500,
  intervalMinutes: 30,
  concurrency: 5,
  gate: null,
}

const conservative: DeliveryStrategy = {
  kind: 'conservative',
  steps: [
    { fromDay: 1, dailyLimit: 10, batchSize: 10, intervalMinutes: 60 },
    { fromDay: 2, dailyLimit: 20, batchSize: 10, intervalMinutes: 60 },
    { fromDay: 3, dailyLimit: 30, batchSize: 15, intervalMinutes: 60 },
    { fromDay: 6, dailyLimit: 50, batchSize: 25, intervalMinutes: 60 },
  ],
  growth: null,
  concurrency: 1,
  gate: { minOpenRate: 0.25, minDeliveryRate: 0.98, maxBounceRate: null, hardBounces: 5, maxComplaints: 0 },
}

export const DEFAULT_STRATEGIES: Readonly<Record<StrategyKind, DeliveryStrategy>> = {
  ramp_up: rampUp,
  batch,
  conservative,
}

/** The strategy that suits a domain: trouble before warmth, warmth before speed. */
export function recommendedStrategy(profile: { warmedUp: boolean; hasIssues: boolean }): StrategyKind {
  if (profile.hasIssues) return 'conservative'
  return profile.warmedUp ? 'batch' : 'ramp_up'
}

import type { z } from 'zod'
import type { storedStrategySchema } from '../../../../shared/contract/campaigns/delivery.ts'
import type { DeliveryStrategy, SteppedStrategy } from '../../../../shared/domain/strategies.ts'
import { strategySchema } from '../../../../shared/domain/strategies.ts'

export type StoredStrategy = z.infer<typeof storedStrategySchema>
export type BatchStrategy = Extract<DeliveryStrategy, { kind: 'batch' }>
export type Step = SteppedStrategy['steps'][number]

/** Paths of the figures that are out of bounds, joined by dots; empty when it can be saved. */
export function faultsOf(strategy: DeliveryStrategy): Set<string> {
  const checked = strategySchema.safeParse(strategy)
  return new Set(checked.success ? [] : checked.error.issues.map(({ path }) => path.join('.')))
}

/** A step after the last one: from the next day, as large. */
export function nextStep(steps: readonly Step[]): Step {
  const last = steps.at(-1) ?? { fromDay: 0, dailyLimit: 50, batchSize: 25, intervalMinutes: 60 }
  return { ...last, fromDay: last.fromDay + 1 }
}

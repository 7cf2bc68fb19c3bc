import type { DeliveryStrategy, SteppedStrategy } from './strategies.ts'
import { STRATEGY_BOUNDS } from './strategies.ts'

/** What one local date may carry. `limit` in messages, `maxBatches` where the strategy counts batches. */
export type DayAllowance = { limit: number; batchSize: number; intervalMinutes: number; maxBatches: number }

/**
 * The allowance of warm-up day `warmupDay` (1 is the first day on which the domain sends). Warm-up days are days
 * on which the domain sent, across campaigns; a day whose gate failed is repeated and so keeps its number.
 */
export function allowanceOfDay(strategy: DeliveryStrategy, warmupDay: number): DayAllowance {
  if (strategy.kind === 'batch') {
    const { batchesPerDay, batchSize, intervalMinutes } = strategy
    return { limit: batchesPerDay * batchSize, batchSize, intervalMinutes, maxBatches: batchesPerDay }
  }
  return steppedAllowance(strategy, warmupDay)
}

function steppedAllowance(strategy: SteppedStrategy, warmupDay: number): DayAllowance {
  const step = strategy.steps.findLast((candidate) => candidate.fromDay <= warmupDay) ?? strategy.steps[0]
  if (!step) throw new RangeError('A strategy without steps')
  const { dailyLimit, batchSize, intervalMinutes, fromDay } = step
  const grownDays = step === strategy.steps.at(-1) && strategy.growth ? warmupDay - fromDay : 0
  if (grownDays <= 0 || !strategy.growth) {
    return { limit: dailyLimit, batchSize, intervalMinutes, maxBatches: Number.POSITIVE_INFINITY }
  }
  // 1e-9 keeps 200 × 1.3 at 260 in floating point.
  const limit = Math.floor(dailyLimit * strategy.growth.factor ** grownDays + 1e-9)
  const grownSize = Math.ceil((limit * batchSize) / dailyLimit)
  return {
    limit,
    batchSize: Math.min(grownSize, STRATEGY_BOUNDS.stepBatchSize.max),
    intervalMinutes,
    maxBatches: Number.POSITIVE_INFINITY,
  }
}

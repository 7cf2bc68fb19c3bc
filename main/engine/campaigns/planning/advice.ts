import { DEFAULT_STRATEGIES, KEEP_GROWING } from '../../../../shared/domain/strategies.ts'
import { DAY } from '../../../../shared/domain/zoned-time.ts'
import type { PlannerInput } from '../planner-types.ts'

export const ADVICE_KINDS = [
  'keep_growing',
  'batch_strategy',
  'second_domain',
  'saturdays',
  'longer_window',
] as const
export type AdviceKind = (typeof ADVICE_KINDS)[number]

/** What would shorten a campaign, with the figures the same planner gives for it. */
export type Advice = { kind: AdviceKind; sendingDays: number; finishAt: number }

type Outcome = { sendingDays: number; finishAt: number | null; notSent: readonly { count: number }[] }

/** Shorter campaigns need no advice. */
const WORTH_ADVICE_DAYS = 3

const keepGrowing = (input: PlannerInput): PlannerInput | undefined => {
  const { strategy } = input
  if (strategy.kind === 'batch' || strategy.growth) return undefined
  return { ...input, strategy: { ...strategy, growth: { ...KEEP_GROWING } } }
}

/** For a domain that has been warmed up; the screen says so beside it. */
const batchStrategy = (input: PlannerInput): PlannerInput | undefined =>
  input.strategy.kind === 'batch' ? undefined : { ...input, strategy: DEFAULT_STRATEGIES.batch }

/** Two domains side by side, each with every other recipient and the same ladder. */
const secondDomain = (input: PlannerInput): PlannerInput => ({
  ...input,
  recipients: input.recipients.filter((_, index) => index % 2 === 0),
})

const saturdays = (input: PlannerInput): PlannerInput | undefined => {
  const { window } = input
  if (window.weekdays.includes(6)) return undefined
  return { ...input, window: { ...window, weekdays: [...window.weekdays, 6] } }
}

const longerWindow = (input: PlannerInput): PlannerInput | undefined => {
  const { window } = input
  if (window.from <= '08:00' && window.to >= '19:00') return undefined
  const from = window.from < '08:00' ? window.from : '08:00'
  const to = window.to > '19:00' ? window.to : '19:00'
  return { ...input, window: { ...window, from, to } }
}

const VARIATIONS: Readonly<Record<AdviceKind, (input: PlannerInput) => PlannerInput | undefined>> = {
  keep_growing: keepGrowing,
  batch_strategy: batchStrategy,
  second_domain: secondDomain,
  saturdays,
  longer_window: longerWindow,
}

/**
 * Tries what a person could change and keeps what ends the campaign at least a day earlier, best first. `again`
 * is the forecast of a changed input.
 */
export function adviseOn(
  input: PlannerInput,
  current: Outcome,
  again: (input: PlannerInput) => Outcome,
): Advice[] {
  const { finishAt } = current
  if (finishAt === null || current.sendingDays < WORTH_ADVICE_DAYS) return []
  const advice: Advice[] = []
  for (const kind of ADVICE_KINDS) {
    const changed = VARIATIONS[kind](input)
    if (!changed) continue
    const outcome = again(changed)
    if (outcome.finishAt === null || finishAt - outcome.finishAt < DAY) continue
    advice.push({ kind, sendingDays: outcome.sendingDays, finishAt: outcome.finishAt })
  }
  return advice.sort((a, b) => a.finishAt - b.finishAt)
}

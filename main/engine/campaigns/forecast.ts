import { evaluateGate } from '../../../shared/domain/gates.ts'
import type { GateFinding } from '../../../shared/domain/gates.ts'
import type { DeliveryStrategy } from '../../../shared/domain/strategies.ts'
import { collectPlan } from './planner.ts'
import type { DaySummary, MissingTable, PlannedBatch, PlannerInput } from './planner-types.ts'
import type { Advice } from './planning/advice.ts'
import { adviseOn } from './planning/advice.ts'
import { prepare } from './planning/preparation.ts'
import type { PlannedDay } from './planning/sending-days.ts'
import { nextDay, openCalendar, repeatDay } from './planning/sending-days.ts'

/** What the person expects; shares of 1. `openRate` is null where opens are not tracked. */
export type Assumptions = { openRate: number | null; bounceRate: number; complaintRate: number }

export type ForecastDay = DaySummary & {
  /** What the day's gate would object to; the limit comes again when one of them fails. */
  findings: GateFinding[]
  repeated: boolean
}

export type Forecast = {
  batches: PlannedBatch[]
  sendingDays: number
  startsAt: number | null
  finishAt: number | null
  days: ForecastDay[]
  /** Days whose limit has to be repeated. */
  repeatedDays: number
  /** Recipients who would not be written to, by reason, most frequent first. */
  notSent: { reason: string; count: number }[]
  /** Recipients whom a contact rule moves to a later day, by reason. */
  putOff: { reason: string; count: number }[]
  advice: Advice[]
  missingTables: MissingTable[]
}

/**
 * The whole campaign on a virtual clock: the planner's own walk through the calendar, with the day's outcome
 * taken from assumptions and judged by the strategy's gate. `advice` forecasts the alternatives in the same way;
 * leave it out where only the dates are wanted.
 */
export function forecast(
  input: PlannerInput,
  assumptions: Assumptions,
  options: { at: number; advice?: boolean },
): Forecast {
  const preparation = prepare(input, options.at)
  const calendar = openCalendar(preparation)
  const walked: PlannedDay[] = []
  const days: ForecastDay[] = []
  const judge = outcomeJudge(input.strategy, assumptions)
  for (let day = nextDay(calendar); day; day = nextDay(calendar)) {
    const findings = judge(day.summary.planned)
    const repeated = findings.some((finding) => finding.verdict === 'fail')
    if (repeated) repeatDay(calendar)
    walked.push(day)
    days.push({ ...day.summary, findings, repeated })
  }
  const planned = collectPlan(preparation, walked)
  const result: Forecast = {
    batches: planned.batches,
    sendingDays: planned.sendingDays,
    startsAt: planned.startsAt,
    finishAt: planned.finishAt,
    days,
    repeatedDays: days.filter((day) => day.repeated).length,
    notSent: countReasons([...planned.blocked, ...planned.deferred]),
    putOff: countReasons(planned.putOff),
    advice: [],
    missingTables: planned.missingTables,
  }
  if (options.advice === false) return result
  const again = (changed: PlannerInput) => forecast(changed, assumptions, { at: options.at, advice: false })
  return { ...result, advice: adviseOn(input, result, again) }
}

/** Judges each day by expected numbers; complaints gather over days until there is a whole one. */
function outcomeJudge(strategy: DeliveryStrategy, assumptions: Assumptions): (sent: number) => GateFinding[] {
  let complaints = 0
  return (sent) => {
    if (!strategy.gate || sent === 0) return []
    complaints += sent * assumptions.complaintRate
    const whole = Math.floor(complaints + 1e-9)
    complaints -= whole
    const hardBounces = sent * assumptions.bounceRate
    const delivered = sent - hardBounces
    const opened = assumptions.openRate === null ? null : delivered * assumptions.openRate
    return evaluateGate(strategy.gate, { sent, delivered, hardBounces, opened, complaints: whole }).findings
  }
}

function countReasons(entries: readonly { reason: string }[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of entries) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}

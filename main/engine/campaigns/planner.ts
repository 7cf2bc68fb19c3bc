import type { Deferred, DeferralReason, Plan, PlannedBatch, PlannerInput } from './planner-types.ts'
import type { Preparation } from './planning/preparation.ts'
import { prepare } from './planning/preparation.ts'
import type { PlannedDay } from './planning/sending-days.ts'
import { nextDay, openCalendar } from './planning/sending-days.ts'

/**
 * Plans a campaign from an instant on: who goes out when, who must wait and why, who cannot be written to. Pure:
 * the same input gives the same plan. Only the batches of the next sending day are to be created; the following
 * ones assume that every gate passes and are marked `projected`.
 */
export function plan(input: PlannerInput, at: number): Plan {
  const preparation = prepare(input, at)
  const calendar = openCalendar(preparation)
  const days: PlannedDay[] = []
  for (let day = nextDay(calendar); day; day = nextDay(calendar)) {
    days.push(day)
    if (input.project === false && calendar.found) break
  }
  return collectPlan(preparation, days)
}

/** Puts the days of a walk together and lists those who found no place in it. */
export function collectPlan(preparation: Preparation, days: readonly PlannedDay[]): Plan {
  const batches: PlannedBatch[] = []
  for (const day of days) batches.push(...day.batches)
  return {
    batches,
    deferred: deferredOf(preparation, days),
    blocked: preparation.blocked,
    putOff: [...preparation.putOff.values()],
    days: days.map((day) => day.summary),
    sendingDays: days.filter((day) => day.batches.length > 0).length,
    startsAt: batches[0]?.scheduledFor ?? null,
    finishAt: batches.at(-1)?.scheduledFor ?? null,
    missingTables: preparation.missingTables,
  }
}

function deferredOf(preparation: Preparation, days: readonly PlannedDay[]): Deferred[] {
  const deferred: Deferred[] = []
  const stoppedEarly = preparation.input.project === false && days.some((day) => day.batches.length > 0)
  for (const group of preparation.groups) {
    const elsewhere: DeferralReason = group.open.length > 0 ? 'daily_limit' : 'outside_window'
    const reason = stoppedEarly ? elsewhere : 'beyond_horizon'
    for (const rank of group.ready.slice(group.head)) {
      deferred.push({ recipient: preparation.order[rank] ?? 0, reason, until: null, article: null })
    }
    for (const rank of [...group.waiting.values()].flat()) {
      const recipient = preparation.order[rank] ?? 0
      const rule = preparation.putOff.get(recipient)
      deferred.push(rule ?? { recipient, reason, until: null, article: null })
    }
  }
  return deferred
}

/**
 * Plans campaigns that share a sending domain, oldest first: what an older one takes of a day is used up for the
 * younger ones, and a day on which any of them sends is a warm-up day for all.
 */
export function planTogether(inputs: readonly PlannerInput[], at: number): Plan[] {
  const used: Record<string, number> = { ...inputs[0]?.domain.quotaUsed }
  return inputs.map((input) => {
    const own = plan({ ...input, domain: { ...input.domain, quotaUsed: { ...used } } }, at)
    for (const day of own.days) used[day.date] = (used[day.date] ?? 0) + day.planned
    return own
  })
}

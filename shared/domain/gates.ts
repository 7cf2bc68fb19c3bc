import type { Gate } from './strategies.ts'

/** What a day showed. Counts may be fractional in a forecast. `opened` is null where tracking is off. */
export type DayOutcome = {
  sent: number
  delivered: number
  hardBounces: number
  opened: number | null
  complaints: number
}

export type GateMetric = 'open' | 'delivery' | 'bounce' | 'hard_bounces' | 'complaint'
export type GateVerdict = 'pass' | 'warn' | 'fail'

/** One figure that missed its limit, for "Day 4 repeats: 7 of 98 bounced". */
export type GateFinding = {
  metric: GateMetric
  verdict: 'warn' | 'fail'
  count: number
  sample: number
  limit: number
}

export type GateResult = { verdict: GateVerdict; findings: GateFinding[]; skipped: GateMetric[] }

/** A plain rate decides from this many on. */
const LARGE_SAMPLE = 100
/**
 * Up to this many sent, a count of hard bounces decides alone. It is the size of the ladder's largest day: on a
 * day of thousands five bounces say nothing, and the rate does.
 */
export const HARD_BOUNCE_SAMPLE = 200
/** Two-sided 90 %. */
const Z = 1.6448536269514722

/**
 * Lower bound of the 90 % interval of a rate (Wilson 1927): how bad it is at least, seen from a small sample.
 * 3 of 50 gives 0.024.
 */
export function wilsonLowerBound(count: number, sample: number): number {
  if (sample <= 0) return 0
  const share = count / sample
  const z2 = Z * Z
  const centre = share + z2 / (2 * sample)
  const spread = Z * Math.sqrt((share * (1 - share)) / sample + z2 / (4 * sample * sample))
  return Math.max(0, (centre - spread) / (1 + z2 / sample))
}

type Rate = { bad: number; sample: number; worst: number }

/** Rates that are equal on paper may differ in the last bit. */
const SAME = 1e-9

/** Undefined when the bad rate stays below its worst allowed value. */
function judge({ bad, sample, worst }: Rate): 'warn' | 'fail' | undefined {
  if (sample <= 0 || bad / sample < worst - SAME) return undefined
  const exceeds = bad / sample > worst + SAME
  return wilsonLowerBound(bad, sample) > worst || (exceeds && sample >= LARGE_SAMPLE) ? 'fail' : 'warn'
}

/** A finding in the words of its limit: a minimum counts what was good, a maximum what was bad. */
function minimum(metric: GateMetric, count: number, sample: number, limit: number | null): GateFinding[] {
  if (limit === null) return []
  const verdict = judge({ bad: sample - count, sample, worst: 1 - limit })
  return verdict ? [{ metric, verdict, count, sample, limit }] : []
}

function maximum(metric: GateMetric, count: number, sample: number, limit: number | null): GateFinding[] {
  if (limit === null) return []
  const verdict = judge({ bad: count, sample, worst: limit })
  return verdict ? [{ metric, verdict, count, sample, limit }] : []
}

function smallDayBounces(gate: Gate, day: DayOutcome): GateFinding[] {
  const limit = gate.hardBounces
  if (limit === null || day.hardBounces < limit || day.sent > HARD_BOUNCE_SAMPLE) return []
  return [{ metric: 'hard_bounces', verdict: 'fail', count: day.hardBounces, sample: day.sent, limit }]
}

function complaintsOf(gate: Gate, day: DayOutcome): GateFinding[] {
  const limit = gate.maxComplaints
  if (day.complaints <= limit) return []
  return [{ metric: 'complaint', verdict: 'fail', count: day.complaints, sample: day.sent, limit }]
}

/**
 * Whether a day allows the next step. It fails only on evidence: the Wilson 90 % lower bound of a bad rate is
 * beyond its limit, or the plain rate is with 100 or more, or 5 hard bounces on a small day, or a complaint.
 * Short of that a missed limit warns.
 */
export function evaluateGate(gate: Gate, day: DayOutcome): GateResult {
  const findings = [
    ...(day.opened === null ? [] : minimum('open', day.opened, day.delivered, gate.minOpenRate)),
    ...minimum('delivery', day.delivered, day.sent, gate.minDeliveryRate),
    ...maximum('bounce', day.hardBounces, day.sent, gate.maxBounceRate),
    ...smallDayBounces(gate, day),
    ...complaintsOf(gate, day),
  ]
  const failed = findings.some((finding) => finding.verdict === 'fail')
  return {
    verdict: failed ? 'fail' : findings.length > 0 ? 'warn' : 'pass',
    findings,
    skipped: gate.minOpenRate !== null && day.opened === null ? ['open'] : [],
  }
}

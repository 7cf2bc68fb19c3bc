import { MAIL_LANES, type MailLane } from '../../../../shared/domain/campaigns.ts'
import { MINUTE } from '../../../../shared/domain/zoned-time.ts'
import { LANE_RULES } from '../lanes.ts'

/** Accepted messages in a row after which a lane dares one connection more. */
const STEP_UP = 50
const FIRST_REST = 30_000
const LONGEST_REST = 15 * MINUTE
/** Rest of a lane whose provider refuses the sender. */
const REFUSED_REST = 60 * MINUTE

/** How fast one provider may be sent to: additive increase, multiplicative decrease. */
export interface Pace {
  readonly lane: MailLane
  /** Connections the provider never gets more than. */
  readonly most: number
  /** Connections it gets now. */
  width: number
  busy: number
  /** Nothing goes out before this instant. */
  restsUntil: number
  accepted: number
  rest: number
}

export function paces(connections: number): Map<MailLane, Pace> {
  return new Map(
    MAIL_LANES.map((lane) => {
      // A lane of its own limit only where the provider is known.
      const most = lane === 'other' ? connections : Math.min(connections, LANE_RULES[lane].connections)
      return [lane, { lane, most, width: most, busy: 0, restsUntil: 0, accepted: 0, rest: FIRST_REST }]
    }),
  )
}

export function mayStart(pace: Pace, now: number): boolean {
  return pace.busy < pace.width && pace.restsUntil <= now
}

export function noteAccepted(pace: Pace): void {
  pace.accepted += 1
  if (pace.accepted < STEP_UP) return
  pace.accepted = 0
  pace.rest = FIRST_REST
  if (pace.width < pace.most) pace.width += 1
}

/** The provider answered that it is too much: half of it, after a rest that grows while it goes on. */
export function noteThrottled(pace: Pace, now: number): void {
  pace.accepted = 0
  // Messages that were under way together are one signal.
  if (pace.restsUntil > now) return
  pace.width = Math.max(1, Math.floor(pace.width / 2))
  pace.restsUntil = now + pace.rest
  pace.rest = Math.min(LONGEST_REST, pace.rest * 2)
}

export function noteRefused(pace: Pace, now: number): void {
  pace.accepted = 0
  pace.width = 1
  pace.restsUntil = Math.max(pace.restsUntil, now + REFUSED_REST)
}

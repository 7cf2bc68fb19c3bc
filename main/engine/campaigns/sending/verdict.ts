import type { FailureReason } from '../../../../shared/domain/campaigns.ts'
import { MINUTE } from '../../../../shared/domain/zoned-time.ts'
import { classifyReply, type Outcome, parseReply } from '../../mail/mail.ts'
import type { Settlement } from './ledger.ts'

/** What the answer to a message means for its row, its lane and its account. */
export interface Verdict {
  settlement: Settlement
  /** The address is dead: it goes on the suppression list. */
  suppress?: boolean
  /** The provider wants less: its lane is slowed down. */
  throttled?: boolean
  /** The provider refuses the sender, not the address: its lane rests. */
  refusesSender?: boolean
  /** The account cannot send until somebody changes its settings. */
  setup?: string
}

export const MAX_ATTEMPTS = 3
/** Waits before the second and third attempt: with 15 % jitter three attempts take at least an hour. */
const WAITS = [22 * MINUTE, 66 * MINUTE]
const JITTER = 0.15

const failureOfClass: Record<ReturnType<typeof classifyReply>, FailureReason> = {
  hard: 'address_rejected',
  mailbox_soft: 'mailbox',
  throttle: 'throttled',
  reputation: 'reputation',
  auth: 'sender_setup',
  content: 'content',
  infrastructure: 'server',
}

/** @param chance in [0, 1), for the jitter; @param attempts including the one that ended */
export function verdictOf(
  outcome: Outcome,
  attempt: { attempts: number; now: number; chance: number },
): Verdict {
  if (outcome.kind === 'accepted') {
    return { settlement: { to: 'accepted', replyCode: outcome.code, response: outcome.response } }
  }
  if (outcome.kind === 'ambiguous')
    return { settlement: { to: 'ambiguous', response: outcome.fault.message } }
  if (outcome.kind === 'lost') {
    if (outcome.fault.code === 'aborted' || outcome.fault.code === 'hand_over_failed') {
      return { settlement: { to: 'planned', reason: '', notBefore: 0, response: null, spent: false } }
    }
    return { settlement: retryOrFail('network', outcome.fault.message, null, attempt) }
  }
  const reply = parseReply(outcome.response)
  const kind = classifyReply(reply)
  const early = outcome.phase === 'connect' || outcome.phase === 'tls' || outcome.phase === 'auth'
  if (kind === 'auth' || (early && !outcome.temporary)) {
    return {
      settlement: {
        to: 'planned',
        reason: 'account',
        notBefore: attempt.now,
        response: outcome.response,
        spent: false,
      },
      setup: outcome.response,
    }
  }
  const reason = failureOfClass[kind]
  const settlement: Settlement = outcome.temporary
    ? retryOrFail(reason, outcome.response, outcome.code, attempt)
    : { to: 'failed', reason, replyCode: outcome.code, response: outcome.response }
  return {
    settlement,
    ...(kind === 'hard' && !outcome.temporary ? { suppress: true } : {}),
    ...(kind === 'throttle' ? { throttled: true } : {}),
    ...(kind === 'reputation' ? { refusesSender: true } : {}),
  }
}

function retryOrFail(
  reason: FailureReason,
  response: string,
  replyCode: number | null,
  { attempts, now, chance }: { attempts: number; now: number; chance: number },
): Settlement {
  const wait = attempts < MAX_ATTEMPTS ? WAITS[attempts - 1] : undefined
  if (wait === undefined) return { to: 'failed', reason, replyCode, response }
  const notBefore = now + Math.round(wait * (1 - JITTER + 2 * JITTER * chance))
  return { to: 'planned', reason: 'retry', notBefore, response, spent: true }
}

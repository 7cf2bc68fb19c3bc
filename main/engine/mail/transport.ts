import type { Fault, LossPhase, RefusalPhase } from './outcome.ts'
import { classifyReply, parseReply, type ReplyClass } from './reply-codes.ts'
import { openLane, type LaneOptions, type OpenedLane } from './smtp-lane.ts'

/** What came of trying an account. */
export type TestResult =
  | { ok: true }
  | {
      ok: false
      phase: RefusalPhase | LossPhase
      /** A code of `Fault`, or the class of the refusal: each has a sentence that says what to fix. */
      reason: Fault['code'] | ReplyClass
      /** The server's or system's own words. */
      detail: string
    }

/** A way for messages to leave. Further kinds (`ses`, `sendgrid`, `mailgun`) join by implementing it. */
export interface Transport {
  readonly kind: 'smtp' | 'sandbox'
  /** How many messages can be under way at once. */
  readonly lanes: number
  open(signal?: AbortSignal): Promise<OpenedLane>
  /** Connects and signs in, sends nothing. */
  verify(signal?: AbortSignal): Promise<TestResult>
}

/**
 * SMTP, also to the embedded sandbox. @param optionsNow asked at each connection, because the
 * password can change and the sandbox has another port after a restart
 */
export function smtpTransport(
  kind: Transport['kind'],
  lanes: number,
  optionsNow: () => LaneOptions,
): Transport {
  const open = (signal?: AbortSignal) => openLane({ ...optionsNow(), ...(signal ? { signal } : {}) })
  return {
    kind,
    lanes,
    open,
    async verify(signal) {
      const opened = await open(signal)
      if (opened.opened) {
        opened.lane.close()
        return { ok: true }
      }
      const { failure } = opened
      if (failure.kind === 'lost') {
        return { ok: false, phase: failure.phase, reason: failure.fault.code, detail: failure.fault.message }
      }
      const reason = classifyReply(parseReply(failure.response))
      return { ok: false, phase: failure.phase, reason, detail: failure.response }
    },
  }
}

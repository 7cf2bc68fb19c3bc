import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPError, SentMessageInfo } from 'nodemailer/lib/smtp-connection'
import type { Accepted, Fault, Outcome, Rejected } from '../outcome.ts'
import type { Deadline } from './deadline.ts'
import { acceptedBy, outcomeOfError, type Progress } from './faults.ts'
import type { LaneTimeouts } from './lane-options.ts'
import { WithheldMessage } from './withheld-message.ts'

export interface LaneMessage {
  /** An empty `from` is the null sender. Every address is a bare ASCII (or SMTPUTF8) address. */
  envelope: { from: string; to: readonly string[] }
  /** The complete message with CRLF line ends, without dot-stuffing. */
  raw: Buffer
}

export interface SendHooks {
  /**
   * Called once, when the server has asked for the message; its end goes out only after this is
   * done. Throwing or rejecting destroys the connection with nothing sent.
   */
  onHandOver(): Promise<void> | void
  /** Obeyed until `onHandOver` is called: `lost` with the fault `aborted`. */
  signal?: AbortSignal
}

/** A recipient the server refused although it took the message for another one. */
export interface RefusedRecipient {
  address: string
  refusal: Rejected
}

export type SendOutcome = Outcome & { refused?: RefusedRecipient[] }

/** One mail transaction on an open connection: the only place where the end of a message is let go. */
export class Transaction {
  readonly outcome: Promise<SendOutcome>
  readonly #connection: SMTPConnection
  readonly #deadline: Deadline
  readonly #timeouts: LaneTimeouts
  readonly #hooks: SendHooks
  readonly #stream: WithheldMessage
  readonly #progress: Progress = { streaming: false, released: false }
  readonly #resolve: (outcome: SendOutcome) => void
  #handingOver: Promise<void> | void = undefined
  #handedOver = false
  #settled = false

  constructor(
    connection: SMTPConnection,
    deadline: Deadline,
    timeouts: LaneTimeouts,
    message: LaneMessage,
    hooks: SendHooks,
  ) {
    const { promise, resolve } = Promise.withResolvers<SendOutcome>()
    this.outcome = promise
    this.#resolve = resolve
    this.#connection = connection
    this.#deadline = deadline
    this.#timeouts = timeouts
    this.#hooks = hooks
    this.#stream = this.#withhold(message.raw)
    hooks.signal?.addEventListener('abort', this.#onAbort, { once: true })
    deadline.within(timeouts.envelope)
    const envelope = { from: message.envelope.from, to: [...message.envelope.to], size: message.raw.length }
    connection.send(envelope, this.#stream, this.#onReply)
  }

  /** Ends the connection now: before the release nothing was sent, after it nobody knows. */
  cut(fault: Fault): void {
    if (this.#settled) return
    this.#connection.close()
    const phase = this.#progress.streaming ? 'body' : 'envelope'
    this.#settle(this.#progress.released ? { kind: 'ambiguous', fault } : { kind: 'lost', phase, fault })
  }

  #withhold(raw: Buffer): WithheldMessage {
    return new WithheldMessage(raw, {
      started: () => {
        if (this.#settled) return false
        this.#progress.streaming = true
        this.#deadline.within(this.#timeouts.body)
        return true
      },
      handOver: () => {
        this.#handedOver = true
        this.#handingOver = this.#hooks.onHandOver()
        return this.#handingOver
      },
      released: () => {
        if (this.#settled || this.#connection.destroyed) return false
        this.#progress.released = true
        this.#deadline.within(this.#timeouts.final)
        return true
      },
      failed: (cause) => {
        const message = cause instanceof Error ? cause.message : String(cause)
        this.cut({ code: 'hand_over_failed', message, cause })
      },
    })
  }

  readonly #onAbort = (): void => {
    if (!this.#handedOver) this.cut({ code: 'aborted', message: 'Aborted before the hand-over' })
  }

  readonly #onReply = (error: SMTPError | null, info?: SentMessageInfo): void => {
    if (error) {
      const outcome = outcomeOfError(error, this.#progress)
      // Whatever failed between 354 and the release, the session stands in the middle of a message.
      if (this.#progress.streaming && !this.#progress.released) this.#connection.close()
      this.#settle(outcome)
    } else if (this.#progress.released && info) {
      this.#settle(acceptance(info))
    } else {
      // A server that accepts before the end was released has lost count of its replies.
      this.cut({ code: 'protocol', message: 'Accepted before the end of the message' })
    }
  }

  #settle(outcome: SendOutcome): void {
    if (this.#settled) return
    this.#settled = true
    this.#deadline.clear()
    this.#hooks.signal?.removeEventListener('abort', this.#onAbort)
    if (!this.#progress.released) this.#stream.destroy()
    // The caller's commit of the hand-over must come before its record of the outcome.
    const finish = () => this.#resolve(outcome)
    if (this.#handingOver) this.#handingOver.then(finish, finish)
    else finish()
  }
}

function acceptance(info: SentMessageInfo): Accepted & { refused?: RefusedRecipient[] } {
  const accepted = acceptedBy(info.response)
  const refused = (info.rejectedErrors ?? []).flatMap((error, index) => {
    const refusal = outcomeOfError(error, { streaming: false, released: false })
    return refusal.kind === 'rejected' ? [{ address: info.rejected[index] ?? '', refusal }] : []
  })
  return refused.length > 0 ? { ...accepted, refused } : accepted
}

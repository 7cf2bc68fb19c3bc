import SMTPConnection, { type SMTPError, type SentMessageInfo } from 'nodemailer/lib/smtp-connection'
import type { Clock } from '../core/clock.ts'
import { watchDeadline, type Deadline } from './deadline.ts'
import type { Accepted, Fault, Lost, Outcome, Rejected } from './outcome.ts'
import {
  acceptedBy,
  failureToOpen,
  faultOf,
  outcomeOfError,
  refusedHere,
  type Progress,
} from './smtp-faults.ts'
import { WithheldMessage } from './withheld-message.ts'

export interface LaneTimeouts {
  /** From the name look-up to the end of EHLO, TLS included. */
  connect: number
  auth: number
  /** MAIL, RCPT and DATA together. */
  envelope: number
  /** From 354 to the release of the end, the caller's commit included. */
  body: number
  /** From the release to the final reply. Running out makes the message ambiguous. */
  final: number
}

/** RFC 5321 §4.5.3.2 where waiting protects a message; shorter where nothing is at stake yet. */
export const laneTimeouts: LaneTimeouts = {
  connect: 60_000,
  auth: 60_000,
  envelope: 300_000,
  body: 180_000,
  final: 600_000,
}

export interface LaneOptions {
  host: string
  port: number
  /** `implicit` = TLS from the first byte, `starttls` = refused when not offered, `none` = in the clear. */
  tls: 'implicit' | 'starttls' | 'none'
  /** Turning this off is for servers with a self-signed certificate that cannot be given below. */
  verifyCertificate?: boolean
  /** PEM certificates trusted besides the system's. */
  certificateAuthorities?: string[]
  auth?: { user: string; pass: string; method?: 'PLAIN' | 'LOGIN' }
  /** Name said in EHLO. */
  name?: string
  /** After so many messages the lane says QUIT and closes. */
  maxMessages?: number
  timeouts?: Partial<LaneTimeouts>
  clock: Clock
  signal?: AbortSignal
}

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

export interface Lane {
  /** One message at a time. Never throws; settles only after `onHandOver`, if called, has settled. */
  send(message: LaneMessage, hooks: SendHooks): Promise<Outcome & { refused?: RefusedRecipient[] }>
  /** Says QUIT when idle, cuts the connection when busy. */
  close(): void
  readonly state: 'ready' | 'busy' | 'closed'
  /** Messages given to the server over this connection. */
  readonly sent: number
}

export type OpenedLane = { opened: true; lane: Lane } | { opened: false; failure: Rejected | Lost }

/** Opens one connection: greeting, TLS and AUTH. The caller opens a new one when it is closed. */
export async function openLane(options: LaneOptions): Promise<OpenedLane> {
  const timeouts = { ...laneTimeouts, ...options.timeouts }
  const connection = new SMTPConnection(connectionOptions(options, timeouts))
  const failure = await openConnection(connection, options, timeouts)
  if (failure) {
    connection.close()
    return { opened: false, failure }
  }
  return { opened: true, lane: new SmtpLane(connection, options, timeouts) }
}

function connectionOptions(options: LaneOptions, timeouts: LaneTimeouts): SMTPConnection.Options {
  // The library's own timers run on the wall clock and cannot tell the phases apart: they only
  // back up the deadlines kept here.
  const backstop = 2 * Math.max(...Object.values(timeouts))
  return {
    host: options.host,
    port: options.port,
    secure: options.tls === 'implicit',
    requireTLS: options.tls === 'starttls',
    ignoreTLS: options.tls === 'none',
    ...(options.name ? { name: options.name } : {}),
    connectionTimeout: backstop,
    greetingTimeout: backstop,
    dnsTimeout: backstop,
    socketTimeout: backstop,
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1024,
    tls: {
      rejectUnauthorized: options.verifyCertificate ?? true,
      minVersion: 'TLSv1.2',
      ...(options.certificateAuthorities ? { ca: options.certificateAuthorities } : {}),
    },
  }
}

function openConnection(
  connection: SMTPConnection,
  options: LaneOptions,
  timeouts: LaneTimeouts,
): Promise<Rejected | Lost | null> {
  return new Promise((resolve) => {
    let phase: 'connect' | 'auth' = 'connect'
    const settle = (failure: Rejected | Lost | null) => {
      deadline.stop()
      options.signal?.removeEventListener('abort', onAbort)
      connection.removeListener('error', onError)
      // The library reports nothing more after its first error; a late one must not be unhandled.
      connection.on('error', () => {})
      resolve(failure)
    }
    const lost = (fault: Fault): Lost => ({ kind: 'lost', phase, fault })
    const onError = (error: SMTPError) => settle(failureToOpen(error, phase))
    const onAbort = () => settle(lost({ code: 'aborted', message: 'Aborted while connecting' }))
    const deadline = watchDeadline(options.clock, () =>
      settle(lost({ code: 'timeout', message: `No answer within ${timeouts[phase]} ms` })),
    )

    if (options.signal?.aborted) {
      onAbort()
      return
    }
    options.signal?.addEventListener('abort', onAbort, { once: true })
    connection.on('error', onError)
    deadline.within(timeouts.connect)
    connection.connect((error) => {
      if (error) {
        onError(error)
        return
      }
      const { auth } = options
      if (!auth) {
        settle(null)
        return
      }
      if (!connection.allowsAuth) {
        settle({
          kind: 'lost',
          phase: 'auth',
          fault: { code: 'auth_not_offered', message: 'No AUTH in EHLO' },
        })
        return
      }
      phase = 'auth'
      deadline.within(timeouts.auth)
      connection.login({ ...auth }, (refusal) => (refusal ? onError(refusal) : settle(null)))
    })
  })
}

class SmtpLane implements Lane {
  state: Lane['state'] = 'ready'
  sent = 0
  readonly #connection: SMTPConnection
  readonly #options: LaneOptions
  readonly #timeouts: LaneTimeouts
  readonly #deadline: Deadline
  #cut: ((fault: Fault) => void) | null = null
  #resetting: Promise<void> | null = null

  constructor(connection: SMTPConnection, options: LaneOptions, timeouts: LaneTimeouts) {
    this.#connection = connection
    this.#options = options
    this.#timeouts = timeouts
    this.#deadline = watchDeadline(options.clock, () => {
      const fault: Fault = { code: 'timeout', message: 'The server did not answer in time' }
      if (this.#cut) this.#cut(fault)
      else this.#end()
    })
    connection.once('end', () => {
      if (this.state === 'ready') this.#end()
    })
  }

  close(): void {
    if (this.#cut) {
      this.#cut({ code: 'aborted', message: 'The lane was closed' })
    } else if (this.state !== 'closed') {
      this.state = 'closed'
      this.#deadline.within(2_000)
      if (!this.#connection.destroyed) this.#connection.quit()
      this.#connection.once('end', () => this.#deadline.stop())
    }
  }

  async send(message: LaneMessage, hooks: SendHooks): Promise<Outcome & { refused?: RefusedRecipient[] }> {
    if (this.state === 'busy') throw new Error('A lane sends one message at a time')
    if (this.state === 'closed') return lostBefore({ code: 'closed', message: 'The lane is closed' })
    if (hooks.signal?.aborted) return lostBefore({ code: 'aborted', message: 'Aborted before sending' })
    const unusable = [message.envelope.from, ...message.envelope.to].find((address) => /[\s<>]/.test(address))
    if (unusable !== undefined || message.envelope.to.length === 0) {
      return refusedHere('rcpt', 553, '5.1.3', `Not an address: ${JSON.stringify(unusable ?? '')}`)
    }
    this.state = 'busy'
    if (this.#resetting) await this.#resetting
    if (this.#connection.destroyed) {
      this.#end()
      return lostBefore({ code: 'closed', message: 'The server closed the connection' })
    }
    const outcome = await this.#transact(message, hooks)
    this.#afterwards(outcome)
    return outcome
  }

  /** One mail transaction. The only place where the end of a message is let go. */
  #transact(message: LaneMessage, hooks: SendHooks): Promise<Outcome & { refused?: RefusedRecipient[] }> {
    return new Promise((resolve) => {
      const progress: Progress = { streaming: false, released: false }
      let settled = false
      let handingOver: Promise<void> | void
      let handedOver = false

      const settle = (outcome: Outcome & { refused?: RefusedRecipient[] }) => {
        if (settled) return
        settled = true
        this.#cut = null
        this.#deadline.clear()
        hooks.signal?.removeEventListener('abort', onAbort)
        if (!progress.released) stream.destroy()
        // The caller's commit of the hand-over must come before its record of the outcome.
        if (handingOver)
          handingOver.then(
            () => resolve(outcome),
            () => resolve(outcome),
          )
        else resolve(outcome)
      }
      const cut = (fault: Fault) => {
        if (settled) return
        this.#connection.close()
        settle(progress.released ? { kind: 'ambiguous', fault } : lostAt(progress, fault))
      }
      const onAbort = () => {
        if (!handedOver) cut({ code: 'aborted', message: 'Aborted before the hand-over' })
      }

      const stream = new WithheldMessage(message.raw, {
        started: () => {
          if (settled) return false
          progress.streaming = true
          this.#deadline.within(this.#timeouts.body)
          return true
        },
        handOver: () => {
          handedOver = true
          handingOver = hooks.onHandOver()
          return handingOver
        },
        released: () => {
          if (settled || this.#connection.destroyed) return false
          progress.released = true
          this.#deadline.within(this.#timeouts.final)
          return true
        },
        failed: (cause) =>
          cut({
            code: 'hand_over_failed',
            message: cause instanceof Error ? cause.message : String(cause),
            cause,
          }),
      })

      this.#cut = cut
      hooks.signal?.addEventListener('abort', onAbort, { once: true })
      this.#deadline.within(this.#timeouts.envelope)
      this.sent += 1
      const envelope = { from: message.envelope.from, to: [...message.envelope.to], size: message.raw.length }
      this.#connection.send(envelope, stream, (error: SMTPError | null, info?: SentMessageInfo) => {
        if (error) {
          const outcome = outcomeOfError(error, progress)
          // Whatever failed after 354, the session is in the middle of a message and cannot go on.
          if (outcome.kind !== 'rejected' || outcome.phase === 'data') {
            if (progress.streaming) this.#connection.close()
          }
          settle(outcome)
        } else if (progress.released && info) {
          settle(acceptance(info))
        } else {
          // A server that accepts before the end was released has lost count of its replies.
          cut({ code: 'protocol', message: 'Accepted before the end of the message' })
        }
      })
    })
  }

  #afterwards(outcome: Outcome): void {
    const usable = !this.#connection.destroyed && outcome.kind !== 'lost' && outcome.kind !== 'ambiguous'
    if (!usable) {
      this.#end()
      return
    }
    this.state = 'ready'
    if (this.sent >= (this.#options.maxMessages ?? Infinity)) {
      this.close()
    } else if (outcome.kind === 'rejected' && outcome.phase !== 'final') {
      this.#resetting = this.#reset()
    }
  }

  /** A refused envelope leaves a transaction open in the server (RFC 5321 §4.1.1.5). */
  #reset(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#cut = null
        this.#resetting = null
        this.#deadline.clear()
        this.#connection.removeListener('end', done)
        resolve()
      }
      this.#deadline.within(this.#timeouts.envelope)
      this.#cut = () => this.#connection.close()
      this.#connection.once('end', done)
      this.#connection.reset((error) => {
        if (error) this.#connection.close()
        done()
      })
    })
  }

  #end(): void {
    this.state = 'closed'
    this.#deadline.stop()
    this.#connection.close()
  }
}

function lostBefore(fault: Fault): Lost {
  return { kind: 'lost', phase: 'envelope', fault }
}

function lostAt(progress: Progress, fault: Fault): Lost {
  return { kind: 'lost', phase: progress.streaming ? 'body' : 'envelope', fault }
}

function acceptance(info: SentMessageInfo): Accepted & { refused?: RefusedRecipient[] } {
  const refused = (info.rejectedErrors ?? []).map((error, index) => ({
    address: info.rejected[index] ?? '',
    refusal: outcomeOfError(error, { streaming: false, released: false }),
  }))
  const list = refused.flatMap(({ address, refusal }) =>
    refusal.kind === 'rejected' ? [{ address, refusal }] : [],
  )
  return list.length > 0 ? { ...acceptedBy(info.response), refused: list } : acceptedBy(info.response)
}

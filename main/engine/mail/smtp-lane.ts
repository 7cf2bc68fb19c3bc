import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Fault, Lost, Outcome, Rejected } from './outcome.ts'
import { watchDeadline, type Deadline } from './smtp/deadline.ts'
import { refusedHere } from './smtp/faults.ts'
import { timeoutsOf, type LaneOptions, type LaneTimeouts } from './smtp/lane-options.ts'
import { makeConnection, openConnection } from './smtp/opening.ts'
import { Transaction, type LaneMessage, type SendHooks, type SendOutcome } from './smtp/transaction.ts'

export type { LaneOptions } from './smtp/lane-options.ts'
export type { LaneMessage, SendHooks, SendOutcome } from './smtp/transaction.ts'

/** One SMTP connection, which is one slot: it has one message under way at a time. */
export interface Lane {
  /** Never rejects for what a server does; settles only after `onHandOver`, if called, has settled. */
  send(message: LaneMessage, hooks: SendHooks): Promise<SendOutcome>
  /** Says QUIT when idle, cuts the connection when busy. */
  close(): void
  readonly state: 'ready' | 'busy' | 'closed'
  /** Messages offered to the server over this connection. */
  readonly sent: number
}

export type OpenedLane = { opened: true; lane: Lane } | { opened: false; failure: Rejected | Lost }

/** Opens one connection: greeting, TLS and AUTH. The caller opens a new one when it is closed. */
export async function openLane(options: LaneOptions): Promise<OpenedLane> {
  const connection = makeConnection(options)
  const failure = await openConnection(connection, options)
  if (failure) {
    connection.close()
    return { opened: false, failure }
  }
  return { opened: true, lane: new SmtpLane(connection, options) }
}

/** How long a server may take to answer QUIT before it is left. */
const farewell = 2_000

class SmtpLane implements Lane {
  state: Lane['state'] = 'ready'
  sent = 0
  readonly #connection: SMTPConnection
  readonly #maxMessages: number
  readonly #timeouts: LaneTimeouts
  readonly #deadline: Deadline
  /** Ends what is under way. */
  #cut: ((fault: Fault) => void) | null = null
  #resetting: Promise<void> | null = null

  constructor(connection: SMTPConnection, options: LaneOptions) {
    this.#connection = connection
    this.#maxMessages = options.maxMessages ?? Infinity
    this.#timeouts = timeoutsOf(options)
    this.#deadline = watchDeadline(options.clock, () => {
      if (this.#cut) this.#cut({ code: 'timeout', message: 'The server did not answer in time' })
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
      this.#deadline.within(farewell)
      this.#connection.once('end', () => this.#deadline.stop())
      if (this.#connection.destroyed) this.#deadline.stop()
      else this.#connection.quit()
    }
  }

  async send(message: LaneMessage, hooks: SendHooks): Promise<SendOutcome> {
    if (this.state === 'busy') throw new Error('A lane sends one message at a time')
    if (this.state === 'closed') return lostBefore('closed', 'The lane is closed')
    if (hooks.signal?.aborted) return lostBefore('aborted', 'Aborted before sending')
    const { from, to } = message.envelope
    const unusable = [from, ...to].find((address) => /[\s<>]/.test(address))
    if (unusable !== undefined || to.length === 0) {
      return refusedHere('rcpt', 553, '5.1.3', `Not an address: ${JSON.stringify(unusable ?? '')}`)
    }
    this.state = 'busy'
    if (this.#resetting) await this.#resetting
    if (this.#connection.destroyed) {
      this.#end()
      return lostBefore('closed', 'The server closed the connection')
    }
    this.sent += 1
    const transaction = new Transaction(this.#connection, this.#deadline, this.#timeouts, message, hooks)
    this.#cut = (fault) => transaction.cut(fault)
    const outcome = await transaction.outcome
    this.#cut = null
    this.#afterwards(outcome)
    return outcome
  }

  #afterwards(outcome: Outcome): void {
    if (this.#connection.destroyed || outcome.kind === 'lost' || outcome.kind === 'ambiguous') {
      this.#end()
      return
    }
    this.state = 'ready'
    if (this.sent >= this.#maxMessages) this.close()
    else if (outcome.kind === 'rejected' && outcome.phase !== 'final') this.#resetting = this.#reset()
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

function lostBefore(code: Fault['code'], message: string): Lost {
  return { kind: 'lost', phase: 'envelope', fault: { code, message } }
}

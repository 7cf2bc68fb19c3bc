import { Readable } from 'node:stream'

/** What the owner of a withheld message is told, in this order. */
export interface WithheldSteps {
  /** The server has asked for the message. Returning false stops before anything is handed over. */
  started(): boolean
  /** To be made durable before the end may go out. */
  handOver(): Promise<void> | void
  /** The end goes out now. Returning false keeps it back: the message was settled meanwhile. */
  released(): boolean
  /** `handOver` failed. */
  failed(cause: unknown): void
}

/**
 * A message whose body may leave at once and whose end is withheld until `handOver` is done.
 * SMTPConnection reads only after the server's 354 and writes the final dot only when the stream
 * ends, so until `released` no server can have accepted the message (RFC 5321 §4.1.1.4).
 */
export class WithheldMessage extends Readable {
  readonly #raw: Buffer
  readonly #steps: WithheldSteps
  #begun = false

  constructor(raw: Buffer, steps: WithheldSteps) {
    super({ highWaterMark: raw.length + 1 })
    this.#raw = raw
    this.#steps = steps
  }

  override _read(): void {
    if (this.#begun) return
    this.#begun = true
    if (!this.#steps.started()) return
    this.push(this.#raw)
    let waiting: Promise<void> | void
    try {
      waiting = this.#steps.handOver()
    } catch (cause) {
      this.#steps.failed(cause)
      return
    }
    if (waiting) waiting.then(this.#release, (cause) => this.#steps.failed(cause))
    else this.#release()
  }

  readonly #release = (): void => {
    if (!this.destroyed && this.#steps.released()) this.push(null)
  }
}

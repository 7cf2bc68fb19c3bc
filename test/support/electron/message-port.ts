import { EventEmitter } from 'node:events'

/** How the other end in the page is reached. */
export interface FarEnd {
  post(data: { text: string } | { bytes: string }): void
  close(): void
}

/** Electron's MessagePortMain: messages wait until it is started. */
export class StandInPort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'close' | 'postMessage' | 'start'>
{
  readonly #far: FarEnd
  #waiting: unknown[] | undefined = []
  #closed = false

  constructor(far: FarEnd) {
    super()
    this.#far = far
  }

  postMessage(message: unknown): void {
    if (this.#closed) return
    if (typeof message === 'string') this.#far.post({ text: message })
    else if (message instanceof Uint8Array) this.#far.post({ bytes: Buffer.from(message).toString('base64') })
    else throw new TypeError('the stand-in passes strings and bytes, which is all that oRPC sends')
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#far.close()
    this.ended()
  }

  /** A message from the page. */
  arrived({ text, bytes }: { text?: string; bytes?: string }): void {
    const data = text ?? Uint8Array.from(Buffer.from(bytes ?? '', 'base64'))
    if (this.#waiting) this.#waiting.push(data)
    else this.emit('message', { data, ports: [] })
  }

  /** The page closed it, or is gone. */
  ended(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }
}

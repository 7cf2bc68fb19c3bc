import type { Alarm } from '../../core/clock.ts'
import type { EngineContext } from '../../core/context.ts'
import {
  fallbacksOf,
  findAccount,
  type Lane,
  type Outcome,
  type Transport,
  transportOf,
} from '../../mail/mail.ts'

/** An idle connection is kept this long for the next message. */
const KEEP_OPEN = 15_000

export type NotOpened = Exclude<Outcome, { kind: 'accepted' | 'ambiguous' }>

/** The open connections of one account: reused while they are good, closed when nobody needs them. */
export class Connections {
  readonly most: number
  readonly #ctx: EngineContext
  readonly #accountId: string
  readonly #transport: Transport
  readonly #idle: { lane: Lane; since: number }[] = []
  #sweep: Alarm | null = null
  #closed = false

  constructor(ctx: EngineContext, accountId: string) {
    this.#ctx = ctx
    this.#accountId = accountId
    this.#transport = transportOf(ctx, accountId)
    this.most = this.#transport.lanes
  }

  /**
   * A connection that is ready. When the account's own server cannot be reached, those of the other accounts of
   * the same sending domain are tried in their order: nothing was handed over yet.
   */
  async take(): Promise<{ lane: Lane } | { failure: NotOpened }> {
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      if (kept.lane.state === 'ready') return { lane: kept.lane }
    }
    const own = await openOf(this.#transport)
    if ('lane' in own || own.failure.kind === 'rejected') return own
    for (const { id } of fallbacksOf(this.#ctx.db, findAccount(this.#ctx.db, this.#accountId))) {
      const other = await openOf(transportOf(this.#ctx, id))
      if ('lane' in other) return other
    }
    return own
  }

  /** Takes a connection back after a message. */
  giveBack(lane: Lane): void {
    if (this.#closed || lane.state !== 'ready') {
      lane.close()
      return
    }
    const { clock } = this.#ctx
    this.#idle.push({ lane, since: clock.now() })
    this.#sweep ??= clock.alarm(clock.now() + KEEP_OPEN, () => this.#closeStale())
  }

  close(): void {
    this.#closed = true
    this.#sweep?.cancel()
    for (const { lane } of this.#idle.splice(0)) lane.close()
  }

  #closeStale(): void {
    this.#sweep = null
    const { clock } = this.#ctx
    const now = clock.now()
    for (const entry of this.#idle.filter(({ since }) => now - since >= KEEP_OPEN)) {
      this.#idle.splice(this.#idle.indexOf(entry), 1)
      entry.lane.close()
    }
    if (this.#idle.length > 0) this.#sweep = clock.alarm(now + KEEP_OPEN, () => this.#closeStale())
  }
}

async function openOf(transport: Transport): Promise<{ lane: Lane } | { failure: NotOpened }> {
  try {
    const opened = await transport.open()
    return opened.opened ? { lane: opened.lane } : { failure: opened.failure }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { failure: { kind: 'lost', phase: 'connect', fault: { code: 'unreachable', message } } }
  }
}

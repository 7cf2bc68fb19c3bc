import type { MailLane } from '../../../../shared/domain/campaigns.ts'
import type { Alarm } from '../../core/clock.ts'
import type { EngineContext } from '../../core/context.ts'
import { type Lane, noteOutcome, type Outcome } from '../../mail/mail.ts'
import type { Outbound } from './claim.ts'
import type { Commits } from './commits.ts'
import { Connections } from './connections.ts'
import { mayStart, noteAccepted, noteRefused, noteThrottled, type Pace, paces } from './pace.ts'
import type { Prepared } from './message.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** First and longest wait after a server could not be reached. */
const UNREACHABLE = { first: 5_000, longest: 300_000 }

export interface SenderHooks {
  commits: Commits
  prepare(row: Outbound): Prepared
  /** The account cannot send until somebody changes its settings. */
  onSetupFault(accountId: string, words: string): void
  onHardBounce(row: Outbound, words: string): (tx: Parameters<typeof noteOutcome>[0]) => void
  /** Something became free: more may be claimed. */
  onRoom(): void
}

/**
 * The connections of one mail account. Claimed rows wait in a buffer for each provider lane; each free connection
 * takes the next row whose lane may go faster.
 */
export class Sender {
  readonly accountId: string
  readonly #ctx: EngineContext
  readonly #hooks: SenderHooks
  readonly #connections: Connections
  readonly #perMinute: number | null
  readonly #buffers = new Map<MailLane, Outbound[]>()
  readonly #paces: Map<MailLane, Pace>
  #buffered = 0
  #busy = 0
  #stopped = false
  #failures = 0
  #unreachableUntil = 0
  #nextAt = 0
  #turn = 0
  #wake: { at: number; alarm: Alarm } | null = null
  #done: (() => void)[] = []

  constructor(
    ctx: EngineContext,
    account: { id: string; messagesPerMinute: number | null },
    hooks: SenderHooks,
  ) {
    this.accountId = account.id
    this.#ctx = ctx
    this.#hooks = hooks
    this.#perMinute = account.messagesPerMinute
    this.#connections = new Connections(ctx, account.id)
    this.#paces = paces(this.#connections.most)
  }

  get busy(): number {
    return this.#busy
  }

  get paces(): ReadonlyMap<MailLane, Readonly<Pace>> {
    return this.#paces
  }

  /** How many rows of a lane it wants to have claimed for it now. */
  room(lane: MailLane): number {
    if (this.#stopped || this.#unreachableUntil > this.#ctx.clock.now()) return 0
    const pace = this.#paces.get(lane)
    if (!pace || pace.restsUntil > this.#ctx.clock.now()) return 0
    // Enough to keep every connection busy while the next claim is committed.
    const wanted = Math.max(40, this.#connections.most * 8)
    const have = this.#buffers.get(lane)?.length ?? 0
    return have >= wanted / 2 ? 0 : wanted - have
  }

  /** When something that holds everything back ends; null when nothing does. */
  nextWake(): number | null {
    const now = this.#ctx.clock.now()
    const ends = [this.#unreachableUntil, ...[...this.#paces.values()].map((pace) => pace.restsUntil)].filter(
      (at) => at > now,
    )
    return ends.length > 0 ? Math.min(...ends) : null
  }

  accept(rows: readonly Outbound[]): void {
    for (const row of rows) {
      const buffer = this.#buffers.get(row.lane)
      if (buffer) buffer.push(row)
      else this.#buffers.set(row.lane, [row])
    }
    this.#buffered += rows.length
    this.pump()
  }

  /** Takes the rows of a campaign (or all) back that no connection has begun yet. */
  withdraw(campaignId?: string): Outbound[] {
    const taken: Outbound[] = []
    for (const [lane, rows] of this.#buffers) {
      const gone = rows.filter((row) => campaignId === undefined || row.campaignId === campaignId)
      if (gone.length === 0) continue
      taken.push(...gone)
      this.#buffers.set(
        lane,
        rows.filter((row) => !gone.includes(row)),
      )
    }
    this.#buffered -= taken.length
    return taken
  }

  pump(): void {
    const now = this.#ctx.clock.now()
    while (
      !this.#stopped &&
      this.#busy < this.#connections.most &&
      this.#unreachableUntil <= now &&
      this.#inRate(now)
    ) {
      const row = this.#next(now)
      if (!row) break
      this.#busy += 1
      const pace = this.#paces.get(row.lane)
      if (pace) pace.busy += 1
      void this.#deliver(row, pace)
    }
    if (this.#buffered < this.#connections.most * 2) this.#hooks.onRoom()
  }

  /** Stops beginning messages, lets those under way end, closes the connections. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake?.alarm.cancel()
    if (this.#busy > 0) await new Promise<void>((resolve) => this.#done.push(resolve))
    this.#connections.close()
  }

  #next(now: number): Outbound | undefined {
    const lanes = [...this.#buffers.keys()]
    for (let step = 0; step < lanes.length; step++) {
      const lane = lanes[(this.#turn + step) % lanes.length]
      const rows = lane && this.#buffers.get(lane)
      const pace = lane && this.#paces.get(lane)
      if (!rows?.length || !pace || !mayStart(pace, now)) continue
      this.#turn += step + 1
      this.#buffered -= 1
      return rows.shift()
    }
    return undefined
  }

  /** The account's own rate, in steps of one message. */
  #inRate(now: number): boolean {
    if (this.#perMinute === null) return true
    if (this.#nextAt > now) {
      this.#wakeAt(this.#nextAt)
      return false
    }
    this.#nextAt = Math.max(this.#nextAt, now - 1_000) + 60_000 / this.#perMinute
    return true
  }

  async #deliver(row: Outbound, pace: Pace | undefined): Promise<void> {
    try {
      await this.#send(row, pace)
    } catch (error) {
      // A bug must not lose the row: it goes back to the plan and is tried again like after a lost connection.
      this.#ctx.log.error({ error, delivery: row.id }, 'sending failed')
      this.#end(
        row,
        { kind: 'lost', phase: 'envelope', fault: { code: 'protocol', message: String(error) } },
        pace,
      )
    } finally {
      this.#busy -= 1
      if (pace) pace.busy -= 1
      if (this.#busy === 0) for (const resolve of this.#done.splice(0)) resolve()
      this.pump()
    }
  }

  async #send(row: Outbound, pace: Pace | undefined): Promise<void> {
    const { commits } = this.#hooks
    const prepared = this.#hooks.prepare(row)
    if (!prepared.ok) {
      commits.settle(row, {
        to: 'failed',
        reason: prepared.reason,
        replyCode: null,
        response: prepared.response,
      })
      return
    }
    const lane = await this.#connection(row)
    if (!lane) return
    const outcome = await lane.send(prepared.message, { onHandOver: () => commits.handOver(row) })
    this.#connections.giveBack(lane)
    this.#end(row, outcome, pace)
  }

  /** An open connection; null when none can be had, and the row went back to the plan. */
  async #connection(row: Outbound): Promise<Lane | null> {
    const opened = await this.#connections.take()
    if ('lane' in opened) {
      this.#failures = 0
      return opened.lane
    }
    const { clock, random } = this.#ctx
    const verdict = verdictOf(opened.failure, { attempts: 0, now: clock.now(), chance: random.next() })
    // Nobody could be reached: that is not the row's fault and spends none of its attempts.
    if (!verdict.setup) {
      const wait = Math.min(UNREACHABLE.longest, UNREACHABLE.first * 2 ** this.#failures)
      this.#failures += 1
      this.#unreachableUntil = clock.now() + wait
      this.#wakeAt(this.#unreachableUntil)
    }
    this.#hooks.commits.settle(
      row,
      {
        to: 'planned',
        reason: 'account',
        notBefore: this.#unreachableUntil,
        response: wordsOf(opened.failure),
        spent: false,
      },
      (tx) => noteOutcome(tx, this.#ctx, this.accountId, opened.failure),
    )
    if (verdict.setup) this.#hooks.onSetupFault(this.accountId, verdict.setup)
    this.#giveBack()
    return null
  }

  #end(row: Outbound, outcome: Outcome, pace: Pace | undefined): void {
    const { clock, random } = this.#ctx
    const now = clock.now()
    const verdict: Verdict = verdictOf(outcome, { attempts: row.attempts, now, chance: random.next() })
    if (pace) {
      if (outcome.kind === 'accepted') noteAccepted(pace)
      if (verdict.throttled) noteThrottled(pace, now)
      if (verdict.refusesSender) noteRefused(pace, now)
      if (pace.restsUntil > now) this.#wakeAt(pace.restsUntil)
    }
    const bounced = verdict.suppress ? this.#hooks.onHardBounce(row, wordsOf(outcome)) : undefined
    this.#hooks.commits.settle(row, verdict.settlement, (tx) => {
      bounced?.(tx)
      if (outcome.kind !== 'accepted') noteOutcome(tx, this.#ctx, this.accountId, outcome)
    })
    if (verdict.setup) this.#hooks.onSetupFault(this.accountId, verdict.setup)
  }

  /** What waits here would only wait: it goes back, so that a pause or a crash finds nothing claimed. */
  #giveBack(): void {
    for (const row of this.withdraw()) {
      this.#hooks.commits.settle(row, {
        to: 'planned',
        reason: '',
        notBefore: this.#unreachableUntil,
        response: null,
        spent: false,
      })
    }
  }

  #wakeAt(at: number): void {
    if (this.#wake && this.#wake.at <= at) return
    this.#wake?.alarm.cancel()
    const alarm = this.#ctx.clock.alarm(at, () => {
      this.#wake = null
      this.pump()
      this.#hooks.onRoom()
    })
    this.#wake = { at, alarm }
  }
}

function wordsOf(outcome: Outcome): string {
  return outcome.kind === 'accepted' || outcome.kind === 'rejected' ? outcome.response : outcome.fault.message
}

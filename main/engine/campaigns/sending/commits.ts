import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import type { Outbound } from './claim.ts'
import { markHandedOver, type Settlement, settleRow } from './ledger.ts'

/**
 * Turns of the event loop a commit waits for others to join: well under a millisecond, and at full load it
 * makes one durable commit of what would be five.
 */
const GATHERING_TURNS = 60

interface Waiting {
  row: Outbound
  resolve: () => void
  reject: (cause: unknown) => void
}

interface Ended {
  row: Outbound
  settlement: Settlement
  effect?: ((tx: WritableDb) => void) | undefined
}

/** What else goes into each transaction: claims of what is needed next, and what follows from settled rows. */
export interface Companions {
  /** Messages that connections are at now: when all of them wait for a hand-over, nobody else will join. */
  underWay(): number
  /** In the transaction, after outcomes and hand-overs. The result is given to `done` after the commit. */
  claim(tx: WritableDb, tally: Tally): () => void
  settled(tx: WritableDb, tally: Tally): void
}

/**
 * Group commits of the ledger. Everything the connections have to write in one turn of the event loop —
 * hand-overs, outcomes, the next claims — is one transaction, so a durable commit is shared by many messages.
 * The end of a message goes out only after the commit that says it was handed over.
 */
export class Commits {
  readonly #ctx: EngineContext
  readonly #companions: Companions
  #handOvers: Waiting[] = []
  #ended: Ended[] = []
  #claims = false
  #scheduled = false
  #stopped = false

  constructor(ctx: EngineContext, companions: Companions) {
    this.#ctx = ctx
    this.#companions = companions
  }

  /** Resolves when the row's hand-over is on disk; rejects when the row is not ours any more. */
  handOver(row: Outbound): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#handOvers.push({ row, resolve, reject })
      this.#schedule()
    })
  }

  /** Writes how a row ended, with `effect` in the same transaction. */
  settle(row: Outbound, settlement: Settlement, effect?: (tx: WritableDb) => void): void {
    this.#ended.push({ row, settlement, effect })
    this.#schedule()
  }

  /** Claims more with the next transaction. */
  requestClaims(): void {
    this.#claims = true
    this.#schedule()
  }

  /** Outcomes, hand-overs and claims that the next transaction will write. */
  get pending(): number {
    return this.#ended.length + this.#handOvers.length + (this.#claims ? 1 : 0)
  }

  /** Nothing is written on its own any more; `flush` still writes what there is. */
  stop(): void {
    this.#stopped = true
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return
    this.#scheduled = true
    let turns = 0
    const look = () => {
      // Each turn of the loop takes in what other connections have received meanwhile.
      if (
        !this.#stopped &&
        ++turns < GATHERING_TURNS &&
        this.#handOvers.length < this.#companions.underWay()
      ) {
        setImmediate(look)
        return
      }
      this.#scheduled = false
      if (!this.#stopped) this.flush()
    }
    setImmediate(look)
  }

  flush(): void {
    const handOvers = this.#handOvers
    const ended = this.#ended
    const claims = this.#claims && !this.#stopped
    if (handOvers.length === 0 && ended.length === 0 && !claims) return
    this.#handOvers = []
    this.#ended = []
    this.#claims = false
    let held = new Set<number>()
    let done: () => void = () => {}
    try {
      this.#ctx.db.write((tx) => {
        const tally = new Tally()
        for (const { row, settlement, effect } of ended) {
          if (settleRow(tx, this.#ctx, row, settlement, tally)) effect?.(tx)
        }
        if (handOvers.length > 0)
          held = markHandedOver(
            tx,
            this.#ctx,
            handOvers.map(({ row }) => row),
            tally,
          )
        if (claims) done = this.#companions.claim(tx, tally)
        tally.write(tx)
        this.#companions.settled(tx, tally)
      })
    } catch (error) {
      this.#failed(error, handOvers, ended, claims)
      return
    }
    for (const { row, resolve, reject } of handOvers) {
      if (held.has(row.id)) resolve()
      else reject(new Error('the row was taken back'))
    }
    done()
  }

  /** A full disk or a locked file: no end goes out, and what is known is kept until it can be written. */
  #failed(error: unknown, handOvers: Waiting[], ended: Ended[], claims: boolean): void {
    const { log, clock } = this.#ctx
    log.error({ error, handOvers: handOvers.length, outcomes: ended.length }, 'ledger commit failed')
    for (const { row, reject } of handOvers) {
      row.state = 'claimed'
      reject(error)
    }
    this.#ended = [...ended, ...this.#ended]
    this.#claims ||= claims
    clock.alarm(clock.now() + 1_000, () => this.#schedule())
  }
}

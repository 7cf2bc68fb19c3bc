import { problem } from '../../../../shared/contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Random } from '../random.ts'
import type { Database, WritableDb } from '../storage/database.ts'
import { recordFailure, recoverOrphans } from './failures.ts'
import type { Effect, Job, JobType, NewJob } from './job-types.ts'
import { type Running, Slots } from './slots.ts'
import { claimJobs, extendLeases, finishJobs, insertJob, nextDue, promoteDue, releaseJobs } from './store.ts'

export interface QueueDeps {
  db: Database
  clock: Clock
  random: Random
  log: Log
  /** Raised each time a workspace is opened; leases of older epochs are void. */
  epoch: number
  /** Told in the transaction that buries a job. */
  onDead?: (tx: WritableDb, job: { id: number; type: string; error: string }) => void
  /** Told in the transaction that changes what a list of jobs would show. */
  onChange?: (tx: WritableDb) => void
}

interface Finished {
  running: Running
  effect?: Effect
  error?: unknown
}

const DEFAULT_LEASE = 60_000

/**
 * The queue of one workspace. One fused transaction a cycle: acknowledge what finished with its
 * effects, promote what is due, claim as many as there are free slots. Woken by commits and by
 * one alarm for the next due job; it never polls.
 */
export class Queue {
  readonly #deps: QueueDeps
  readonly #types = new Map<string, JobType>()
  readonly #slots = new Slots()
  /** Types that may have ready jobs: a type leaves when a claim found fewer than it had slots. */
  readonly #hungry = new Set<string>()
  #finished: Finished[] = []
  #token = 0
  #active = false
  #woken = false
  #alarm: { at: number; cancel(): void } | null = null
  #heartbeat: { cancel(): void } | null = null
  #idle: (() => void)[] = []

  constructor(deps: QueueDeps) {
    this.#deps = deps
  }

  /** Adds the types a feature handles. Throws on a second registration of one type. */
  register(types: readonly JobType[]): void {
    for (const type of types) {
      if (this.#types.has(type.type)) throw new Error(`Job type ${type.type} is registered twice`)
      this.#types.set(type.type, type)
    }
  }

  get types(): readonly JobType[] {
    return [...this.#types.values()]
  }

  /** Adds a job in the caller's transaction; it exists if and only if that commits. Returns its id. */
  add(tx: WritableDb, job: NewJob): number {
    const type = this.#types.get(job.type)
    if (!type) throw new Error(`No handler is registered for jobs of type ${job.type}`)
    type.payload.parse(job.payload)
    const id = insertJob(tx, job, type.maxAttempts ?? 5, this.#deps.clock.now())
    this.#deps.onChange?.(tx)
    tx.afterCommit(() => this.#kick(job.type))
    return id
  }

  /** Takes over what a crashed engine left, then starts claiming. */
  start(): void {
    this.#deps.db.write((tx) => recoverOrphans(tx, this.#deps, this.#types))
    this.#active = true
    for (const type of this.#types.keys()) this.#hungry.add(type)
    this.#beat()
    this.#wake()
  }

  /**
   * Stops claiming, waits up to `patience` ms for what runs, then aborts it and gives the leases
   * back without spending an attempt.
   */
  async stop(patience = 5_000): Promise<void> {
    this.#active = false
    this.#heartbeat?.cancel()
    this.#alarm?.cancel()
    this.#alarm = null
    const { clock, db } = this.#deps
    if (this.#slots.size > this.#finished.length) {
      const deadline = clock.alarm(clock.now() + patience, () => this.#settleIdle())
      for (const running of this.#slots.all()) controllerOf(running).abort('stopping')
      await new Promise<void>((resolve) => this.#idle.push(resolve))
      deadline.cancel()
    }
    db.write((tx) => {
      this.#acknowledge(tx)
      for (const { job, token } of this.#slots.all()) releaseJobs(tx, [job.id], token)
    })
    this.#finished = []
    this.#slots.clear()
  }

  /** Puts a dead, cancelled or waiting job back to the front with fresh attempts. */
  retry(tx: WritableDb, id: number): void {
    const { clock } = this.#deps
    const row = tx.sqlGet<{ type: string }>(
      `UPDATE jobs SET state = 'ready', attempts = 0, recoveries = 0, runAt = ?, rank = ?, finishedAt = NULL
       WHERE id = ? AND state IN ('dead', 'cancelled', 'scheduled') RETURNING type`,
      [clock.now(), clock.now(), id],
    )
    if (!row) throw problem('CONFLICT', 'job_not_retryable')
    this.#deps.onChange?.(tx)
    tx.afterCommit(() => this.#kick(row.type))
  }

  /** Cancels a job that waits or runs; a running handler's signal is aborted. */
  cancel(tx: WritableDb, id: number): void {
    const { clock } = this.#deps
    const { changes } = tx.sqlRun(
      `UPDATE jobs SET state = 'cancelled', finishedAt = ?, leaseToken = NULL
       WHERE id = ? AND state IN ('ready', 'scheduled', 'running')`,
      [clock.now(), id],
    )
    if (changes === 0) throw problem('CONFLICT', 'job_not_cancellable')
    this.#deps.onChange?.(tx)
    tx.afterCommit(() => {
      const running = this.#slots.get(id)
      if (running) controllerOf(running).abort('cancelled')
    })
  }

  /** Resolves when nothing is ready or running. Scheduled jobs may remain. For tests and benches. */
  async settled(): Promise<void> {
    while (this.#slots.size > 0 || this.#finished.length > 0 || this.#woken || this.#readyLeft()) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #readyLeft(): boolean {
    return this.#deps.db.sqlGet(`SELECT 1 FROM jobs WHERE state = 'ready' LIMIT 1`) !== undefined
  }

  #kick(type: string): void {
    this.#hungry.add(type)
    this.#wake()
  }

  #wake(): void {
    if (!this.#active || this.#woken) return
    this.#woken = true
    setImmediate(() => {
      this.#woken = false
      if (this.#active) this.#cycle()
    })
  }

  #cycle(): void {
    const { db, clock, log } = this.#deps
    const finished = this.#finished
    let claimed: Running[] = []
    try {
      claimed = db.write((tx) => {
        this.#acknowledge(tx)
        const now = clock.now()
        if (promoteDue(tx, now) > 0) for (const type of this.#types.keys()) this.#hungry.add(type)
        const taken = this.#claim(tx, now)
        this.#arm(nextDue(tx))
        return taken
      })
      this.#finished = []
    } catch (error) {
      // A full disk or a locked file: nothing was acknowledged, everything is still leased here.
      log.error({ error }, 'queue cycle failed')
      for (const { running } of finished) this.#slots.take(running)
      clock.alarm(clock.now() + 1_000, () => this.#wake())
      return
    }
    for (const running of claimed) {
      this.#slots.take(running)
      this.#launch(running)
    }
  }

  #claim(tx: WritableDb, now: number): Running[] {
    const taken: Running[] = []
    for (const name of this.#hungry) {
      const type = this.#types.get(name)
      if (!type) continue
      const free = this.#slots.free(type)
      if (free <= 0) continue
      const token = ++this.#token
      const jobs = claimJobs(tx, {
        type: name,
        // With a limit per group, one a cycle: no group gets two slots at once.
        limit: type.groupConcurrency ? 1 : free,
        fullGroups: this.#slots.fullGroups(type),
        now,
        lease: type.lease ?? DEFAULT_LEASE,
        token,
        epoch: this.#deps.epoch,
      })
      for (const job of jobs) taken.push({ job, type, token, abort: null, timer: null })
      if (type.groupConcurrency && jobs.length > 0) this.#wake()
      else if (jobs.length < free) this.#hungry.delete(name)
    }
    return taken
  }

  #launch(running: Running): void {
    const { type } = running
    if (type.timeout) {
      const { clock } = this.#deps
      running.timer = clock.alarm(clock.now() + type.timeout, () =>
        controllerOf(running).abort(new Error(`took longer than ${type.timeout} ms`)),
      )
    }
    let outcome: Promise<Effect | void> | Effect | void
    try {
      outcome = type.run(this.#jobFor(running))
    } catch (error) {
      this.#end({ running, error })
      return
    }
    if (outcome instanceof Promise) {
      outcome.then(
        (effect) => this.#end(effect ? { running, effect } : { running }),
        (error: unknown) => this.#end({ running, error: error ?? new Error('failed without a reason') }),
      )
    } else {
      this.#end(outcome ? { running, effect: outcome } : { running })
    }
  }

  #jobFor(running: Running): Job {
    const { job, type } = running
    return {
      id: job.id,
      type: job.type,
      payload: type.payload.parse(JSON.parse(job.payload)),
      attempt: job.attempts,
      maxAttempts: job.maxAttempts,
      // Made when asked for: most handlers of short jobs never look at it.
      get signal() {
        return controllerOf(running).signal
      },
    }
  }

  #end(finished: Finished): void {
    finished.running.timer?.cancel()
    this.#finished.push(finished)
    this.#wake()
    if (!this.#active && this.#finished.length >= this.#slots.size) this.#settleIdle()
  }

  #settleIdle(): void {
    const waiting = this.#idle
    this.#idle = []
    for (const resolve of waiting) resolve()
  }

  /** Writes what finished since the last cycle. An effect that throws fails its own attempt only. */
  #acknowledge(tx: WritableDb): void {
    if (this.#finished.length === 0) return
    const now = this.#deps.clock.now()
    const done = new Map<number, number[]>()
    for (const entry of this.#finished) {
      const { running } = entry
      if (entry.error !== undefined || !this.#settle(tx, entry))
        recordFailure(tx, this.#deps, running, entry.error)
      else {
        const ids = done.get(running.token)
        if (ids) ids.push(running.job.id)
        else done.set(running.token, [running.job.id])
      }
      this.#slots.give(running)
      this.#hungry.add(running.type.type)
    }
    for (const [token, ids] of done) finishJobs(tx, ids, token, now)
    this.#deps.onChange?.(tx)
  }

  #settle(tx: WritableDb, entry: Finished): boolean {
    if (!entry.effect) return true
    const { job, token } = entry.running
    const held = tx.sqlGet(`SELECT 1 FROM jobs WHERE id = ? AND state = 'running' AND leaseToken = ?`, [
      job.id,
      token,
    ])
    if (!held) return true
    tx.sqlRun('SAVEPOINT effect')
    try {
      entry.effect(tx)
      tx.sqlRun('RELEASE effect')
      return true
    } catch (error) {
      tx.sqlRun('ROLLBACK TO effect')
      tx.sqlRun('RELEASE effect')
      entry.error = error
      return false
    }
  }

  #arm(due: number | undefined): void {
    if (due === undefined || (this.#alarm && this.#alarm.at <= due)) return
    this.#alarm?.cancel()
    const { clock } = this.#deps
    const { cancel } = clock.alarm(due, () => {
      this.#alarm = null
      this.#wake()
    })
    this.#alarm = { at: due, cancel }
  }

  /** Keeps the leases of what runs alive, measured from the claim. */
  #beat(): void {
    const { clock, db } = this.#deps
    this.#heartbeat = clock.alarm(clock.now() + DEFAULT_LEASE / 3, () => {
      if (!this.#active) return
      if (this.#slots.size > 0) {
        db.write((tx) => extendLeases(tx, this.#slots.ids(), clock.now() + DEFAULT_LEASE))
      }
      this.#beat()
    })
  }
}

/** Made when asked for: most handlers of short jobs never look at their signal. */
function controllerOf(running: Running): AbortController {
  running.abort ??= new AbortController()
  return running.abort
}

import schedule from 'node-schedule'

export interface Alarm {
  cancel(): void
}

/** All time of the engine comes from here: milliseconds UTC, and alarms on the wall clock. */
export interface Clock {
  now(): number
  /** Calls `ring` once at or after `at` (ms UTC). A time in the past rings on the next turn. */
  alarm(at: number, ring: () => void): Alarm
  /** The machine woke up or its clock was set: look at the wall clock again now. */
  nudge(): void
  /** Waits; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Milliseconds that never go back, for durations. */
  monotonic(): number
}

/**
 * Timers are re-read from the wall clock at least this often: a timer set before the machine
 * slept, or before its clock was moved, would otherwise ring late or early.
 */
const LONGEST_ALARM = 30_000

interface Pending {
  at: number
  ring: () => void
  job: { cancel(): void } | null
}

/** The wall clock, with alarms by node-schedule kept under 30 s each. */
export class SystemClock implements Clock {
  readonly #pending = new Set<Pending>()

  now(): number {
    return Date.now()
  }

  monotonic(): number {
    return performance.now()
  }

  alarm(at: number, ring: () => void): Alarm {
    const entry: Pending = { at, ring, job: null }
    this.#pending.add(entry)
    this.#arm(entry)
    return {
      cancel: () => {
        this.#pending.delete(entry)
        entry.job?.cancel()
      },
    }
  }

  nudge(): void {
    for (const entry of Array.from(this.#pending)) {
      entry.job?.cancel()
      this.#arm(entry)
    }
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, milliseconds, signal)
  }

  #arm(entry: Pending): void {
    const wait = entry.at - Date.now()
    if (wait <= 1_000) {
      // Under a second node-schedule rounds; a plain timer is exact enough and as safe.
      const timer = setTimeout(() => this.#look(entry), Math.max(0, wait))
      entry.job = { cancel: () => clearTimeout(timer) }
      return
    }
    const job = schedule.scheduleJob(new Date(Date.now() + Math.min(wait, LONGEST_ALARM)), () =>
      this.#look(entry),
    )
    if (job) {
      entry.job = { cancel: () => job.cancel() }
    } else {
      const timer = setTimeout(() => this.#look(entry), 0)
      entry.job = { cancel: () => clearTimeout(timer) }
    }
  }

  #look(entry: Pending): void {
    if (!this.#pending.has(entry)) return
    if (entry.at > Date.now()) {
      this.#arm(entry)
      return
    }
    this.#pending.delete(entry)
    entry.ring()
  }
}

/** Time that only moves when told to: every test and the campaign forecast run on it. */
export class VirtualClock implements Clock {
  #now: number
  readonly #alarms: { at: number; ring: () => void; order: number }[] = []
  #order = 0

  /** @param start instant in ms UTC, or an ISO string */
  constructor(start: number | string = '2026-03-02T12:00:00Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start)
  }

  now(): number {
    return this.#now
  }

  monotonic(): number {
    return this.#now
  }

  alarm(at: number, ring: () => void): Alarm {
    const entry = { at, ring, order: this.#order++ }
    this.#alarms.push(entry)
    return {
      cancel: () => {
        const index = this.#alarms.indexOf(entry)
        if (index >= 0) this.#alarms.splice(index, 1)
      },
    }
  }

  nudge(): void {
    void this.advance(0)
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, milliseconds, signal)
  }

  /** The next instant at which something will ring, if anything will. */
  nextAlarm(): number | undefined {
    return this.#earliest()?.at
  }

  /** Sets the wall clock without ringing: a clock that was moved, or a machine that slept. */
  jump(to: number): void {
    this.#now = to
  }

  /** Moves on, ringing every alarm in order and letting what it started settle before the next. */
  async advance(milliseconds: number): Promise<void> {
    await this.advanceTo(this.#now + milliseconds)
  }

  async advanceTo(target: number): Promise<void> {
    await settle()
    for (;;) {
      const next = this.#earliest()
      if (!next || next.at > target) break
      this.#alarms.splice(this.#alarms.indexOf(next), 1)
      this.#now = Math.max(this.#now, next.at)
      next.ring()
      await settle()
    }
    this.#now = Math.max(this.#now, target)
    await settle()
  }

  #earliest() {
    let first: { at: number; ring: () => void; order: number } | undefined
    for (const alarm of this.#alarms) {
      if (!first || alarm.at < first.at || (alarm.at === first.at && alarm.order < first.order)) first = alarm
    }
    return first
  }
}

/** Lets promises and immediates that are ready run; real I/O needs its own waiting. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
}

function sleepOn(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const onAbort = () => {
      alarm.cancel()
      reject(signal?.reason)
    }
    const alarm = clock.alarm(clock.now() + milliseconds, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

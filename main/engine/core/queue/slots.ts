import type { JobType } from './job-types.ts'
import type { ClaimedJob } from './store.ts'

/** A job that this process has claimed and not yet acknowledged. */
export interface Running {
  job: ClaimedJob
  type: JobType
  token: number
  abort: AbortController | null
  timer: { cancel(): void } | null
}

/** Who occupies the queue's slots: per type, and per group of a type. */
export class Slots {
  readonly #running = new Map<number, Running>()
  readonly #counts = new Map<string, number>()
  readonly #groups = new Map<string, Map<string, number>>()

  get size(): number {
    return this.#running.size
  }

  get(id: number): Running | undefined {
    return this.#running.get(id)
  }

  ids(): number[] {
    return [...this.#running.keys()]
  }

  all(): Running[] {
    return [...this.#running.values()]
  }

  free(type: JobType): number {
    return (type.concurrency ?? 4) - (this.#counts.get(type.type) ?? 0)
  }

  fullGroups(type: JobType): string[] {
    const limit = type.groupConcurrency
    const groups = this.#groups.get(type.type)
    if (!limit || !groups) return []
    return [...groups].filter(([, count]) => count >= limit).map(([group]) => group)
  }

  take(running: Running): void {
    this.#running.set(running.job.id, running)
    this.#shift(running, 1)
  }

  give(running: Running): void {
    if (this.#running.delete(running.job.id)) this.#shift(running, -1)
  }

  clear(): void {
    this.#running.clear()
    this.#counts.clear()
    this.#groups.clear()
  }

  #shift({ job, type }: Running, by: 1 | -1): void {
    this.#counts.set(type.type, (this.#counts.get(type.type) ?? 0) + by)
    if (job.groupKey === null) return
    const groups = this.#groups.get(type.type) ?? new Map<string, number>()
    this.#groups.set(type.type, groups)
    const count = (groups.get(job.groupKey) ?? 0) + by
    if (count > 0) groups.set(job.groupKey, count)
    else groups.delete(job.groupKey)
  }
}

import type { ZodType } from 'zod'
import type { WritableDb } from '../storage/database.ts'

export const jobStates = ['ready', 'running', 'scheduled', 'done', 'dead', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** A job as its handler sees it. */
export interface Job<Payload = unknown> {
  id: number
  type: string
  payload: Payload
  /** 1 on the first try: counted when claimed, so that a crash counts too. */
  attempt: number
  maxAttempts: number
  /** Aborted when the queue stops, the job is cancelled or its time is up. */
  readonly signal: AbortSignal
}

/** Commits in the same transaction as the acknowledgement: a local effect happens exactly once. */
export type Effect = (tx: WritableDb) => void

/** What a feature registers for each type of job. */
export interface JobType<Payload = unknown> {
  type: string
  payload: ZodType<Payload>
  /** Throw to fail the attempt; return an effect to have it commit with the acknowledgement. */
  run(job: Job<Payload>): Promise<Effect | void> | Effect | void
  /** How many run at once (default 4). */
  concurrency?: number
  /** How many of one `groupKey` run at once (default: no limit). */
  groupConcurrency?: number
  maxAttempts?: number
  /** First and longest wait between attempts in ms (default 5 s and 1 h), doubled each time, full jitter. */
  backoff?: { first: number; longest: number }
  /** How long a lease lasts without a heartbeat in ms (default 60 s). */
  lease?: number
  /** An attempt that takes longer is aborted and counts as failed, in ms (default: none). */
  timeout?: number
  /** How often it may be found running after a crash before it is dead (default 3). */
  maxRecoveries?: number
}

export interface NewJob {
  type: string
  payload: unknown
  /** Higher goes first by one minute of waiting a level (default 0). */
  priority?: number
  /** Not before this instant (default: now). */
  runAt?: number
  /** While a live job of this type has the key, adding it again changes nothing and returns that job. */
  uniqueKey?: string
  groupKey?: string
}

/** Full jitter: anywhere between nothing and the doubled wait, so that failures spread out. */
export function backoffDelay(type: Pick<JobType, 'backoff'>, attempt: number, chance: number): number {
  const { first, longest } = type.backoff ?? { first: 5_000, longest: 3_600_000 }
  return Math.round(Math.min(longest, first * 2 ** Math.min(attempt - 1, 40)) * chance)
}

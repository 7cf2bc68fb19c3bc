import type { Actor } from './actor.ts'
import type { Audit } from './audit/audit.ts'
import type { Clock } from './clock.ts'
import type { Events, Subscriber } from './events/events.ts'
import type { Ids } from './ids.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { JobType } from './queue/job-types.ts'
import type { Queue } from './queue/queue.ts'
import type { Random } from './random.ts'
import type { ScheduleDefinition, Scheduler } from './scheduler/scheduler.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Database, WritableDb } from './storage/database.ts'
import type { WorkspaceInfo } from './workspace.ts'

/** Folders of one workspace; all exist while its engine runs. */
export interface Dirs {
  workspace: string
  files: string
  backups: string
  exports: string
  logs: string
}

/** Long-lived parts that a feature owns; each declares its own by declaration merging. */
export interface Services {}

/** What every command, query, job and subscriber of one workspace works with: one plain object. */
export interface EngineContext {
  db: Database
  clock: Clock
  random: Random
  ids: Ids
  log: Log
  events: Events
  queue: Queue
  scheduler: Scheduler
  secrets: Secrets
  audit: Audit
  live: Live
  dirs: Dirs
  /** Name, country, zone, currency, language: read on each use, because people change them. */
  workspace: () => WorkspaceInfo
  services: Services
  /** Raised at each opening of the workspace. */
  epoch: number
}

/** One line in features.ts: what a feature adds to the engine. */
export interface Feature {
  name: string
  /** Makes the feature's services, before jobs and subscribers are registered. */
  services?: (ctx: EngineContext) => Partial<Services>
  jobs?: (ctx: EngineContext) => readonly JobType[]
  schedules?: (ctx: EngineContext) => readonly ScheduleDefinition[]
  subscribers?: (ctx: EngineContext) => readonly Subscriber[]
  /**
   * Writes what a new workspace begins with (a sandbox account, default templates). Runs once, in
   * the transaction that makes the workspace, in the order of features.ts.
   */
  seed?: (tx: WritableDb, ctx: EngineContext, seed: WorkspaceSeed) => void
  /**
   * Makes a restored copy safe before its queue starts: the original may have gone on after the
   * backup was taken, so nothing that leaves the firm may go on by itself in the copy.
   */
  restored?: (tx: WritableDb, ctx: EngineContext) => void
  /** Runs after every feature is registered and before the queue starts; returns how to stop it. */
  start?: (ctx: EngineContext) => Promise<Stop | void> | Stop | void
}
/** For whom a new workspace is made. */
export interface WorkspaceSeed {
  language: 'es' | 'en'
  /** The first admin, in whose name the beginnings are written. */
  admin: Actor
}
export type Stop = () => Promise<void> | void

/** Gives a job type its payload's type and stores it beside others of different payloads. */
export function jobType<Payload>(type: JobType<Payload>): JobType {
  return type
}

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAudit } from './core/audit/audit.ts'
import { type Clock, SystemClock } from './core/clock.ts'
import type { Dirs, EngineContext, Feature, Services, Stop } from './core/context.ts'
import { systemActor } from './core/actor.ts'
import { createEvents } from './core/events/events.ts'
import { createIds } from './core/ids.ts'
import { createLive } from './core/live.ts'
import { type Log, silentLog } from './core/log.ts'
import { Queue } from './core/queue/queue.ts'
import { type Random, systemRandom } from './core/random.ts'
import { Scheduler } from './core/scheduler/scheduler.ts'
import { createSecrets, type KeyStore } from './core/secrets/secrets.ts'
import { workspaceKey } from './core/secrets/workspace-key.ts'
import { type Database, type Durability, openDatabase } from './core/storage/database.ts'
import { lockWorkspace } from './core/storage/lock.ts'
import { migrate, pendingMigrations, schemaVersion } from './core/storage/migrate.ts'
import { raiseEpoch, readSetting, workspaceInfoSchema, writeSetting } from './core/workspace.ts'
import { features as allFeatures } from './features.ts'
import { migrations } from './migrations/index.ts'
import type { WorkspaceInfo } from './core/workspace.ts'

export interface EngineOptions {
  /** Folder of the workspace; made when it is not there. */
  folder: string
  keyStore: KeyStore
  /** What the workspace is, when it is new. */
  info?: Omit<WorkspaceInfo, 'id'> & { id?: string }
  clock?: Clock
  random?: Random
  log?: Log
  durability?: Durability
  features?: readonly Feature[]
}

/** One workspace, opened: `start` it, serve its `ctx`, `stop` it. */
export interface Engine {
  ctx: EngineContext
  /** Starts features, subscribers, queue and schedules. */
  start(): Promise<void>
  /** Stops taking work, waits for what runs, closes the file and releases the lock. */
  stop(): Promise<void>
}

/**
 * Opens a workspace: locks it, backs it up and migrates it when needed, builds the context.
 * Throws WorkspaceInUseError, NewerWorkspaceError or KeyStoreError, having changed nothing.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? new SystemClock()
  const random = options.random ?? systemRandom()
  const log = options.log ?? silentLog
  const dirs = makeDirs(options.folder)
  const lock = lockWorkspace(options.folder, clock.now())
  let db: Database | undefined
  try {
    db = openDatabase(join(options.folder, 'workspace.db'), { durability: options.durability ?? 'FULL' })
    await prepareStorage(db, dirs, clock)
    const ids = createIds(clock, random)
    const key = await workspaceKey(options.folder, options.keyStore)
    if (options.info) describeWorkspace(db, clock, { id: ids.next(), ...options.info })
    const ctx = buildContext({ db, clock, random, ids, log, dirs, key })
    return assemble(ctx, options.features ?? allFeatures, () => lock.release())
  } catch (error) {
    db?.close()
    lock.release()
    throw error
  }
}

function makeDirs(folder: string): Dirs {
  const at = (name: string) => join(folder, name)
  const dirs: Dirs = {
    workspace: folder,
    files: at('files'),
    backups: at('backups'),
    exports: at('exports'),
    logs: at('logs'),
  }
  for (const path of Object.values<string>({ ...dirs })) mkdirSync(path, { recursive: true, mode: 0o700 })
  return dirs
}

/** Migrates, with a copy of the file as it was first. */
async function prepareStorage(db: Database, dirs: Dirs, clock: Clock): Promise<void> {
  const before = schemaVersion(db)
  if (pendingMigrations(db, migrations).length === 0) return
  if (before > 0) {
    const copy = join(dirs.backups, `before-migration-${before}.db`)
    if (!existsSync(copy)) await db.connection.backup(copy)
  }
  migrate(db, migrations, () => clock.now())
}

function describeWorkspace(db: Database, clock: Clock, info: WorkspaceInfo): void {
  if (readSetting(db, 'info', workspaceInfoSchema)) return
  db.write((tx) => writeSetting(tx, 'info', info, { at: clock.now(), userId: null }))
}

interface Parts extends Pick<EngineContext, 'db' | 'clock' | 'random' | 'ids' | 'log' | 'dirs'> {
  key: Buffer
}

function buildContext({ key, ...parts }: Parts): EngineContext {
  const { db, clock, random, ids, log } = parts
  const workspace = () => {
    const info = readSetting(db, 'info', workspaceInfoSchema)
    if (!info) throw new Error('This file is not a workspace: it has no description')
    return info
  }
  const epoch = raiseEpoch(db, clock.now())
  const live = createLive(clock)
  const events = createEvents({ db, clock, ids, log })
  const queue = new Queue({
    db,
    clock,
    random,
    log,
    epoch,
    onChange: (tx) => live.touch(tx, 'jobs'),
    onDead: (tx, job) =>
      events.emit(tx, {
        type: 'job.dead',
        subjectType: 'job',
        subjectId: String(job.id),
        actor: systemActor,
        payload: { jobType: job.type, error: job.error.slice(0, 500) },
      }),
  })
  return {
    ...parts,
    workspace,
    epoch,
    live,
    events,
    queue,
    scheduler: new Scheduler({ db, clock, queue, live, log, zone: () => workspace().zone }),
    secrets: createSecrets({ db, clock, key }),
    audit: createAudit(clock),
    services: {} as Services, // filled by the features below, before anything reads it
  }
}

function assemble(ctx: EngineContext, features: readonly Feature[], release: () => void): Engine {
  for (const feature of features) Object.assign(ctx.services, feature.services?.(ctx))
  for (const feature of features) {
    ctx.queue.register(feature.jobs?.(ctx) ?? [])
    for (const subscriber of feature.subscribers?.(ctx) ?? []) ctx.events.subscribe(subscriber)
  }
  const stops: Stop[] = []
  let started = false
  let stopping: Promise<void> | undefined
  const stop = async () => {
    ctx.scheduler.stop()
    if (started) await ctx.queue.stop()
    for (const stopPart of stops) await stopPart()
    ctx.events.stop()
    ctx.db.close()
    release()
  }
  return {
    ctx,
    async start() {
      started = true
      for (const feature of features) ctx.scheduler.register(feature.name, feature.schedules?.(ctx) ?? [])
      for (const feature of features) {
        const stop = await feature.start?.(ctx)
        if (stop) stops.unshift(stop)
      }
      ctx.events.start()
      ctx.queue.start()
      ctx.scheduler.start()
    },
    stop: () => (stopping ??= stop()),
  }
}

import { join } from 'node:path'
import type { KnownWorkspace, NewWorkspace } from '../core/access/request.ts'
import { type Clock, SystemClock } from '../core/clock.ts'
import type { EngineContext, Feature } from '../core/context.ts'
import { createIds, type Ids } from '../core/ids.ts'
import { type Log, silentLog } from '../core/log.ts'
import { logToFolder } from '../core/log-file.ts'
import { type Random, systemRandom } from '../core/random.ts'
import type { KeyStore } from '../core/secrets/secrets.ts'
import type { Durability } from '../core/storage/database.ts'
import { appVersion } from '../app.ts'
import { createEngine, type Engine } from '../engine.ts'
import { features as allFeatures } from '../features.ts'
import { createRegistry, type Registry } from './registry.ts'

export interface HostOptions {
  /** Holds `workspaces/`, `trash/` and the host's own log. */
  dataDir: string
  keyStore: KeyStore
  clock?: Clock
  random?: Random
  log?: Log
  durability?: Durability
  features?: readonly Feature[]
  /** Called after another workspace was opened or the open one closed. */
  onChange?: (current: EngineContext | null) => void
}

/** A workspace with its engine running. */
export interface Opened {
  id: string
  engine: Engine
}

/** What a host works with: its data folder and the one workspace that is open. */
export interface House {
  registry: Registry
  clock: Clock
  random: Random
  ids: Ids
  log: Log
  keyStore: KeyStore
  durability: Durability | undefined
  features: readonly Feature[]
  onChange: (current: EngineContext | null) => void
  /** Why workspaces could not be opened the last time. */
  problems: Map<string, NonNullable<KnownWorkspace['problem']>>
  current: Opened | null
}

export function createHouse(options: HostOptions): House {
  const { clock = new SystemClock(), random = systemRandom(), log = silentLog } = options
  return {
    registry: createRegistry(options.dataDir),
    clock,
    random,
    ids: createIds(clock, random),
    log,
    keyStore: options.keyStore,
    durability: options.durability,
    features: options.features ?? allFeatures,
    onChange: options.onChange ?? (() => undefined),
    problems: new Map(),
    current: null,
  }
}

/** An engine on the folder of a workspace, not started; `info` describes one that is new. */
export function engineFor(
  house: House,
  id: string,
  info?: Omit<NewWorkspace, 'admin'> & { sample: boolean },
): Promise<Engine> {
  const { registry, clock, random, keyStore, features, durability } = house
  const folder = registry.folderOf(id)
  return createEngine({
    folder,
    clock,
    random,
    features,
    keyStore,
    log: logToFolder(join(folder, 'logs'), clock),
    durability,
    ...(info && { info: { ...info, id } }),
  })
}

/**
 * Starts an engine, makes it the current one and closes the one before. When it cannot be started
 * the one before stays as it is.
 */
export async function moveIn(house: House, id: string, engine: Engine): Promise<EngineContext> {
  await engine.start()
  const former = house.current
  house.current = { id, engine }
  const { name, sample } = engine.ctx.workspace()
  house.registry.save({ id, name, sample, lastOpenedAt: house.clock.now() })
  house.problems.delete(id)
  engine.ctx.log.info({ version: appVersion, epoch: engine.ctx.epoch }, 'workspace opened')
  house.onChange(engine.ctx)
  if (former) await moveOut(house, former)
  return engine.ctx
}

/** Closes an engine; the note keeps the name the workspace has now. */
async function moveOut({ registry }: House, { id, engine }: Opened): Promise<void> {
  const note = registry.find(id)
  if (note) registry.save({ ...note, name: engine.ctx.workspace().name })
  engine.ctx.log.info({}, 'workspace closing')
  await engine.stop()
}

/** Closes the workspace that is open, if one is. */
export async function closeCurrent(house: House): Promise<void> {
  const former = house.current
  house.current = null
  if (!former) return
  house.onChange(null)
  await moveOut(house, former)
}

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isProblem, notFound } from '../../../shared/contract/errors.ts'
import type { KnownWorkspace, NewWorkspace, WorkspaceHost } from '../core/access/request.ts'
import { systemActor } from '../core/actor.ts'
import { type Clock, SystemClock } from '../core/clock.ts'
import type { EngineContext, Feature } from '../core/context.ts'
import { createIds } from '../core/ids.ts'
import { type Log, silentLog } from '../core/log.ts'
import { logToFolder } from '../core/log-file.ts'
import { type Random, systemRandom } from '../core/random.ts'
import type { KeyStore } from '../core/secrets/secrets.ts'
import type { Durability } from '../core/storage/database.ts'
import { writeSetting } from '../core/workspace.ts'
import { createEngine, type Engine } from '../engine.ts'
import { features as allFeatures } from '../features.ts'
import { checkBackup, copyBackup, keyOfBackup } from './backup-file.ts'
import { found } from './founding.ts'
import { openingProblem } from './opening-problems.ts'
import { createRegistry } from './registry.ts'
import { sampleWorkspace } from './sample-workspace.ts'

export interface HostOptions {
  /** Holds `workspaces/`, `trash/` and the host's own log. */
  dataDir: string
  keyStore: KeyStore
  clock?: Clock
  random?: Random
  log?: Log
  durability?: Durability
  features?: readonly Feature[]
  /** Fills a new sample workspace from a seed; without it the sample has its firm and admin only. */
  fillSample?: (ctx: EngineContext, language: 'es' | 'en', seed: number) => Promise<void> | void
  /** Called after another workspace was opened or the open one closed. */
  onChange?: (current: EngineContext | null) => void
}

/** The workspaces of one data folder, of which at most one is open. */
export interface OpenableHost extends WorkspaceHost {
  /** Opens the workspace that was open last; null when there is none or it cannot be opened. */
  openLast(): Promise<EngineContext | null>
}

/** The seed of the sample: the same sample on every machine. */
const SAMPLE_SEED = 20_261_103

/**
 * Chooses, creates and restores workspaces. Changes run one after the other; another workspace is
 * opened before the present one closes, so that a failure leaves things as they were.
 */
export function createWorkspaceHost(options: HostOptions): OpenableHost {
  const { clock = new SystemClock(), random = systemRandom(), log = silentLog } = options
  const { features = allFeatures } = options
  const registry = createRegistry(options.dataDir)
  const ids = createIds(clock, random)
  const problems = new Map<string, KnownWorkspace['problem']>()
  let current: { id: string; engine: Engine } | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const engineFor = async (id: string, info?: NewWorkspace & { sample: boolean }): Promise<Engine> => {
    const folder = registry.folderOf(id)
    const engine = await createEngine({
      folder,
      clock,
      random,
      features,
      keyStore: options.keyStore,
      log: logToFolder(join(folder, 'logs'), clock),
      durability: options.durability,
      ...(info && {
        info: {
          id,
          name: info.name,
          country: info.country,
          locale: info.locale,
          zone: info.zone,
          currency: info.currency,
          sample: info.sample,
        },
      }),
    })
    return engine
  }

  /** Makes an engine the current one and closes the one before. */
  const install = async (id: string, engine: Engine): Promise<EngineContext> => {
    await engine.start()
    const former = current
    current = { id, engine }
    const { name, sample } = engine.ctx.workspace()
    registry.save({ id, name, sample, lastOpenedAt: clock.now() })
    problems.delete(id)
    options.onChange?.(engine.ctx)
    if (former) await leave(former)
    return engine.ctx
  }

  /** Closes an engine; the note keeps the name the workspace has now. */
  const leave = async ({ id, engine }: { id: string; engine: Engine }): Promise<void> => {
    const note = registry.find(id)
    if (note) registry.save({ ...note, name: engine.ctx.workspace().name })
    await engine.stop()
  }

  const openNow = async (id: string): Promise<EngineContext> => {
    if (current?.id === id) return current.engine.ctx
    if (!/^[0-9a-f-]{36}$/.test(id) || !registry.find(id)) throw notFound('workspace')
    let engine: Engine | undefined
    try {
      engine = await engineFor(id)
      return await install(id, engine)
    } catch (error) {
      if (current?.id !== id) await engine?.stop()
      throw explain(id, error)
    }
  }

  const explain = (id: string, error: unknown): unknown => {
    const known = openingProblem(error)
    log.error({ workspace: id, error }, 'workspace could not be opened')
    const { reason, params } = known?.data ?? { reason: 'workspace_unreadable' }
    problems.set(id, params ? { reason, params } : { reason })
    return known ?? error
  }

  const makeNow = async (
    workspace: NewWorkspace & { sample: boolean },
    fill?: (ctx: EngineContext) => Promise<void> | void,
  ): Promise<EngineContext> => {
    const id = ids.next()
    let engine: Engine | undefined
    try {
      engine = await engineFor(id, workspace)
      await found(engine.ctx, workspace, features)
      await fill?.(engine.ctx)
      return await install(id, engine)
    } catch (error) {
      if (current?.id !== id) {
        await engine?.stop()
        rmSync(registry.folderOf(id), { recursive: true, force: true })
      }
      throw openingProblem(error) ?? error
    }
  }

  const restoreNow = async (file: string): Promise<EngineContext> => {
    const info = checkBackup(file)
    const original = registry.list().find((note) => note.id === info.id)
    const key = keyOfBackup(file, original && registry.folderOf(original.id))
    const id = ids.next()
    const folder = registry.folderOf(id)
    let engine: Engine | undefined
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      copyBackup(file, key, folder)
      engine = await engineFor(id)
      settleRestored(engine.ctx, { id, keyFound: key !== undefined, features })
      return await install(id, engine)
    } catch (error) {
      if (current?.id !== id) {
        await engine?.stop()
        rmSync(folder, { recursive: true, force: true })
      }
      throw openingProblem(error) ?? error
    }
  }

  const closeNow = async (): Promise<void> => {
    const former = current
    current = null
    if (!former) return
    options.onChange?.(null)
    await leave(former)
  }

  return {
    current: () => current?.engine.ctx ?? null,
    list: () =>
      registry.list().map((note) => ({
        ...note,
        ...(current?.id === note.id && { name: current.engine.ctx.workspace().name }),
        open: current?.id === note.id,
        problem: problems.get(note.id) ?? null,
      })),
    open: (id) => inTurn(() => openNow(id)),
    create: (workspace) => inTurn(() => makeNow({ ...workspace, sample: false })),
    openSample: (language, fresh = false) =>
      inTurn(async () => {
        const known = fresh ? undefined : registry.list().find((note) => note.sample)
        if (known) return openNow(known.id)
        return makeNow(sampleWorkspace(language), (ctx) => options.fillSample?.(ctx, language, SAMPLE_SEED))
      }),
    restore: (file) => inTurn(() => restoreNow(file)),
    remove: (id) =>
      inTurn(async () => {
        if (!registry.find(id)) throw notFound('workspace')
        if (current?.id === id) await closeNow()
        const place = registry.trash(id, clock.now())
        problems.delete(id)
        log.info({ workspace: id, place }, 'workspace moved to the trash folder')
      }),
    close: () => inTurn(closeNow),
    openLast: () =>
      inTurn(async () => {
        const [last] = registry.list()
        if (!last || last.lastOpenedAt === null) return null
        try {
          return await openNow(last.id)
        } catch (error) {
          if (isProblem(error)) return null
          throw error
        }
      }),
  }
}

/**
 * Settles a restored copy before anything runs in it: it is a workspace of its own, sessions end, secrets that no key opens are
 * forgotten rather than shown as set, and each feature holds back what would leave by itself.
 */
function settleRestored(
  ctx: EngineContext,
  { id, keyFound, features }: { id: string; keyFound: boolean; features: readonly Feature[] },
): void {
  ctx.db.write((tx) => {
    const original = ctx.workspace()
    const by = { at: ctx.clock.now(), userId: null }
    writeSetting(tx, 'info', { ...original, id }, by)
    writeSetting(tx, 'restored', { from: original.id }, by)
    tx.sqlRun('DELETE FROM sessions')
    if (!keyFound) tx.sqlRun('DELETE FROM secrets')
    for (const feature of features) feature.restored?.(tx, ctx)
    ctx.audit.record(tx, {
      actor: systemActor,
      action: 'workspace.restore',
      subjectType: 'workspace',
      subjectId: id,
      details: { secretsKept: keyFound },
    })
  })
}

import { mkdirSync, rmSync } from 'node:fs'
import { notFound } from '../../../shared/contract/errors.ts'
import type { NewWorkspace } from '../core/access/request.ts'
import type { EngineContext } from '../core/context.ts'
import type { Engine } from '../engine.ts'
import { checkBackup, copyBackup, keyOfBackup } from './backup-file.ts'
import { makeSample } from '../sample/sample.ts'
import { found as foundWorkspace } from './founding.ts'
import { engineFor, type House, moveIn } from './house.ts'
import { openingProblem } from './opening-problems.ts'
import { settleRestored } from './restored-copy.ts'
import { sampleWorkspace } from './sample-workspace.ts'

/** Opens a known workspace. Throws NOT_FOUND, or CONFLICT with the reason; then all stays as it was. */
export async function openKnown(house: House, id: string): Promise<EngineContext> {
  if (house.current?.id === id) return house.current.engine.ctx
  if (!house.registry.list().some((note) => note.id === id)) throw notFound('workspace')
  let engine: Engine | undefined
  try {
    engine = await engineFor(house, id)
    return await moveIn(house, id, engine)
  } catch (error) {
    if (house.current?.id !== id) await engine?.stop()
    const known = openingProblem(error)
    const { reason, params } = known?.data ?? { reason: 'workspace_unreadable' }
    house.problems.set(id, params ? { reason, params } : { reason })
    house.log.error({ workspace: id, error }, 'workspace could not be opened')
    throw known ?? error
  }
}

/** Makes a workspace with its first admin and opens it. */
export function makeNew(
  house: House,
  { admin, ...info }: NewWorkspace & { sample: boolean },
): Promise<EngineContext> {
  return inNewFolder(house, async (id, opened) => {
    const engine = opened(await engineFor(house, id, info))
    await foundWorkspace(engine.ctx, { ...info, admin }, house.features)
    return engine
  })
}

/** The seed of the sample: the same sample on every machine. */
const SAMPLE_SEED = 20_261_103

/** Makes a sample workspace in the person's language and opens it. */
export function makeSampleIn(house: House, language: 'es' | 'en'): Promise<EngineContext> {
  const { keyStore, features, log, clock, registry } = house
  const { sample: _sample, ...workspace } = sampleWorkspace(language)
  return inNewFolder(house, async (id, opened) => {
    const found = (ctx: EngineContext) => foundWorkspace(ctx, workspace, features)
    const now = clock.now()
    const folder = registry.folderOf(id)
    await makeSample({
      folder,
      id,
      keyStore,
      features,
      log,
      workspace,
      found,
      language,
      seed: SAMPLE_SEED,
      now,
    })
    return opened(await engineFor(house, id))
  })
}

/** Opens a copy of a backup as a workspace of its own. Throws CONFLICT for a file that is none. */
export function restoreCopy(house: House, file: string): Promise<EngineContext> {
  const { registry, features } = house
  const info = checkBackup(file)
  const original = registry.list().find((note) => note.id === info.id)
  const key = keyOfBackup(file, original && registry.folderOf(original.id))
  return inNewFolder(house, async (id, opened) => {
    copyBackup(file, key, registry.folderOf(id))
    const engine = opened(await engineFor(house, id))
    settleRestored(engine.ctx, { id, keyFound: key !== undefined, features })
    return engine
  })
}

/** Lets `prepare` fill a new folder and opens what it made; a failure leaves no folder behind. */
async function inNewFolder(
  house: House,
  prepare: (id: string, opened: (engine: Engine) => Engine) => Promise<Engine>,
): Promise<EngineContext> {
  const id = house.ids.next()
  const folder = house.registry.folderOf(id)
  let engine: Engine | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return await moveIn(house, id, await prepare(id, (made) => (engine = made)))
  } catch (error) {
    if (house.current?.id !== id) {
      await engine?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
    throw openingProblem(error) ?? error
  }
}

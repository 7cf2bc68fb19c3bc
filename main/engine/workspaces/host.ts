import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isProblem, notFound } from '../../../shared/contract/errors.ts'
import type { KnownWorkspace, WorkspaceHost } from '../core/access/request.ts'
import type { EngineContext } from '../core/context.ts'
import { closeCurrent, createHouse, type HostOptions, type House } from './house.ts'
import { makeNew, makeSampleIn, openKnown, restoreCopy } from './openings.ts'

export type { HostOptions } from './house.ts'

/** The workspaces of one data folder, of which at most one is open. */
export interface OpenableHost extends WorkspaceHost {
  /** Opens the workspace that was open last; null when there is none or it cannot be opened. */
  openLast(): Promise<EngineContext | null>
}

/**
 * Chooses, creates and restores workspaces. Changes run one after the other; another workspace is
 * opened before the present one closes, so that a failure leaves things as they were.
 */
export function createWorkspaceHost(options: HostOptions): OpenableHost {
  const house = createHouse(options)
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const openSample = (language: 'es' | 'en', fresh: boolean): Promise<EngineContext> => {
    const known = fresh ? undefined : house.registry.list().find((note) => note.sample)
    if (known) return openKnown(house, known.id)
    return makeSampleIn(house, language)
  }
  return {
    current: () => house.current?.engine.ctx ?? null,
    list: () => listKnown(house),
    open: (id) => inTurn(() => openKnown(house, id)),
    create: (workspace) => inTurn(() => makeNew(house, { ...workspace, sample: false })),
    openSample: (language, fresh = false) => inTurn(() => openSample(language, fresh)),
    restore: (backup) => inTurn(async () => restoreCopy(house, pathOf(house, backup))),
    remove: (id) => inTurn(() => remove(house, id)),
    close: () => inTurn(() => closeCurrent(house)),
    openLast: () => inTurn(() => openLast(house)),
  }
}

function listKnown({ registry, current, problems }: House): KnownWorkspace[] {
  return registry.list().map(({ id, name, sample, lastOpenedAt }) => {
    const open = current?.id === id
    return {
      id,
      name: open ? current.engine.ctx.workspace().name : name,
      sample,
      lastOpenedAt,
      open,
      problem: problems.get(id) ?? null,
    }
  })
}

/** Where a backup lies. Throws NOT_FOUND for a name that is not among the backups of that workspace. */
function pathOf({ registry }: House, backup: Parameters<WorkspaceHost['restore']>[0]): string {
  if (typeof backup === 'string') return backup
  const { workspaceId, file } = backup
  if (!registry.list().some((note) => note.id === workspaceId)) throw notFound('workspace')
  const folder = join(registry.folderOf(workspaceId), 'backups')
  if (!existsSync(folder) || !readdirSync(folder).includes(file)) throw notFound('backup')
  return join(folder, file)
}

async function openLast(house: House): Promise<EngineContext | null> {
  const [last] = house.registry.list()
  if (!last || last.lastOpenedAt === null) return null
  try {
    return await openKnown(house, last.id)
  } catch (error) {
    // The reason stands in the list; the chooser shows it.
    if (isProblem(error)) return null
    throw error
  }
}

/** Moves a workspace to the trash folder, closing it first. Throws NOT_FOUND. */
async function remove(house: House, id: string): Promise<void> {
  const { registry, clock, log, problems } = house
  if (!registry.list().some((note) => note.id === id)) throw notFound('workspace')
  if (house.current?.id === id) await closeCurrent(house)
  const place = registry.trash(id, clock.now())
  problems.delete(id)
  log.info({ workspace: id, place }, 'workspace moved to the trash folder')
}

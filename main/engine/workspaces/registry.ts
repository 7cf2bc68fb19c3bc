import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const NOTE = 'workspace.json'

const noteSchema = z.object({
  id: z.string(),
  name: z.string(),
  sample: z.boolean(),
  lastOpenedAt: z.number().int().nullable(),
})
/** What is known of a workspace without opening it. */
export type WorkspaceNote = z.infer<typeof noteSchema>

/** The workspaces of a data folder: one folder each, with a small `workspace.json` beside the database. */
export interface Registry {
  list(): WorkspaceNote[]
  find(id: string): WorkspaceNote | undefined
  /** Folder of a workspace, there or not. */
  folderOf(id: string): string
  save(note: WorkspaceNote): void
  /** Moves a workspace's folder to the trash; returns where it is now. */
  trash(id: string, now: number): string
}

export function createRegistry(dataDir: string): Registry {
  const root = join(dataDir, 'workspaces')
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const folderOf = (id: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`not the id of a workspace: ${id}`)
    return join(root, id)
  }
  const list = () =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => readNote(join(root, entry.name)) ?? [])
      .sort((a, b) => (b.lastOpenedAt ?? 0) - (a.lastOpenedAt ?? 0) || a.name.localeCompare(b.name))
  return {
    list,
    find: (id) => list().find((note) => note.id === id),
    folderOf,
    save(note) {
      const file = join(folderOf(note.id), NOTE)
      writeFileSync(`${file}.new`, JSON.stringify(note, null, 2), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
    trash(id, now) {
      const trash = join(dataDir, 'trash')
      mkdirSync(trash, { recursive: true, mode: 0o700 })
      const place = join(trash, `${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}-${id}`)
      renameSync(folderOf(id), place)
      return place
    },
  }
}

/** Undefined for a folder that is no workspace, or not yet: its note is written last. */
function readNote(folder: string): WorkspaceNote | undefined {
  const file = join(folder, NOTE)
  if (!existsSync(file)) return undefined
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { z } from 'zod'

const ownerSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() })

/** Another engine has this workspace open. */
export class WorkspaceInUseError extends Error {
  readonly reason = 'workspace_in_use'
  readonly owner: z.infer<typeof ownerSchema> | undefined

  constructor(owner: z.infer<typeof ownerSchema> | undefined) {
    const who = owner ? `process ${owner.pid} on ${owner.host}, since ${owner.since}` : 'another process'
    super(`This workspace is already open in Despacho (${who}). Close it there, or use that window.`)
    this.owner = owner
  }
}

/**
 * One engine per workspace: an exclusive lock on a sidecar database, which the operating system
 * releases when the process dies, however it dies. Throws WorkspaceInUseError naming the holder.
 */
export function lockWorkspace(folder: string, now: number): { release(): void } {
  const connection = new BetterSqlite3(join(folder, 'engine.lock'), { timeout: 0 })
  const note = join(folder, 'engine.owner.json')
  try {
    connection.pragma('journal_mode = DELETE')
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new WorkspaceInUseError(readOwner(note))
    }
    throw error
  }
  const owner = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() }
  writeFileSync(note, JSON.stringify(owner))
  return {
    release() {
      if (!connection.open) return
      connection.exec('ROLLBACK')
      connection.close()
    },
  }
}

function readOwner(file: string) {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

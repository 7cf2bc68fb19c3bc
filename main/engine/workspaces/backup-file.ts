import { copyFileSync, existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { problem } from '../../../shared/contract/errors.ts'
import { type Database, openDatabase } from '../core/storage/database.ts'
import { pendingMigrations } from '../core/storage/migrate.ts'
import { readSetting, type WorkspaceInfo, workspaceInfoSchema } from '../core/workspace.ts'
import { migrations } from '../migrations/index.ts'
import { openingProblem } from './opening-problems.ts'

/**
 * Looks whether a file is a whole workspace that this app can open, without changing it. Throws
 * CONFLICT with the reason: not there, damaged, of a newer app, no workspace.
 */
export function checkBackup(file: string): WorkspaceInfo {
  if (!existsSync(file) || !statSync(file).isFile()) throw problem('CONFLICT', 'backup_missing')
  let db: Database | undefined
  try {
    db = openDatabase(file, { readonly: true })
    const verdict: unknown = db.connection.pragma('quick_check(1)', { simple: true })
    if (verdict !== 'ok') throw problem('CONFLICT', 'backup_damaged')
    pendingMigrations(db, migrations)
    const info = tableExists(db, 'workspace') ? readSetting(db, 'info', workspaceInfoSchema) : undefined
    if (!info) throw problem('CONFLICT', 'backup_no_workspace')
    return info
  } catch (error) {
    const known = openingProblem(error)
    throw known?.data.reason === 'workspace_damaged'
      ? problem('CONFLICT', 'backup_damaged')
      : (known ?? error)
  } finally {
    db?.close()
  }
}

function tableExists(db: Database, name: string): boolean {
  return db.sqlGet(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, [name]) !== undefined
}

/**
 * The wrapped key that opens the secrets of a backup: beside the file (`<file>.key`), in the
 * workspace whose `backups` folder it lies in, or in the workspace it was made from.
 */
export function keyOfBackup(file: string, originalFolder: string | undefined): string | undefined {
  const places = [`${file}.key`, join(dirname(dirname(file)), 'workspace.key')]
  if (originalFolder) places.push(join(originalFolder, 'workspace.key'))
  return places.find((place) => existsSync(place))
}

/** Copies database and key into the folder of a new workspace. */
export function copyBackup(file: string, key: string | undefined, folder: string): void {
  copyFileSync(file, join(folder, 'workspace.db'))
  if (key) copyFileSync(key, join(folder, 'workspace.key'))
}

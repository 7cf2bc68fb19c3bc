import BetterSqlite3 from 'better-sqlite3'
import { isProblem, type Problem, problem } from '../../../shared/contract/errors.ts'
import { KeyStoreError } from '../core/secrets/key-file.ts'
import { WorkspaceInUseError } from '../core/storage/lock.ts'
import { NewerWorkspaceError } from '../core/storage/migrate.ts'

/** SQLite's codes of a file that is damaged or no database. */
const damaged = /^SQLITE_(CORRUPT|NOTADB)/

/** Why a workspace cannot be opened, as a problem with a sentence; undefined for what nobody foresaw. */
export function openingProblem(error: unknown): Problem | undefined {
  if (isProblem(error)) return error
  if (error instanceof WorkspaceInUseError) {
    const { owner } = error
    return owner
      ? problem('CONFLICT', 'workspace_in_use', {
          pid: String(owner.pid),
          host: owner.host,
          since: owner.since,
        })
      : problem('CONFLICT', 'workspace_in_use_unknown')
  }
  if (error instanceof NewerWorkspaceError) return problem('CONFLICT', 'workspace_newer')
  if (error instanceof KeyStoreError) return problem('CONFLICT', error.reason)
  if (error instanceof BetterSqlite3.SqliteError) {
    if (damaged.test(error.code)) return problem('CONFLICT', 'workspace_damaged')
    if (error.code.startsWith('SQLITE_CANTOPEN')) return problem('CONFLICT', 'workspace_unreadable')
    if (error.code === 'SQLITE_FULL') return problem('UNAVAILABLE', 'disk_full')
  }
  return undefined
}

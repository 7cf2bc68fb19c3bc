import type BetterSqlite3 from 'better-sqlite3'
import type { Database } from './database.ts'

/** One forward step of the schema. Ids are numbered by tens; a shipped step never changes. */
export interface Migration {
  id: number
  name: string
  up(connection: BetterSqlite3.Database): void
}

/** The workspace was written by a newer app; opening it here could lose what this app does not know. */
export class NewerWorkspaceError extends Error {
  readonly reason = 'workspace_newer'

  constructor(workspaceVersion: number, appVersion: number) {
    super(
      `This workspace was last opened by a newer version of Despacho (data version ${workspaceVersion}, this app knows ${appVersion}). Update the app, then open it again; nothing was changed.`,
    )
  }
}

const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS migrations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  startedAt INTEGER NOT NULL,
  finishedAt INTEGER
) STRICT`

/** The newest migration recorded in this file, 0 for an empty one. */
export function schemaVersion(db: Database): number {
  const table = db.sqlGet(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'`)
  if (!table) return 0
  return db.sqlGet<{ id: number | null }>('SELECT max(id) AS id FROM migrations')?.id ?? 0
}

/** Migrations of the list that this file does not have yet, oldest first. Throws NewerWorkspaceError. */
export function pendingMigrations(db: Database, migrations: readonly Migration[]): Migration[] {
  const version = schemaVersion(db)
  const known = Math.max(0, ...migrations.map((migration) => migration.id))
  if (version > known) throw new NewerWorkspaceError(version, known)
  if (version === 0) return [...migrations].sort((a, b) => a.id - b.id)
  const done = new Set(db.sqlAll<{ id: number }>('SELECT id FROM migrations').map((row) => row.id))
  return migrations.filter((migration) => !done.has(migration.id)).sort((a, b) => a.id - b.id)
}

/**
 * Runs what is pending, each step in its own transaction with its row written first, so that a
 * file whose step failed still says which one it was when the error is read.
 */
export function migrate(db: Database, migrations: readonly Migration[], now: () => number): Migration[] {
  const pending = pendingMigrations(db, migrations)
  db.write((tx) => tx.sqlRun(MIGRATIONS_TABLE))
  for (const migration of pending) {
    db.write((tx) => {
      tx.sqlRun('INSERT INTO migrations (id, name, startedAt) VALUES (?, ?, ?)', [
        migration.id,
        migration.name,
        now(),
      ])
      migration.up(db.connection)
      tx.sqlRun('UPDATE migrations SET finishedAt = ? WHERE id = ?', [now(), migration.id])
    })
  }
  return pending
}

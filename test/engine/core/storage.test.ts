import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../main/engine/core/storage/database.ts'
import { WorkspaceInUseError } from '../../../main/engine/core/storage/lock.ts'
import { migrate, NewerWorkspaceError, pendingMigrations } from '../../../main/engine/core/storage/migrate.ts'
import { migrations } from '../../../main/engine/migrations/index.ts'
import { aFolder, aWorkspace } from '../../support/workspace.ts'

function aDatabase() {
  const db = openDatabase(join(aFolder(), 'x.db'))
  migrate(db, migrations, () => 0)
  return db
}

test('a write inside a write joins it, and a failure undoes both', () => {
  const db = aDatabase()
  const put = (key: string) =>
    db.write((tx) => tx.sqlRun('INSERT INTO workspace (key, value, updatedAt) VALUES (?, 1, 0)', [key]))
  expect(() =>
    db.write(() => {
      put('a')
      put('b')
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(db.sqlAll('SELECT key FROM workspace')).toEqual([])
  db.close()
})

test('what waits for the commit runs after it and never after a rollback', () => {
  const db = aDatabase()
  const ran: string[] = []
  expect(() =>
    db.write((tx) => {
      tx.afterCommit(() => ran.push('rolled back'))
      throw new Error('stop')
    }),
  ).toThrow('stop')
  db.write((tx) => tx.afterCommit(() => ran.push('committed')))
  expect(ran).toEqual(['committed'])
  db.close()
})

test('a transaction that returns a promise is refused and undone', () => {
  const db = aDatabase()
  expect(() =>
    db.write(async (tx) => {
      tx.sqlRun(`INSERT INTO workspace (key, value, updatedAt) VALUES ('a', 1, 0)`)
    }),
  ).toThrow('synchronous')
  expect(db.sqlAll('SELECT key FROM workspace')).toEqual([])
  db.close()
})

test('a workspace that a newer app wrote is refused with what to do', () => {
  const db = aDatabase()
  db.write((tx) => tx.sqlRun(`INSERT INTO migrations (id, name, startedAt) VALUES (99990, 'later', 0)`))
  expect(() => pendingMigrations(db, migrations)).toThrow(NewerWorkspaceError)
  expect(() => pendingMigrations(db, migrations)).toThrow('Update the app')
  db.close()
})

test('a second engine on one workspace is refused with a sentence that names the first', async () => {
  const { folder } = await aWorkspace({ features: [] })
  const second = aWorkspace({ folder, features: [] })
  await expect(second).rejects.toThrow(WorkspaceInUseError)
  await expect(second).rejects.toThrow(`process ${process.pid}`)
})

test('every opening raises the epoch', async () => {
  const first = await aWorkspace({ features: [] })
  const second = await first.reopen()
  expect(second.ctx.epoch).toBe(first.ctx.epoch + 1)
})

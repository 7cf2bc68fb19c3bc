import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/engine/core/storage/database.ts'
import { migrate } from '../../main/engine/core/storage/migrate.ts'
import { migrations } from '../../main/engine/migrations/index.ts'
import { aFolder, aWorkspace } from '../support/workspace.ts'

test('a workspace of an older version is copied before it is migrated, and keeps its rows', async () => {
  const folder = aFolder()
  const older = migrations.filter(({ id }) => id <= 30)
  const db = openDatabase(join(folder, 'workspace.db'))
  migrate(db, older, () => 0)
  db.write((tx) => {
    tx.sqlRun(`INSERT INTO workspace (key, value, updatedAt) VALUES ('info', ?, 0)`, [
      JSON.stringify({
        id: 'old',
        name: 'Antigua',
        country: 'CL',
        locale: 'es-CL',
        zone: 'America/Santiago',
        currency: 'CLP',
        sample: false,
      }),
    ])
    tx.sqlRun(
      `INSERT INTO clients (id, name, searchText, stage, createdAt, updatedAt) VALUES ('c1', 'De antes', 'de antes', 'active', 0, 0)`,
    )
  })
  db.close()
  const { ctx } = await aWorkspace({ folder })
  expect(ctx.db.sqlGet('SELECT name FROM clients')).toEqual({ name: 'De antes' })
  expect(existsSync(join(ctx.dirs.backups, 'before-migration-30.db'))).toBe(true)
})

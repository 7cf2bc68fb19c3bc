import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../../main/engine/core/storage/database.ts'
import { migrate, schemaVersion } from '../../main/engine/core/storage/migrate.ts'
import { migrations } from '../../main/engine/migrations/index.ts'
import { aFolder } from '../support/workspace.ts'
import { lost, schemaOf } from './schema.ts'

const snapshotFile = new URL('schema-snapshot.json', import.meta.url)
const snapshotSchema = z.record(z.string(), z.array(z.string()))

function migrated() {
  const db = openDatabase(join(aFolder(), 'workspace.db'))
  migrate(db, migrations, () => 0)
  return db
}

test('no table or column of the snapshot was dropped, renamed or given another type', () => {
  const db = migrated()
  const schema = schemaOf(db)
  db.close()
  // After adding to the schema: SCHEMA_SNAPSHOT=write npm run test:unit -- test/migrations
  if (process.env['SCHEMA_SNAPSHOT'] === 'write')
    writeFileSync(snapshotFile, `${JSON.stringify(schema, null, 2)}\n`)
  const snapshot = snapshotSchema.parse(JSON.parse(readFileSync(snapshotFile, 'utf8')))
  expect(lost(snapshot, schema)).toEqual([])
  expect(schema).toEqual(snapshot)
})

test('the guard names a dropped table, a renamed column and a changed type', () => {
  const before = { clients: ['id TEXT', 'name TEXT', 'health INTEGER'], tags: ['tag TEXT'] }
  const after = { clients: ['id TEXT', 'fullName TEXT', 'health TEXT'] }
  expect(lost(before, after)).toEqual(['clients.name TEXT', 'clients.health INTEGER', 'tags'])
})

test('every table is STRICT and its file gives freed pages back', () => {
  const db = migrated()
  const loose = db.sqlAll(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
  )
  expect(loose).toEqual([])
  expect(db.connection.pragma('auto_vacuum', { simple: true })).toBe(2)
  db.close()
})

test('ids are unique and rise, and running them again changes nothing', () => {
  const ids = migrations.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  const db = migrated()
  expect(migrate(db, migrations, () => 0)).toEqual([])
  expect(schemaVersion(db)).toBe(Math.max(...ids))
  db.close()
})

test('a step that fails leaves the file as it was before that step', () => {
  const db = openDatabase(join(aFolder(), 'workspace.db'))
  const [first] = migrations
  if (!first) throw new Error('no migrations')
  const broken = {
    id: 99_990,
    name: 'broken',
    up: (connection: typeof db.connection) => {
      connection.exec('CREATE TABLE half (id TEXT) STRICT')
      throw new Error('disk full')
    },
  }
  expect(() => migrate(db, [first, broken], () => 0)).toThrow('disk full')
  expect(schemaVersion(db)).toBe(first.id)
  expect(schemaOf(db)['half']).toBeUndefined()
  db.close()
})

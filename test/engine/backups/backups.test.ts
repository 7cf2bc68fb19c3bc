import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemActor } from '../../../main/engine/core/actor.ts'
import { openDatabase } from '../../../main/engine/core/storage/database.ts'
import { createBackup } from '../../../main/engine/backups/backups.ts'
import { listBackupFiles, outdated } from '../../../main/engine/backups/files.ts'
import { aWorkspace } from '../../support/workspace.ts'

test('a backup is a whole workspace that opens, with its hash and the head of the audit chain', async () => {
  const { as, admin, ctx } = await aWorkspace()
  await as(admin).clients.create({
    name: 'Respaldada',
    taxId: null,
    stage: 'active',
    health: null,
    assigneeId: null,
    tags: [],
    notes: '',
  })
  const backup = await as(admin).backups.create()
  expect(backup.auditHead).toMatch(/^[0-9a-f]{64}$/)
  const copy = openDatabase(join(ctx.dirs.backups, backup.file), { readonly: true })
  expect(copy.sqlGet('SELECT name FROM clients')).toEqual({ name: 'Respaldada' })
  copy.close()
  const file = await as(admin).backups.download({ file: backup.file })
  expect(file.size).toBe(backup.bytes)
})

test('seven daily and four weekly backups are kept, and those made by hand stay', async () => {
  const { ctx, clock } = await aWorkspace()
  await createBackup(ctx, systemActor, 'by_hand')
  for (let day = 0; day < 45; day++) {
    clock.jump(clock.now() + 24 * 3_600_000)
    await createBackup(ctx, systemActor, 'daily')
  }
  const kinds = listBackupFiles(ctx.dirs.backups).map((backup) => backup.kind)
  expect(kinds.filter((kind) => kind === 'daily')).toHaveLength(7)
  expect(kinds.filter((kind) => kind === 'weekly')).toHaveLength(4)
  expect(kinds.filter((kind) => kind === 'by_hand')).toHaveLength(1)
  expect(outdated(listBackupFiles(ctx.dirs.backups))).toEqual([])
})

test('a file outside the backup folder cannot be asked for', async () => {
  const { as, admin, ctx } = await aWorkspace()
  writeFileSync(join(ctx.dirs.workspace, 'other.db'), 'x')
  await expect(as(admin).backups.download({ file: '../other.db' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

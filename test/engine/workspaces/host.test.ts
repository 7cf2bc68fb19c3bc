import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { hostKeyStore } from '../../../main/engine/core/secrets/key-file.ts'
import { createWorkspaceHost, type HostOptions } from '../../../main/engine/workspaces/host.ts'
import { aNewWorkspace } from '../../support/http-host.ts'
import { aFolder, MONDAY } from '../../support/workspace.ts'

async function aHost(options: Partial<HostOptions> = {}) {
  const dataDir = options.dataDir ?? aFolder()
  const clock = new VirtualClock(MONDAY)
  const host = createWorkspaceHost({
    dataDir,
    clock,
    keyStore: hostKeyStore(dataDir),
    durability: 'NORMAL',
    ...options,
  })
  onTestFinished(async () => {
    const closing = host.close()
    for (let turn = 0; turn < 20; turn++) await clock.advance(500)
    await closing
  })
  return { host, dataDir, clock, folderOf: (id: string) => join(dataDir, 'workspaces', id) }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; data: { reason: string; params?: object } }) => error,
  )

describe('workspaces of a data folder', () => {
  test('one is created with its admin, listed as open, and open again after a restart', async () => {
    const first = await aHost()
    const ctx = await first.host.create(aNewWorkspace)
    expect(ctx.workspace()).toMatchObject({
      name: 'Estudio Aguirre',
      zone: 'America/Santiago',
      sample: false,
    })
    expect(ctx.db.sqlAll('SELECT signInName, role FROM users')).toEqual([
      { signInName: 'ada', role: 'admin' },
    ])
    expect(first.host.list()).toMatchObject([{ id: ctx.workspace().id, open: true, sample: false }])
    await first.host.close()
    expect(first.host.current()).toBeNull()
    const second = await aHost({ dataDir: first.dataDir })
    expect((await second.host.openLast())?.workspace().name).toBe('Estudio Aguirre')
  })

  test('what features seed is written once, together with the admin', async () => {
    const seeded: string[] = []
    const { host } = await aHost({
      features: [
        {
          name: 'one',
          seed: (_tx, _ctx, { language, admin }) => void seeded.push(`${language} ${admin.name}`),
        },
      ],
    })
    await host.create(aNewWorkspace)
    expect(seeded).toEqual(['es Ada Aguirre'])
  })

  test('a workspace that fails while it is made leaves nothing behind', async () => {
    const { host, dataDir } = await aHost({
      features: [
        {
          name: 'failing',
          seed() {
            throw new Error('no room')
          },
        },
      ],
    })
    await expect(host.create(aNewWorkspace)).rejects.toThrow('no room')
    expect(host.list()).toEqual([])
    expect(readdirSync(join(dataDir, 'workspaces'))).toEqual([])
    expect(host.current()).toBeNull()
  })

  test('opening another closes the first; one that cannot be opened leaves the first open', async () => {
    const { host, folderOf } = await aHost()
    const first = await host.create(aNewWorkspace)
    const { id } = first.workspace()
    const second = await host.create({ ...aNewWorkspace, name: 'Segundo' })
    expect(first.db.connection.open).toBe(false)
    writeFileSync(
      join(folderOf(id), 'workspace.db'),
      'not a database, and longer than a page header '.repeat(100),
    )
    expect(await failure(host.open(id))).toMatchObject({
      code: 'CONFLICT',
      data: { reason: 'workspace_damaged' },
    })
    expect(host.current()).toBe(second)
    expect(host.list().find((known) => known.id === id)?.problem).toEqual({ reason: 'workspace_damaged' })
  })

  test('the sample is made once, and again when a fresh one is asked for', async () => {
    const { host } = await aHost()
    const first = await host.openSample('es')
    expect(first.workspace().sample).toBe(true)
    const again = await host.openSample('es')
    expect(again).toBe(first)
    const { id } = first.workspace()
    const fresh = await host.openSample('en', true)
    expect(fresh.workspace().id).not.toBe(id)
    expect(fresh.workspace().country).toBe('US')
  })

  test('changes asked for at once run one after the other', async () => {
    const { host } = await aHost()
    await Promise.all([
      host.create(aNewWorkspace),
      host.create({ ...aNewWorkspace, name: 'Segundo' }),
      host.create({ ...aNewWorkspace, name: 'Tercero' }),
    ])
    expect(host.list().filter(({ open }) => open)).toHaveLength(1)
    expect(host.list()).toHaveLength(3)
  })

  test('a removed workspace lies in the trash folder', async () => {
    const { host, dataDir } = await aHost()
    const { id } = (await host.create(aNewWorkspace)).workspace()
    await host.remove(id)
    expect(host.list()).toEqual([])
    const [place = ''] = readdirSync(join(dataDir, 'trash'))
    expect(existsSync(join(dataDir, 'trash', place, 'workspace.db'))).toBe(true)
    expect(await failure(host.open(id))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an id that is no id of ours never becomes a path', async () => {
    const { host } = await aHost()
    for (const id of ['../../etc', '..', '/etc/passwd', '0'.repeat(36)]) {
      expect(await failure(host.open(id))).toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('a workspace that cannot be opened', () => {
  test('says who has it open', async () => {
    const first = await aHost()
    const { id } = (await first.host.create(aNewWorkspace)).workspace()
    const second = await aHost({ dataDir: first.dataDir })
    expect(await failure(second.host.open(id))).toMatchObject({
      code: 'CONFLICT',
      data: {
        reason: 'workspace_in_use',
        params: { pid: String(process.pid), since: '2026-03-02T12:00:00.000Z' },
      },
    })
    expect(await second.host.openLast()).toBeNull()
  })

  test('says when a newer app used it', async () => {
    const { host } = await aHost()
    const ctx = await host.create(aNewWorkspace)
    const { id } = ctx.workspace()
    ctx.db.write((tx) =>
      tx.sqlRun(`INSERT INTO migrations (id, name, startedAt) VALUES (99990, 'future', 0)`),
    )
    await host.close()
    expect(await failure(host.open(id))).toMatchObject({ data: { reason: 'workspace_newer' } })
  })

  test('says when the key is another', async () => {
    const first = await aHost()
    const { id } = (await first.host.create(aNewWorkspace)).workspace()
    await first.host.close()
    const second = await aHost({
      dataDir: first.dataDir,
      keyStore: hostKeyStore(first.dataDir, 'another passphrase'),
    })
    expect(await failure(second.host.open(id))).toMatchObject({ data: { reason: 'key_wrong' } })
  })
})

describe('restoring a backup', () => {
  async function aBackup(host: Awaited<ReturnType<typeof aHost>>) {
    const ctx = await host.host.create(aNewWorkspace)
    ctx.db.write((tx) => ctx.secrets.put(tx, 'mail.1.password', 'secreto-de-correo'))
    const file = join(ctx.dirs.backups, 'daily.db')
    await ctx.db.connection.backup(file)
    return { ctx, file }
  }

  test('opens a copy of its own with its secrets, and leaves the original as it is', async () => {
    const held: string[] = []
    const parts = await aHost({ features: [{ name: 'one', restored: () => void held.push('held') }] })
    const { ctx, file } = await aBackup(parts)
    const original = ctx.workspace().id
    expect(
      await failure(parts.host.restore({ workspaceId: original, file: '../workspace.db' })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    })
    const copy = await parts.host.restore({ workspaceId: original, file: basename(file) })
    expect(copy.workspace().id).not.toBe(original)
    expect(copy.workspace().name).toBe('Estudio Aguirre')
    expect(copy.secrets.reveal('mail.1.password')).toBe('secreto-de-correo')
    expect(held).toEqual(['held'])
    expect(parts.host.list().map(({ id }) => id)).toContain(original)
  })

  test('without its key the secrets count as not set', async () => {
    const parts = await aHost()
    const { file } = await aBackup(parts)
    const elsewhere = join(aFolder(), 'copy.db')
    writeFileSync(elsewhere, readFileSync(file))
    const other = await aHost()
    const copy = await other.host.restore(elsewhere)
    expect(copy.secrets.describe('mail.1.password')).toEqual({ set: false, hint: '' })
  })

  test('refuses what is damaged, newer, no workspace, or not there', async () => {
    const parts = await aHost()
    const { file } = await aBackup(parts)
    const folder = aFolder()
    const bytes = readFileSync(file)
    writeFileSync(
      join(folder, 'torn.db'),
      Buffer.concat([bytes.subarray(0, 8_192), Buffer.alloc(bytes.length - 8_192, 7)]),
    )
    writeFileSync(join(folder, 'text.db'), 'hola '.repeat(1_000))
    writeFileSync(join(folder, 'empty.db'), '')
    const reasonOf = async (name: string) => {
      const error = await failure(parts.host.restore(join(folder, name)))
      return typeof error === 'object' ? error.data.reason : error
    }
    expect(await reasonOf('torn.db')).toBe('backup_damaged')
    expect(await reasonOf('text.db')).toBe('backup_damaged')
    expect(await reasonOf('empty.db')).toBe('backup_no_workspace')
    expect(await reasonOf('nothing.db')).toBe('backup_missing')
    expect(parts.host.list()).toHaveLength(1)
  })
})

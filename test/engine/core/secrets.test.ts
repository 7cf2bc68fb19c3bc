import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { redact } from '../../../main/engine/core/log.ts'
import { hostKeyStore, KeyStoreError } from '../../../main/engine/core/secrets/key-file.ts'
import { open, seal } from '../../../main/engine/core/secrets/secrets.ts'
import { aFolder, aWorkspace } from '../../support/workspace.ts'

const PLAIN = 'correct horse battery staple'

test('a secret can be read back after a restart, is nowhere in the files, and is only described', async () => {
  const first = await aWorkspace({ features: [] })
  first.ctx.db.write((tx) => first.ctx.secrets.put(tx, 'mail.password', PLAIN))
  const { ctx, folder } = await first.reopen()
  expect(ctx.secrets.reveal('mail.password')).toBe(PLAIN)
  expect(ctx.secrets.describe('mail.password')).toEqual({ set: true, hint: '…aple' })
  ctx.db.connection.pragma('wal_checkpoint(TRUNCATE)')
  expect(readFileSync(join(folder, 'workspace.db')).includes(PLAIN)).toBe(false)
})

test('a box opens only under its own name and unchanged', () => {
  const key = Buffer.alloc(32, 1)
  const { nonce, box } = seal(key, 'a', Buffer.from(PLAIN))
  expect(() => open(key, 'b', nonce, box)).toThrow()
  box[0] = (box[0] ?? 0) ^ 1
  expect(() => open(key, 'a', nonce, box)).toThrow()
})

test('another key is refused with what to do', async () => {
  const folder = aFolder()
  const first = await aWorkspace({ folder, features: [], keyStore: hostKeyStore(folder, 'one') })
  await first.stop()
  await expect(aWorkspace({ folder, features: [], keyStore: hostKeyStore(folder, 'two') })).rejects.toThrow(
    'DESPACHO_KEY',
  )
})

test.skipIf(process.platform === 'win32')('a key file that others can read is refused', () => {
  const folder = aFolder()
  hostKeyStore(folder)
  chmodSync(join(folder, 'host.key'), 0o644)
  expect(() => hostKeyStore(folder)).toThrow(KeyStoreError)
})

test('the log never shows values under telling names, however deep', () => {
  const shown = JSON.stringify(
    redact({ account: { smtpPassword: PLAIN, list: [{ apiKey: PLAIN }] }, host: 'x' }),
  )
  expect(shown).not.toContain(PLAIN)
  expect(shown).toContain('"host":"x"')
})

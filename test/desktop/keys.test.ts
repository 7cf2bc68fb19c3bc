import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keychainHolds } from '../../main/desktop/keys/keychain.ts'
import { desktopKeyStore } from '../../main/desktop/keys/key-store.ts'
import type { AskPassphrase, PassphraseQuestion } from '../../main/desktop/keys/passphrase.ts'
import { hostKeyStore } from '../../main/engine/core/secrets/key-file.ts'
import { aDataFolder } from '../support/desktop.ts'
import { standInSafeStorage } from '../support/electron/around.ts'
import { aDataDir, aDesktop, soon } from '../support/electron/launch.ts'

const nobody: AskPassphrase = () => Promise.reject(new Error('nobody should be asked'))
const aStore = (dataDir: string, change: Partial<Parameters<typeof desktopKeyStore>[0]> = {}) =>
  desktopKeyStore({
    keychain: standInSafeStorage(false),
    platform: 'linux',
    dataDir,
    secret: undefined,
    ask: nobody,
    ...change,
  })

test('the keychain keeps the key: the folder holds it in wrapped form only', async () => {
  const dataDir = aDataDir()
  const key = randomBytes(32)
  const wrapped = await aStore(dataDir).wrap(key)
  expect(wrapped.includes(key)).toBe(false)
  expect(readFileSync(join(dataDir, 'desktop.key')).toString()).toContain('stand-in keychain')
  expect(await aStore(dataDir).unwrap(wrapped)).toEqual(key)
})

test('when the keychain changed its own key, ours is written anew', async () => {
  const dataDir = aDataDir()
  const keychain = standInSafeStorage(false)
  const wrapped = await aStore(dataDir).wrap(randomBytes(32))
  const before = readFileSync(join(dataDir, 'desktop.key'))
  let written = 0
  const rotated = {
    ...keychain,
    encryptStringAsync: (text: string) => ((written += 1), keychain.encryptStringAsync(text)),
    decryptStringAsync: async (box: Buffer) => ({
      ...(await keychain.decryptStringAsync(box)),
      shouldReEncrypt: true,
    }),
  }
  await aStore(dataDir, { keychain: rotated }).unwrap(wrapped)
  expect(written).toBe(1)
  expect(readFileSync(join(dataDir, 'desktop.key'))).toEqual(before)
})

test('a keychain of another account or machine is told apart from a damaged workspace', async () => {
  const dataDir = aDataDir()
  const wrapped = await aStore(dataDir).wrap(randomBytes(32))
  writeFileSync(join(dataDir, 'desktop.key'), 'of another machine')
  await expect(aStore(dataDir).unwrap(wrapped)).rejects.toMatchObject({ reason: 'key_wrong' })
})

test('on Linux the key everybody knows counts as no keychain', async () => {
  expect(await keychainHolds(standInSafeStorage(true), 'linux')).toBe(false)
  const open = { ...standInSafeStorage(true), isAsyncEncryptionAvailable: () => Promise.resolve(true) }
  expect(await keychainHolds(open, 'linux')).toBe(false)
  expect(await keychainHolds(open, 'win32')).toBe(true)
  expect(await keychainHolds(standInSafeStorage(false), 'linux')).toBe(true)
})

test('without a keychain a passphrase is chosen once, and a wrong one is noticed', async () => {
  const dataDir = aDataDir()
  const asked: PassphraseQuestion[] = []
  const answering =
    (...answers: (string | undefined)[]): AskPassphrase =>
    (question) => {
      asked.push(question)
      return Promise.resolve(answers.shift())
    }
  const without = { keychain: standInSafeStorage(true) }
  const key = randomBytes(32)
  const store = aStore(dataDir, { ...without, ask: answering('correcto caballo') })
  const wrapped = await store.wrap(key)
  await store.unwrap(wrapped)
  expect(asked).toEqual(['choose'])
  const again = aStore(dataDir, { ...without, ask: answering('otra frase', 'correcto caballo') })
  expect(await again.unwrap(wrapped)).toEqual(key)
  expect(asked).toEqual(['choose', 'enter', 'wrong'])
  const declined = aStore(dataDir, { ...without, ask: answering(undefined, 'correcto caballo') })
  await expect(declined.unwrap(wrapped)).rejects.toMatchObject({ reason: 'key_wrong' })
  expect(await declined.unwrap(wrapped)).toEqual(key)
})

test('workspaces made in the browser on this machine open on the desktop', async () => {
  const dataDir = aDataDir()
  const key = randomBytes(32)
  const wrapped = await hostKeyStore(dataDir).wrap(key)
  expect(await aStore(dataDir).unwrap(wrapped)).toEqual(key)
  expect(existsSync(join(dataDir, 'desktop.key'))).toBe(false)
})

test('the passphrase is asked for in a window of its own, and opens the workspace', async () => {
  const dataDir = await aDataFolder()
  const app = await aDesktop({ dataDir, args: ['--password-store=basic'], env: { DESPACHO_KEY: '' } })
  const page = await app.page()
  await expect.poll(() => page.locator('h1').textContent(), soon).toBe('Proteger las contraseñas guardadas')
  const [first, second] = [page.locator('#passphrase'), page.locator('#again')]
  await first.fill('corta')
  await second.fill('corta')
  await page.locator('button').click()
  await expect
    .poll(() => page.locator('#problem').textContent())
    .toBe('La frase necesita al menos 12 caracteres.')
  await first.fill('una frase bien larga')
  await second.fill('otra frase bien larga')
  await page.locator('button').click()
  await expect.poll(() => page.locator('#problem').textContent(), soon).toBe('Las dos frases no coinciden.')
  await second.fill('una frase bien larga')
  await page.locator('button').click()
  await expect.poll(() => existsSync(join(dataDir, 'passphrase.check')), soon).toBe(true)
})

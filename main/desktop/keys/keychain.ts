import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'

const FILE = 'desktop.key'

/** Electron's access to the system's keychain; only its asynchronous half. */
export type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * Whether the system keeps secrets for this account. On Linux `basic_text` is a key that everybody knows,
 * and `unknown` may be: both count as no keychain.
 */
export async function keychainHolds(keychain: Keychain, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend())) {
    return false
  }
  try {
    return await keychain.isAsyncEncryptionAvailable()
  } catch {
    return false
  }
}

/**
 * The key of this machine, in base64: made on first use, kept in `<dataDir>/desktop.key` in the form that
 * only the keychain of this account opens, and written anew when the keychain has changed its own key.
 * Rejects when the keychain does not open the file.
 */
export async function keyFromKeychain(keychain: Keychain, dataDir: string): Promise<string> {
  const file = join(dataDir, FILE)
  if (!existsSync(file)) {
    const key = randomBytes(32).toString('base64')
    await store(file, await keychain.encryptStringAsync(key))
    return key
  }
  const { result, shouldReEncrypt } = await keychain.decryptStringAsync(await readFile(file))
  if (shouldReEncrypt) await store(file, await keychain.encryptStringAsync(result))
  return result
}

async function store(file: string, content: Buffer): Promise<void> {
  await writeFile(`${file}.new`, content, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hostKeyStore, KeyStoreError } from '../../engine/core/secrets/key-file.ts'
import type { KeyStore } from '../../engine/core/secrets/secrets.ts'
import { type Keychain, keychainHolds, keyFromKeychain } from './keychain.ts'
import { type AskPassphrase, keyFromPassphrase } from './passphrase.ts'

interface KeyParts {
  keychain: Keychain
  platform: NodeJS.Platform
  dataDir: string
  /** `DESPACHO_KEY`: goes before everything else, as on the headless host. */
  secret: string | undefined
  ask: AskPassphrase
}

/**
 * Key store of the desktop app: the system's keychain; a passphrase where there is none. Nothing is asked
 * before a workspace needs it, and then once. Workspaces that the headless host made on this machine open
 * with its key file.
 */
export function desktopKeyStore(parts: KeyParts): KeyStore {
  let own: Promise<KeyStore> | undefined
  const ownStore = (): Promise<KeyStore> => {
    own ??= openStore(parts)
    // A passphrase that was not given is asked for again the next time.
    own.catch(() => (own = undefined))
    return own
  }
  return {
    wrap: async (key) => (await ownStore()).wrap(key),
    async unwrap(wrapped) {
      return (await unwrapWithFile(parts, wrapped)) ?? (await ownStore()).unwrap(wrapped)
    },
  }
}

async function openStore({ keychain, platform, dataDir, secret, ask }: KeyParts): Promise<KeyStore> {
  if (secret) return hostKeyStore(dataDir, secret)
  if (!(await keychainHolds(keychain, platform))) return keyFromPassphrase(dataDir, ask)
  try {
    return hostKeyStore(dataDir, await keyFromKeychain(keychain, dataDir))
  } catch (error) {
    throw new KeyStoreError('key_wrong', `The keychain does not open desktop.key: ${String(error)}`)
  }
}

/** Undefined when the headless host has no key file here, or the workspace is not one of its. */
async function unwrapWithFile({ dataDir, secret }: KeyParts, wrapped: Buffer): Promise<Buffer | undefined> {
  if (secret || !existsSync(join(dataDir, 'host.key'))) return undefined
  try {
    return await hostKeyStore(dataDir).unwrap(wrapped)
  } catch (error) {
    if (error instanceof KeyStoreError && error.reason === 'key_wrong') return undefined
    throw error
  }
}

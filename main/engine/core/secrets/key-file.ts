import { createHash, randomBytes, scryptSync } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyStore, open, seal } from './secrets.ts'

const FILE = 'host.key'
const LABEL = 'workspace-key'

/** The host's own key could not be used; `reason` names the sentence for people. */
export class KeyStoreError extends Error {
  readonly reason: 'key_file_readable' | 'key_wrong'

  constructor(reason: 'key_file_readable' | 'key_wrong', message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * Key store of a host without a keychain: `DESPACHO_KEY` when given, else a 0600 file in the
 * data folder. Throws KeyStoreError when others can read that file.
 *
 * @param secret value of `DESPACHO_KEY`: 32 bytes in base64, or a passphrase (then scrypt)
 */
export function hostKeyStore(dataDir: string, secret?: string): KeyStore {
  const key = secret ? keyFrom(secret) : keyFromFile(join(dataDir, FILE))
  return {
    async wrap(plain) {
      const { nonce, box } = seal(key, LABEL, plain)
      return Buffer.concat([nonce, box])
    },
    async unwrap(wrapped) {
      try {
        return open(key, LABEL, wrapped.subarray(0, 12), wrapped.subarray(12))
      } catch {
        throw new KeyStoreError(
          'key_wrong',
          'The key of this host does not open this workspace. Start with the DESPACHO_KEY or key file it was made with.',
        )
      }
    },
  }
}

function keyFrom(secret: string): Buffer {
  const raw = Buffer.from(secret, 'base64')
  if (raw.length === 32) return raw
  const salt = createHash('sha256').update('despacho host key').digest()
  return scryptSync(secret, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
}

function keyFromFile(file: string): Buffer {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
    if (process.platform !== 'win32') chmodSync(file, 0o600)
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new KeyStoreError(
      'key_file_readable',
      `The key file ${file} can be read by other users. Run: chmod 600 "${file}", then start again.`,
    )
  }
  return readFileSync(file)
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database, WritableDb } from '../storage/database.ts'
import type { SecretsTable } from './tables.ts'

/** What the contract may say of a secret: that it is set, and its last characters. */
export interface SecretState {
  set: boolean
  hint: string
}

export interface Secrets {
  put(tx: WritableDb, name: string, plain: string): void
  remove(tx: WritableDb, name: string): void
  /** The plain value, for the code that talks to the third party; undefined when not set. */
  reveal(name: string): string | undefined
  describe(name: string): SecretState
}

/** Keeps the workspace's key: the desktop's safeStorage, an environment variable, a 0600 file. */
export interface KeyStore {
  wrap(key: Buffer): Promise<Buffer>
  /** Throws when the wrapped key was made on another machine or by another user. */
  unwrap(wrapped: Buffer): Promise<Buffer>
}

const CIPHER = 'aes-256-gcm'
const TAG = 16

/** AES-256-GCM with a fresh 96-bit nonce each time and the secret's name as associated data. */
export function seal(key: Buffer, name: string, plain: Buffer): { nonce: Buffer; box: Buffer } {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(Buffer.from(name))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, box: Buffer.concat([body, cipher.getAuthTag()]) }
}

/** Throws when the box was changed or belongs to another name or key. */
export function open(key: Buffer, name: string, nonce: Buffer, box: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, nonce)
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(box.subarray(box.length - TAG))
  return Buffer.concat([decipher.update(box.subarray(0, box.length - TAG)), decipher.final()])
}

export function createSecrets(deps: { db: Database; clock: Clock; key: Buffer }): Secrets {
  const { db, clock, key } = deps
  const row = (name: string) => db.sqlGet<SecretsTable>('SELECT * FROM secrets WHERE name = ?', [name])
  return {
    put(tx, name, plain) {
      const { nonce, box } = seal(key, name, Buffer.from(plain, 'utf8'))
      const hint = plain.length >= 12 ? plain.slice(-4) : ''
      tx.sqlRun(
        `INSERT INTO secrets (name, nonce, box, hint, updatedAt) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET nonce = excluded.nonce, box = excluded.box, hint = excluded.hint, updatedAt = excluded.updatedAt`,
        [name, nonce, box, hint, clock.now()],
      )
    },
    remove(tx, name) {
      tx.sqlRun('DELETE FROM secrets WHERE name = ?', [name])
    },
    reveal(name) {
      const found = row(name)
      return found ? open(key, name, found.nonce, found.box).toString('utf8') : undefined
    },
    describe(name) {
      const found = row(name)
      return found ? { set: true, hint: found.hint ? `…${found.hint}` : '' } : { set: false, hint: '' }
    },
  }
}

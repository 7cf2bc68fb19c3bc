import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostKeyStore, KeyStoreError } from '../../engine/core/secrets/key-file.ts'
import type { KeyStore } from '../../engine/core/secrets/secrets.ts'

const FILE = 'passphrase.check'

/** What the window asks: to choose a passphrase, to type the chosen one, or to type it again after a wrong one. */
export type PassphraseQuestion = 'choose' | 'enter' | 'wrong'

/** Asks the person; undefined when they close the window. */
export type AskPassphrase = (question: PassphraseQuestion) => Promise<string | undefined>

/**
 * The key store behind a passphrase (scrypt), for Linux desktops without a keychain. `passphrase.check` tells
 * a wrong one at once: random bytes that only the right one opens. Throws KeyStoreError when none is given.
 */
export async function keyFromPassphrase(dataDir: string, ask: AskPassphrase): Promise<KeyStore> {
  const file = join(dataDir, FILE)
  let question: PassphraseQuestion = existsSync(file) ? 'enter' : 'choose'
  for (;;) {
    const passphrase = await ask(question)
    if (!passphrase) throw new KeyStoreError('key_wrong', 'No passphrase was given.')
    const store = hostKeyStore(dataDir, passphrase)
    if (question === 'choose') {
      writeFileSync(`${file}.new`, await store.wrap(randomBytes(32)), { mode: 0o600 })
      renameSync(`${file}.new`, file)
      return store
    }
    if (await opens(store, readFileSync(file))) return store
    question = 'wrong'
  }
}

async function opens(store: KeyStore, check: Buffer): Promise<boolean> {
  try {
    await store.unwrap(check)
    return true
  } catch {
    return false
  }
}

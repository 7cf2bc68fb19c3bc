import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyStore } from './secrets.ts'

const FILE = 'workspace.key'

/**
 * The 256-bit key of a workspace, kept beside its database only in wrapped form. Made on first
 * use. Throws the key store's error when this machine cannot unwrap it.
 */
export async function workspaceKey(folder: string, store: KeyStore): Promise<Buffer> {
  const file = join(folder, FILE)
  if (existsSync(file)) return store.unwrap(await readFile(file))
  const key = randomBytes(32)
  const draft = `${file}.new`
  await writeFile(draft, await store.wrap(key), { mode: 0o600 })
  await rename(draft, file)
  return key
}

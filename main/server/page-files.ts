import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pagePolicy } from './security-headers.ts'

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const NONCE_PLACE = '__CSP_NONCE__'
const A_YEAR = 31_536_000

/** One file of the built page. */
export interface PageFile {
  /** Path within its folder, as in its name on disk. */
  path: string
  type: string
  cacheControl: string
  /** Read once, when it is first asked for. */
  body(): Promise<Buffer>
}

/** The built page: exactly the files that were in the folder at the start. */
export interface PageFiles {
  /**
   * What an address (`/`, `/campaigns/7`, `/assets/index-4f2a.js`) stands for: one of the files, or the page
   * itself (`'page'`) for every other address without an extension. No address ever reaches the file system.
   */
  find(address: string): PageFile | 'page' | undefined
  /** The page with a fresh nonce and the policy that names it; undefined when it has not been built. */
  page(): Promise<{ body: Buffer; type: string; policy: string } | undefined>
}

/** The folder of the built page: beside the bundle, or in `dist` when running from source. */
export function rendererFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, '..', 'renderer')
  return existsSync(join(beside, 'index.html')) ? beside : join(here, '..', '..', 'dist', 'renderer')
}

/** Lists the folder of the built page. */
export async function createPageFiles(folder: string): Promise<PageFiles> {
  const table = await tableOf(folder)
  return {
    find(address) {
      const file = address === '/index.html' ? undefined : table.get(address)
      if (file) return file
      return address === '/index.html' || extname(address) === '' ? 'page' : undefined
    },
    async page() {
      const file = table.get('/index.html')
      if (!file) return undefined
      const nonce = randomBytes(16).toString('base64')
      const text = (await file.body()).toString('utf8').replaceAll(NONCE_PLACE, nonce)
      return { body: Buffer.from(text), type: file.type, policy: pagePolicy(nonce) }
    },
  }
}

async function tableOf(folder: string, at = ''): Promise<Map<string, PageFile>> {
  const table = new Map<string, PageFile>()
  if (!existsSync(folder)) return table
  // Folder by folder: inside the archive of the desktop app, reading all of them at once is not to be relied on.
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const address = `${at}/${entry.name}`
    if (entry.isDirectory()) for (const [name, file] of await tableOf(path, address)) table.set(name, file)
    else if (!entry.name.endsWith('.map')) table.set(address, pageFile(path, address))
  }
  return table
}

function pageFile(path: string, address: string): PageFile {
  let body: Promise<Buffer> | undefined
  return {
    path,
    type: mediaTypes[extname(path)] ?? 'application/octet-stream',
    // Vite puts a hash of the content into the names below /assets/: they never change.
    cacheControl: address.startsWith('/assets/') ? `public, max-age=${A_YEAR}, immutable` : 'no-cache',
    body: () => (body ??= readFile(path)),
  }
}

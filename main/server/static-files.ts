import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
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
const packed = new Set(['.js', '.css', '.json', '.svg', '.txt'])
const NONCE_PLACE = '__CSP_NONCE__'
const A_YEAR = 31_536_000

type Encoding = 'br' | 'gzip' | 'identity'
interface Entry {
  path: string
  type: string
  body: Promise<Buffer> | undefined
  packed: Map<Encoding, Promise<Buffer>>
}

/** The built page, read into memory as it is asked for. */
export interface StaticFiles {
  /** Answers when the request is for the page or one of its files; false when it is not. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}

/** The folder of the built page: beside the bundle, or in `dist` when running from source. */
export function rendererFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, '..', 'renderer')
  return existsSync(join(beside, 'index.html')) ? beside : join(here, '..', '..', 'dist', 'renderer')
}

/**
 * Serves exactly the files that are in the folder at the start, by a table: no path of a request
 * ever reaches the file system. Every other address without an extension is the page itself.
 */
export async function createStaticFiles(folder: string): Promise<StaticFiles> {
  const table = await tableOf(folder)
  return {
    async serve(request, response, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const entry = table.get(path)
      if (entry && path !== '/index.html') {
        await sendFile(request, response, entry, path)
        return true
      }
      if (path !== '/index.html' && extname(path) !== '') return false
      await sendPage(request, response, table.get('/index.html'))
      return true
    },
  }
}

async function tableOf(folder: string): Promise<Map<string, Entry>> {
  const table = new Map<string, Entry>()
  if (!existsSync(folder)) return table
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || file.name.endsWith('.map')) continue
    const path = join(file.parentPath, file.name)
    const type = mediaTypes[extname(path)] ?? 'application/octet-stream'
    const address = `/${relative(folder, path).split(sep).join('/')}`
    table.set(address, { path, type, body: undefined, packed: new Map() })
  }
  return table
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  entry: Entry,
  address: string,
): Promise<void> {
  // Vite puts a hash of the content into the names below /assets/: they never change.
  const forever = address.startsWith('/assets/')
  response.setHeader('cache-control', forever ? `public, max-age=${A_YEAR}, immutable` : 'no-cache')
  response.setHeader('content-type', entry.type)
  entry.body ??= readFile(entry.path)
  const body = await entry.body
  if (!packed.has(extname(entry.path)) || body.length < 1_024) return end(request, response, body)
  response.setHeader('vary', 'accept-encoding')
  const encoding = bestEncoding(request)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  end(request, response, await packedBody(entry, body, encoding))
}

function packedBody(entry: Entry, body: Buffer, encoding: Encoding): Promise<Buffer> {
  let known = entry.packed.get(encoding)
  if (!known) entry.packed.set(encoding, (known = pack(body, encoding)))
  return known
}

/** The page with a fresh nonce; never stored, as the nonce is good for one answer. */
async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  entry: Entry | undefined,
): Promise<void> {
  if (!entry) {
    response.statusCode = 503
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    return end(request, response, Buffer.from('The page has not been built. Run: npm run build\n'))
  }
  entry.body ??= readFile(entry.path)
  const nonce = randomBytes(16).toString('base64')
  const page = (await entry.body).toString('utf8').replaceAll(NONCE_PLACE, nonce)
  response.setHeader('content-security-policy', pagePolicy(nonce))
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-type', entry.type)
  end(request, response, Buffer.from(page))
}

function end(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function bestEncoding(request: IncomingMessage): Encoding {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/** Once per file and start, off the main thread. */
async function pack(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return encoding === 'gzip' ? gzipAsync(body, { level: 6 }) : body
}

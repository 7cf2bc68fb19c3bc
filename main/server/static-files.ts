import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { createPageFiles, type PageFile, type PageFiles } from './page-files.ts'

const packed = new Set(['.js', '.css', '.json', '.svg', '.txt'])

type Encoding = 'br' | 'gzip' | 'identity'
type PackedBodies = Map<string, Promise<Buffer>>

/** The built page over HTTP. */
export interface StaticFiles {
  /** Answers when the request is for the page or one of its files; false when it is not. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}

/** Serves the files that are in the folder at the start, packed as the browser takes them. */
export async function createStaticFiles(folder: string): Promise<StaticFiles> {
  const files = await createPageFiles(folder)
  const bodies: PackedBodies = new Map()
  return {
    async serve(request, response, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const found = files.find(path)
      if (found === undefined) return false
      if (found === 'page') await sendPage(request, response, files)
      else await sendFile(request, response, found, bodies)
      return true
    },
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
  bodies: PackedBodies,
): Promise<void> {
  response.setHeader('cache-control', file.cacheControl)
  response.setHeader('content-type', file.type)
  const body = await file.body()
  if (!packed.has(extname(file.path)) || body.length < 1_024) return end(request, response, body)
  response.setHeader('vary', 'accept-encoding')
  const encoding = bestEncoding(request)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  const key = `${encoding} ${file.path}`
  let known = bodies.get(key)
  if (!known) bodies.set(key, (known = pack(body, encoding)))
  end(request, response, await known)
}

/** The page with a fresh nonce; never stored, as the nonce is good for one answer. */
async function sendPage(request: IncomingMessage, response: ServerResponse, files: PageFiles): Promise<void> {
  const page = await files.page()
  if (!page) {
    response.statusCode = 503
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    return end(request, response, Buffer.from('The page has not been built. Run: npm run build\n'))
  }
  response.setHeader('content-security-policy', page.policy)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-type', page.type)
  end(request, response, page.body)
}

function end(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function bestEncoding(request: IncomingMessage): Encoding {
  const accepted = request.headers['accept-encoding'] ?? ''
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

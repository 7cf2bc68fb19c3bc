import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { appVersion } from '../engine/app.ts'
import { actorOf } from '../engine/core/access/procedures.ts'
import type { RequestContext, WorkspaceHost } from '../engine/core/access/request.ts'
import { may } from '../engine/core/actor.ts'
import type { Clock } from '../engine/core/clock.ts'
import type { Log } from '../engine/core/log.ts'
import { sendJson, sendProblem } from './answers.ts'
import { createReference } from './api-reference.ts'
import { arrive } from './arrival.ts'
import { declaredTooLarge } from './body-limit.ts'
import { createContractHandlers } from './contract-handlers.ts'
import { createMetrics } from './metrics.ts'
import { isLoopback } from './options.ts'
import { type Reachable, refusal } from './origin-check.ts'
import { rendererFolder } from './page-files.ts'
import { type ContextParts, requestContext } from './request-context.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { createStaticFiles } from './static-files.ts'
import { createTrust } from './trust.ts'

export interface HttpHostOptions {
  host: WorkspaceHost
  clock: Clock
  log: Log
  address: string
  /** 0 takes a free one. */
  port: number
  tls?: { cert: string; key: string }
  allowInsecure?: boolean
  /** Told by `/healthz` in a hashed form, so that a second start knows its own kind. */
  dataDir: string
  /** Folder of the built page; the usual one when absent. */
  renderer?: string
}

/** The console over HTTP, listening. */
export interface HttpHost {
  port: number
  /** Scheme, address and port, without a token. */
  origin: string
  /** The address to open once: with a one-time token, so that whoever sees it sits at this machine. */
  freshAddress(): string
  /** Takes no new requests, waits for those under way, ends streams. */
  close(): Promise<void>
}

/** How long requests under way may take when the host closes. */
const PATIENCE = 3_000

/** Listens; rejects with the system's error (EADDRINUSE, EACCES) when it cannot. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const secure = options.tls !== undefined
  const trust = createTrust()
  const metrics = createMetrics()
  let port = options.port
  const parts: ContextParts = { ...options, trust, secure, port: () => port }
  const reachable: Reachable = {
    scheme: secure ? 'https' : 'http',
    host: options.address,
    behindProxy: options.allowInsecure === true,
  }
  const answer = await createAnswers(options, parts, metrics)
  const listener: RequestListener = (request, response) => {
    const began = performance.now()
    response.once('close', () => metrics.answered(response.statusCode, performance.now() - began))
    setSecurityHeaders(response, secure)
    const refused = refusal(request, reachable)
    if (refused) {
      sendProblem(response, 'FORBIDDEN', refused)
      return
    }
    answer(request, response).catch((error: unknown) => fail(options.log, request, response, error))
  }
  const server = options.tls
    ? createSecureServer(
        { cert: readFileSync(options.tls.cert), key: readFileSync(options.tls.key) },
        listener,
      )
    : createServer(listener)
  server.headersTimeout = 20_000
  server.requestTimeout = 300_000
  port = await listen(server, options.port, options.address)
  const name = options.address.includes(':') ? `[${options.address}]` : options.address
  const origin = `${reachable.scheme}://${name}:${port}`
  return {
    port,
    origin,
    freshAddress: () => `${origin}/?token=${trust.issue()}`,
    async close() {
      await closeServer(server)
      metrics.stop()
    },
  }
}

/** Who answers which addresses. */
async function createAnswers(
  options: HttpHostOptions,
  parts: ContextParts,
  metrics: ReturnType<typeof createMetrics>,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  const contract = createContractHandlers(options.clock)
  const reference = createReference()
  const files = await createStaticFiles(options.renderer ?? rendererFolder())
  const health = {
    status: 'ok',
    app: 'despacho',
    version: appVersion,
    data: dataMark(options.dataDir),
  }
  return async (request, response) => {
    const path = pathOf(request)
    const rpc = path.startsWith('/rpc/')
    if (rpc || path.startsWith('/api/v1/') || path === '/api/v1') {
      response.setHeader('cache-control', 'no-store')
      if (!rpc && (await reference(request, response, path))) return
      if (declaredTooLarge(request)) {
        response.setHeader('connection', 'close')
        sendProblem(response, 'INVALID', 'upload_too_large', { status: 413, rpc, params: { megabytes: 100 } })
        return
      }
      const handle = rpc ? contract.rpc : contract.rest
      const handled = await handle(request, response, requestContext(request, response, parts))
      if (!handled) sendProblem(response, 'NOT_FOUND', 'address_unknown', { rpc })
    } else if (path === '/healthz') {
      sendJson(response, 200, { ...health, workspaceOpen: options.host.current() !== null })
    } else if (path === '/metrics') {
      if (!mayReadMetrics(request, requestContext(request, response, parts))) {
        sendProblem(response, 'UNAUTHENTICATED', 'sign_in_needed')
        return
      }
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8')
      response.end(metrics.text(options.host.current()))
    } else if (arrive(request, response, requestContext(request, response, parts))) {
      return
    } else if (!(await files.serve(request, response, path))) {
      sendProblem(response, 'NOT_FOUND', 'address_unknown')
    }
  }
}

function pathOf(request: IncomingMessage): string {
  const [path = '/'] = (request.url ?? '/').split('?', 1)
  return path
}

/** From this machine, or with a key that may read jobs. */
function mayReadMetrics(request: IncomingMessage, context: RequestContext): boolean {
  const remote = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  if (isLoopback(remote) && request.headers['x-forwarded-for'] === undefined) return true
  const engine = context.host.current()
  const actor = engine && actorOf(context, engine)
  return actor != null && may(actor, 'jobs:read')
}

function fail(log: Log, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed || request.destroyed) return
  log.error({ error, method: request.method, path: pathOf(request) }, 'request failed')
  if (response.headersSent) response.destroy()
  else sendProblem(response, 'INTERNAL', 'internal_without_reference')
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      const bound = server.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port)
    })
  })
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE)
  await closed
  clearTimeout(late)
}

/** Tells two data folders apart without naming them. */
export function dataMark(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
}

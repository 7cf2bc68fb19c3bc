import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext, WorkspaceHost } from '../engine/core/access/request.ts'
import type { Clock } from '../engine/core/clock.ts'
import type { Log } from '../engine/core/log.ts'
import { readCookie, setCookie } from './cookies.ts'
import type { Trust } from './trust.ts'

export interface ContextParts {
  host: WorkspaceHost
  trust: Trust
  clock: Clock
  log: Log
  secure: boolean
  /** Browsers share cookies between the ports of a machine; the port keeps two consoles apart. */
  port: () => number
}

/**
 * The context of one request. A bearer token makes it a program's; otherwise the cookies say who it
 * is, and the answer sets or clears them.
 */
export function requestContext(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ContextParts,
): RequestContext {
  const { host, trust, clock, secure } = parts
  const names = cookieNames(parts.port())
  const apiKey = bearer(request)
  let token = readCookie(request, names.session)
  return {
    via: apiKey === undefined ? 'browser' : 'api',
    host,
    apiKey,
    session: {
      get: () => token,
      set(next, expiresAt) {
        token = next
        const maxAge = Math.floor((expiresAt - clock.now()) / 1_000)
        setCookie(response, names.session, next, { secure, maxAge })
      },
      clear() {
        token = undefined
        setCookie(response, names.session, '', { secure, maxAge: 0 })
      },
    },
    trusted: apiKey === undefined && trust.holds(readCookie(request, names.trust)),
    redeem(oneTime) {
      const proof = trust.redeem(oneTime)
      if (proof !== undefined) setCookie(response, names.trust, proof, { secure })
      return proof !== undefined
    },
    remote: request.socket.remoteAddress ?? 'unknown',
    device: deviceOf(request.headers['user-agent']),
    log: host.current()?.log ?? parts.log,
  }
}

export function cookieNames(port: number): { session: string; trust: string } {
  return { session: `despacho_session_${port}`, trust: `despacho_machine_${port}` }
}

export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer +([^\s]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
}

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux/, 'Linux'],
]

/** `Chrome, Windows`: enough to know one's own sessions again. */
export function deviceOf(userAgent: string | undefined): string | undefined {
  const find = (table: readonly [RegExp, string][]) =>
    table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const words = [find(browsers), find(systems)].filter((word) => word !== undefined)
  return words.length > 0 ? words.join(', ') : undefined
}

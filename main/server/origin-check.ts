import type { IncomingMessage } from 'node:http'
import { hostname, networkInterfaces } from 'node:os'
import { isLoopback } from './options.ts'

/** Where this host may be reached: decides which `Host` and `Origin` a request may carry. */
export interface Reachable {
  scheme: 'http' | 'https'
  /** The address it was told to bind. */
  host: string
  /** A proxy in front of it may add HTTPS and a name of its own. */
  behindProxy: boolean
}

/**
 * Why a request is refused, as the reason of a problem, or undefined when it may pass.
 *
 * A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding), so the `Host` must be one of
 * ours. A page elsewhere can send requests here, so an `Origin` must be ours as well, and a request
 * that changes something and carries cookies must say where it comes from.
 */
export function refusal(request: IncomingMessage, reachable: Reachable): string | undefined {
  const host = request.headers.host ?? ''
  if (!hostAllowed(host, reachable)) return 'host_not_allowed'
  const { origin } = request.headers
  if (origin !== undefined) return originAllowed(origin, host, reachable) ? undefined : 'origin_not_allowed'
  const site = request.headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined
  // Following a link here from elsewhere is fine for a page, not for a call.
  const isPage = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
  return isPage ? undefined : 'origin_not_allowed'
}

function hostAllowed(header: string, { host, behindProxy }: Reachable): boolean {
  const name = nameOf(header)
  if (name === undefined) return false
  if (isLoopback(name)) return true
  if (isLoopback(host)) return false
  return behindProxy || name === host.toLowerCase() || ownNames().has(name)
}

/** The name in a `Host` header, without its port; undefined when it is none. */
function nameOf(header: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.exec(header)
  return match?.[1]?.toLowerCase().replace(/^\[|\]$/g, '')
}

function originAllowed(origin: string, host: string, { scheme, behindProxy }: Reachable): boolean {
  if (origin.toLowerCase() === `${scheme}://${host.toLowerCase()}`) return true
  return behindProxy && origin.toLowerCase() === `https://${host.toLowerCase()}`
}

function ownNames(): Set<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return new Set([hostname().toLowerCase(), ...addresses.map(({ address }) => address.toLowerCase())])
}

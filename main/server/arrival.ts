import type { IncomingMessage, ServerResponse } from 'node:http'
import { isProblem } from '../../shared/contract/errors.ts'
import type { RequestContext } from '../engine/core/access/request.ts'
import { redeem } from '../engine/session/session.ts'

/**
 * Takes the one-time token out of the address that was printed (`/?token=…`), so that it stays
 * neither in the address bar nor in the history. A token that was used before leads to the page as
 * well: who has signed in goes on, who has not is asked to. False when the request carries none.
 */
export function arrive(request: IncomingMessage, response: ServerResponse, context: RequestContext): boolean {
  if (request.method !== 'GET') return false
  const address = URL.parse(request.url ?? '/', 'http://console')
  const token = address?.searchParams.get('token') ?? null
  if (address?.pathname !== '/' || token === null) return false
  // A browser may fetch an address while it is being typed; that must not use the token up.
  if (/prefetch/.test(`${String(request.headers['sec-purpose'])}${String(request.headers['purpose'])}`)) {
    response.writeHead(503, { 'cache-control': 'no-store' }).end()
    return true
  }
  try {
    redeem(context, token)
  } catch (error) {
    if (!isProblem(error)) throw error
  }
  response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end()
  return true
}

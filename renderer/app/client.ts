import { createORPCClient, DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { contract } from '../../shared/contract/index.ts'
import type { CallContext } from './connection.ts'
import { patient } from './connection.ts'
import { portLink } from './port-link.ts'

declare global {
  interface Window {
    /** Put there by the desktop app's preload; absent in a browser. */
    despacho?: { desktop: true; platform?: string }
  }
}

/** Whether this page runs inside the desktop app. */
export const isDesktop = typeof window !== 'undefined' && window.despacho !== undefined

const desktopLink = portLink()
const browserLink = new RPCLink<CallContext>({
  url: () => new URL('/rpc', window.location.href).href,
  fetch: (request, init) => globalThis.fetch(request, { ...init, credentials: 'same-origin' }),
})

export type Client = ContractRouterClient<typeof contract, CallContext>

/**
 * The engine, as the contract describes it: over a MessagePort on the desktop, over HTTP in a browser.
 *
 * @example await client.clients.create({ name: 'Ferretería El Roble' })
 */
export const client: Client = createORPCClient(
  patient(new DynamicLink<CallContext>(() => (isDesktop ? desktopLink : browserLink))),
)

/**
 * The same for TanStack Query. Keys begin with the feature, which is what live changes invalidate.
 *
 * @example useQuery(orpc.clients.get.queryOptions({ input: { id } }))
 * @example useMutation(orpc.clients.create.mutationOptions())
 * @example useRows(orpc.clients.list, (cursor) => ({ cursor, ...filters }))
 */
export const orpc = createTanstackQueryUtils(client)

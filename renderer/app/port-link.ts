import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { ConnectionLost } from './connection.ts'

interface OpenPort {
  link: RPCLink<ClientContext>
  closed: Promise<never>
}

/**
 * The link to the engine inside the desktop app: oRPC over a MessagePort that the preload hands to
 * the main process. A call on a closed port never settles, so a closed port rejects the calls in
 * flight with `ConnectionLost` and the next call opens a new one.
 */
export function portLink(): ClientLink<ClientContext> {
  let open: OpenPort | undefined

  const connect = (): OpenPort => {
    const { port1, port2 } = new MessageChannel()
    const { promise: closed, reject } = Promise.withResolvers<never>()
    closed.catch(() => undefined)
    const opened: OpenPort = { link: new RPCLink<ClientContext>({ port: port1 }), closed }
    port1.addEventListener('close', () => {
      if (open === opened) open = undefined
      reject(new ConnectionLost())
    })
    port1.start()
    // The preload listens for this in its own window only and passes the port to the main process.
    window.postMessage('rpc:connect', '*', [port2])
    return opened
  }

  return {
    call(path, input, options) {
      open ??= connect()
      return Promise.race([open.link.call(path, input, options), open.closed])
    },
  }
}

import { RPCHandler } from '@orpc/server/message-port'
import { explainMalformed, explainProblems } from './core/access/problems.ts'
import type { RequestContext } from './core/access/request.ts'
import { router } from './router.ts'

/** A port as Electron's main process (`MessagePortMain`) or Node (`MessagePort`) hands it over. */
export type Port = Parameters<RPCHandler<RequestContext>['upgrade']>[0] & { start?(): void }

/**
 * Serves the contract over message ports: one handler for all windows of a host, one call to
 * `serve` per port. The context is made anew for each port, so each window has its own session.
 *
 * @example
 * const ports = createPortHandler()
 * ipcMain.on('rpc:connect', (event) => {
 *   const [port] = event.ports
 *   if (port && isTrustedFrame(event.senderFrame)) ports.serve(port, contextOfThisWindow)
 * })
 */
export function createPortHandler() {
  const handler = new RPCHandler<RequestContext>(router, {
    clientInterceptors: [explainProblems],
    interceptors: [explainMalformed],
  })
  return {
    /** Answers on this port until it closes. Starts it: a message that came before is not lost. */
    serve(port: Port, context: RequestContext): void {
      handler.upgrade(port, { context })
      port.start?.()
    },
  }
}

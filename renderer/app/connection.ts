import type { ClientContext, ClientLink } from '@orpc/client'

/** The engine cannot be reached: the port closed or the server does not answer. Nothing is known of the call. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost'
}

/** The engine did not answer within the time the call was given. The work may still be going on. */
export class CallTimedOut extends Error {
  override name = 'CallTimedOut'
}

/** What a caller may say about one call: `client.campaigns.forecast(input, { context: { timeoutMs: 120_000 } })`. */
export interface CallContext extends ClientContext {
  /** How long to wait for the answer to begin, in milliseconds. Streams run on after it. */
  timeoutMs?: number
}

const usualTimeoutMs = 60_000

/**
 * Puts a limit on how long a call waits for its answer to begin: on a MessagePort whose other side
 * is gone, a call would otherwise never settle. Turns network failures into `ConnectionLost`.
 */
export function patient(link: ClientLink<CallContext>): ClientLink<CallContext> {
  return {
    async call(path, input, options) {
      const { promise: late, reject } = Promise.withResolvers<never>()
      const timer = setTimeout(() => reject(new CallTimedOut()), options.context.timeoutMs ?? usualTimeoutMs)
      try {
        return await Promise.race([link.call(path, input, options), late])
      } catch (error) {
        // `fetch` reports an unreachable server as a bare TypeError.
        throw error instanceof TypeError ? new ConnectionLost('fetch failed', { cause: error }) : error
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

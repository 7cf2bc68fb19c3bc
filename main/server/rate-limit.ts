import { problem } from '../../shared/contract/errors.ts'
import type { RequestContext } from '../engine/core/access/request.ts'
import type { Clock } from '../engine/core/clock.ts'

/** Calls a caller's address may make in a window, for what somebody might guess. */
const limited: Record<string, { calls: number; window: number }> = {
  'session.signIn': { calls: 20, window: 60_000 },
  'session.redeem': { calls: 20, window: 60_000 },
  'session.changePassword': { calls: 20, window: 60_000 },
}
const REMEMBERED = 10_000

/**
 * An interceptor that refuses too many attempts from one address, whatever their names. Throws
 * RATE_LIMITED with the seconds to wait. The engine's own lock per name comes on top.
 */
export function createRateLimit(clock: Clock) {
  const windows = new Map<string, { until: number; calls: number }>()
  return async (call: {
    path: readonly string[]
    context: RequestContext
    next: () => Promise<unknown>
  }): Promise<unknown> => {
    const name = call.path.join('.')
    const limit = limited[name]
    if (limit) {
      const seconds = count(windows, `${name} ${call.context.remote}`, limit, clock.now())
      if (seconds > 0) throw problem('RATE_LIMITED', 'too_many_attempts', { seconds })
    }
    return call.next()
  }
}

/** Seconds to wait, 0 when the call may pass. */
function count(
  windows: Map<string, { until: number; calls: number }>,
  key: string,
  limit: { calls: number; window: number },
  now: number,
): number {
  const known = windows.get(key)
  const entry = known && known.until > now ? known : { until: now + limit.window, calls: 0 }
  windows.delete(key)
  const oldest = windows.size >= REMEMBERED ? windows.keys().next().value : undefined
  if (oldest !== undefined) windows.delete(oldest)
  windows.set(key, entry)
  entry.calls += 1
  return entry.calls > limit.calls ? Math.ceil((entry.until - now) / 1_000) : 0
}

import type { VirtualClock } from '../core/clock.ts'
import type { EngineContext } from '../core/context.ts'

/** Turns of the event loop without news after which a minute of the sample counts as done. */
const PATIENCE = 2_000_000

/**
 * Lives the time up to `target`: every alarm rings at its instant, and what it started (real
 * messages over a real socket) ends before time goes on. Throws when something never ends.
 */
export async function liveUntil(ctx: EngineContext, clock: VirtualClock, target: number): Promise<void> {
  await quiet(ctx)
  for (let next = clock.nextAlarm(); next !== undefined && next <= target; next = clock.nextAlarm()) {
    await clock.advanceTo(Math.max(next, clock.now()))
    await quiet(ctx)
  }
  await clock.advanceTo(target)
  await quiet(ctx)
}

async function quiet(ctx: EngineContext): Promise<void> {
  const { delivery } = ctx.services
  for (let turn = 0; turn < PATIENCE; turn++) {
    // Most turns wait for the socket: the database is asked only once nothing is on it.
    if (delivery.busy === 0 && delivery.commits.pending === 0) {
      await ctx.queue.settled()
      if (delivery.busy === 0 && delivery.commits.pending === 0 && !underWay(ctx)) return
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('the sample’s messages never came to rest')
}

function underWay(ctx: EngineContext): boolean {
  return (
    ctx.db.sqlGet(`SELECT 1 FROM deliveries WHERE state IN ('claimed', 'handed_over') LIMIT 1`) !== undefined
  )
}

import type { EngineContext } from '../core/context.ts'
import type { Subscriber } from '../core/events/events.ts'

/** Keeps when something last happened with a client: whatever is told of it counts. */
export function clientActivity(ctx: EngineContext): Subscriber {
  return {
    name: 'client-activity',
    handle(tx, event) {
      if (event.clientId === null) return
      const { changes } = tx.sqlRun(
        'UPDATE clients SET lastActivityAt = ? WHERE id = ? AND coalesce(lastActivityAt, 0) < ?',
        [event.at, event.clientId, event.at],
      )
      if (changes > 0) ctx.live.touch(tx, 'clients', event.clientId)
    },
  }
}

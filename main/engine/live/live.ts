import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { Change } from '../core/live.ts'

/**
 * What changed since the caller began to listen, as it commits; ends when the workspace closes. Those who see only assigned
 * clients learn the topic but not which row, because the row may be another's.
 */
export async function* streamChanges(
  ctx: EngineContext,
  actor: Actor,
  signal: AbortSignal | undefined,
): AsyncGenerator<Change> {
  const waiting: Change[] = []
  let wake: (() => void) | undefined
  let ended = false
  const stop = ctx.live.listen(
    (changes) => {
      waiting.push(...changes)
      wake?.()
    },
    () => {
      ended = true
      wake?.()
    },
  )
  const onAbort = () => wake?.()
  signal?.addEventListener('abort', onAbort)
  try {
    while (!signal?.aborted && !ended) {
      const change = waiting.shift()
      if (change) yield actor.sees === 'all' ? change : { topic: change.topic }
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    stop()
  }
}

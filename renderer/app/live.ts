import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { client } from './client.ts'
import { isSignedOut } from './errors.ts'

interface LiveState {
  /** `connecting` at first, `live` while changes flow, `lost` while the engine cannot be reached. */
  state: 'connecting' | 'live' | 'lost'
  /** When the next attempt starts (ms), while lost. */
  retryAt: number | null
}

/** Whether what is shown is up to date. */
export const useLive = create<LiveState>(() => ({ state: 'connecting', retryAt: null }))

const backoffMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000]
let wake: () => void = () => undefined

/** Tries at once instead of waiting for the next attempt. */
export function reconnectNow(): void {
  wake()
}

/**
 * Follows the engine's changes for as long as `signal` lives. A change `{ topic, id? }` refetches the
 * shown queries of that feature (their keys start with the topic) and marks the others as stale.
 * After a lost connection everything is refetched, as changes may have been missed.
 */
export async function followChanges(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const invalidate = invalidator(queryClient)
  let failures = 0
  while (!signal.aborted) {
    try {
      const changes = await client.live.changes(undefined, { signal })
      if (useLive.getState().state === 'lost') void queryClient.invalidateQueries()
      useLive.setState({ state: 'live', retryAt: null })
      failures = 0
      for await (const change of changes) invalidate(change.topic)
    } catch (error) {
      // Nobody is signed in any more: the session's state leads on, and this ends with the page.
      if (isSignedOut(error))
        void queryClient.invalidateQueries({ predicate: (query) => topicOf(query.queryKey) === 'session' })
      // Whatever the reason, the answer is the same: say so and try again.
    }
    if (signal.aborted) return
    const wait = backoffMs[Math.min(failures, backoffMs.length - 1)] ?? 15_000
    failures += 1
    useLive.setState({ state: 'lost', retryAt: Date.now() + wait })
    await pause(wait, signal)
  }
}

/**
 * Invalidates a topic at once, then waits for its refetches before taking the changes that came
 * meanwhile: fast changes never pile up requests and the last one is never missed.
 */
export function invalidator(queryClient: QueryClient): (topic: string) => void {
  const waiting = new Set<string>()
  const busy = new Set<string>()
  const run = async (topic: string): Promise<void> => {
    busy.add(topic)
    while (waiting.delete(topic)) {
      await queryClient.invalidateQueries({ predicate: (query) => topicOf(query.queryKey) === topic })
    }
    busy.delete(topic)
  }
  const announce = (topic: string): void => {
    waiting.add(topic)
    if (!busy.has(topic)) void run(topic)
  }
  let home: ReturnType<typeof setTimeout> | undefined
  return (topic) => {
    announce(topic)
    if (!gathered.has(topic) || home !== undefined) return
    home = setTimeout(() => {
      home = undefined
      announce('home')
    }, HOME_SPACING)
  }
}

/** The first page shows something of each of these; it follows them, but not at their pace. */
const gathered: ReadonlySet<string> = new Set([
  'approvals',
  'backups',
  'campaigns',
  'clients',
  'emails',
  'jobs',
  'mail',
  'monitors',
  'templates',
])
const HOME_SPACING = 1_500

/** The feature a query belongs to: oRPC's keys are `[[feature, procedure, …], options]`. */
function topicOf(key: readonly unknown[]): unknown {
  const [path] = key
  return Array.isArray(path) ? path[0] : undefined
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      window.removeEventListener('online', done)
      resolve()
    }
    wake = done
    signal.addEventListener('abort', done)
    window.addEventListener('online', done)
  })
}

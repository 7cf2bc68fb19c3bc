import type { Clock } from './clock.ts'
import type { WritableDb } from './storage/database.ts'

/** Something of a topic changed; with `id` when exactly one thing did. */
export interface Change {
  topic: string
  id?: string
}

export interface Live {
  /** Tells listeners after the commit. `topic` is the feature's name. */
  touch(tx: WritableDb, topic: string, id?: string): void
  /** Tells listeners of something that is in no table. */
  announce(topic: string, id?: string): void
  /** `ended` is called when the workspace closes: nothing will be told any more. */
  listen(listener: (changes: Change[]) => void, ended?: () => void): () => void
  /** Ends every stream of changes: the workspace closes. */
  close(): void
}

/** At most four announcements a second per topic: the first at once, the rest gathered. */
const SPACING = 250

interface Topic {
  quietUntil: number
  ids: Set<string>
  everything: boolean
  armed: boolean
}

export function createLive(clock: Clock): Live {
  const listeners = new Set<(changes: Change[]) => void>()
  const endings = new Set<() => void>()
  const topics = new Map<string, Topic>()

  const flush = (name: string, topic: Topic) => {
    topic.armed = false
    const changes: Change[] =
      topic.everything || topic.ids.size > 20 || topic.ids.size === 0
        ? [{ topic: name }]
        : [...topic.ids].map((id) => ({ topic: name, id }))
    topic.ids.clear()
    topic.everything = false
    topic.quietUntil = clock.now() + SPACING
    for (const listener of listeners) listener(changes)
  }

  const announce = (name: string, id?: string) => {
    if (listeners.size === 0) return
    let topic = topics.get(name)
    if (!topic) topics.set(name, (topic = { quietUntil: 0, ids: new Set(), everything: false, armed: false }))
    if (id === undefined) topic.everything = true
    else if (!topic.everything) topic.ids.add(id)
    if (topic.armed) return
    topic.armed = true
    const gathered = topic
    clock.alarm(Math.max(clock.now(), topic.quietUntil), () => flush(name, gathered))
  }

  return {
    announce,
    touch: (tx, topic, id) => tx.afterCommit(() => announce(topic, id)),
    listen(listener, ended) {
      listeners.add(listener)
      if (ended) endings.add(ended)
      return () => {
        listeners.delete(listener)
        if (ended) endings.delete(ended)
      }
    },
    close() {
      for (const ended of Array.from(endings)) ended()
    },
  }
}

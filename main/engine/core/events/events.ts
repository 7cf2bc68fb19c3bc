import {
  type Causation,
  type EventPayload,
  causationSchema,
  type EventType,
  eventTypes,
} from '../../../../shared/domain/events.ts'
import type { Actor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database, WritableDb } from '../storage/database.ts'
import type { EventsTable } from './tables.ts'

/** What a feature tells when something happened. */
export interface NewEvent<T extends EventType = EventType> {
  type: T
  subjectType: string
  subjectId: string
  clientId?: string | null
  actor: Actor
  payload: EventPayload<T>
  causation?: Causation
}

/** A stored event as a subscriber reads it. */
export interface DomainEvent<T extends EventType = EventType> {
  seq: number
  id: string
  at: number
  type: T
  subjectType: string
  subjectId: string
  clientId: string | null
  actorKind: string
  actorId: string | null
  payload: EventPayload<T>
  causation: Causation
}

/**
 * Reads every event once, in order. `handle` is synchronous and runs in the transaction that
 * moves the cursor, so its local effects happen exactly once; what leaves the machine is a job.
 */
export interface Subscriber {
  name: string
  /** Only these types are handed over; all when absent. */
  types?: readonly EventType[]
  handle(tx: WritableDb, event: DomainEvent): void
}

export interface Events {
  /** Writes an event in the caller's transaction. Throws when the payload does not fit its type. */
  emit<T extends EventType>(tx: WritableDb, event: NewEvent<T>): string
  /** Registers before `start`; a new subscriber begins at the end of the stream unless `fromStart`. */
  subscribe(subscriber: Subscriber, options?: { fromStart?: boolean }): void
  start(): void
  stop(): void
  /** Hands over everything that is due, in one go: for tests. The engine wakes by itself. */
  drain(): void
}

/** Events a subscriber is handed in one transaction; the loop breathes between two. */
const BATCH = 100
const RETRY_FIRST = 1_000
const RETRY_LONGEST = 300_000

interface Reader {
  subscriber: Subscriber
  failures: number
  retryAt: number
}

interface EventsDeps {
  db: Database
  clock: Clock
  ids: Ids
  log: Log
}

export function createEvents(deps: EventsDeps): Events {
  const { db, clock, ids } = deps
  const readers: Reader[] = []
  let running = false
  let woken = false

  const wake = () => {
    if (!running || woken) return
    woken = true
    setImmediate(() => {
      woken = false
      if (!running) return
      const more = readers.filter((reader) => reader.retryAt <= clock.now() && step(deps, reader, wake))
      if (more.length > 0) wake()
    })
  }

  return {
    emit(tx, event) {
      const id = ids.next()
      insertEvent(tx, id, clock.now(), event)
      tx.afterCommit(wake)
      return id
    },
    subscribe(subscriber, options = {}) {
      db.write((tx) => {
        const start = options.fromStart
          ? 0
          : (tx.sqlGet<{ seq: number | null }>('SELECT max(seq) AS seq FROM events')?.seq ?? 0)
        tx.sqlRun('INSERT OR IGNORE INTO event_cursors (subscriber, seq) VALUES (?, ?)', [
          subscriber.name,
          start,
        ])
      })
      readers.push({ subscriber, failures: 0, retryAt: 0 })
    },
    start() {
      running = true
      wake()
    },
    stop() {
      running = false
    },
    drain() {
      for (const reader of readers) while (step(deps, reader, wake));
    },
  }
}

function insertEvent(tx: WritableDb, id: string, at: number, event: NewEvent): void {
  const payload = eventTypes[event.type].parse(event.payload)
  const causation = event.causation ?? { rootId: id, parentRunId: null, depth: 0, visited: [] }
  tx.sqlRun(
    `INSERT INTO events (id, at, type, subjectType, subjectId, clientId, actorKind, actorId, payload, causation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      at,
      event.type,
      event.subjectType,
      event.subjectId,
      event.clientId ?? null,
      event.actor.kind,
      event.actor.userId,
      JSON.stringify(payload),
      JSON.stringify(causation),
    ],
  )
}

/** One transaction of up to BATCH events for one subscriber. Returns whether there may be more. */
function step({ db, clock, log }: EventsDeps, reader: Reader, wake: () => void): boolean {
  const { subscriber } = reader
  try {
    const more = db.write((tx) => {
      const cursor = cursorOf(tx, subscriber.name)
      // After a failure go one by one, so that what was fine before the fault stays handled.
      const rows = tx.sqlAll<EventsTable>('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?', [
        cursor,
        reader.failures > 0 ? 1 : BATCH,
      ])
      const last = rows.at(-1)
      if (!last) return false
      for (const row of rows) {
        if (subscriber.types && !(subscriber.types as readonly string[]).includes(row.type)) continue
        const event = toEvent(row)
        if (event) subscriber.handle(tx, event)
      }
      tx.sqlRun('UPDATE event_cursors SET seq = ? WHERE subscriber = ?', [last.seq, subscriber.name])
      return true
    })
    if (more) reader.failures = 0
    return more
  } catch (error) {
    reader.failures += 1
    reader.retryAt = clock.now() + Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** (reader.failures - 1))
    log.error({ subscriber: subscriber.name, failures: reader.failures, error }, 'subscriber failed')
    clock.alarm(reader.retryAt, wake)
    return false
  }
}

function cursorOf(tx: WritableDb, subscriber: string): number {
  return (
    tx.sqlGet<{ seq: number }>('SELECT seq FROM event_cursors WHERE subscriber = ?', [subscriber])?.seq ?? 0
  )
}

/** Undefined for a type this version does not know: it stays stored and is passed over. */
export function toEvent(row: EventsTable): DomainEvent | undefined {
  if (!(row.type in eventTypes)) return undefined
  return {
    ...row,
    type: row.type as EventType,
    // The type names the schema; an older version's payload that does not fit is a bug to be told.
    payload: eventTypes[row.type as EventType].parse(JSON.parse(row.payload)),
    causation: causationSchema.parse(JSON.parse(row.causation)),
  }
}

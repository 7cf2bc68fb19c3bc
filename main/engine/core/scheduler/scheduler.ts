import type { Clock } from '../clock.ts'
import type { Live } from '../live.ts'
import type { Log } from '../log.ts'
import type { Queue } from '../queue/queue.ts'
import type { Database, WritableDb } from '../storage/database.ts'
import { lastOccurrence, nextOccurrence } from './occurrences.ts'
import type { ScheduleFiresTable, SchedulesTable } from './tables.ts'

/** A recurring job as a feature registers it. People may change cron, zone, misfire and enabled. */
export interface ScheduleDefinition {
  /** Stable name, also the key of its words: `schedules.<id>`. */
  id: string
  cron: string
  zone?: string
  /** After downtime: `once` runs one late fire, `skip` records the miss. */
  misfire: 'once' | 'skip'
  job: { type: string; payload: unknown }
}

interface SchedulerDeps {
  db: Database
  clock: Clock
  queue: Queue
  live: Live
  log: Log
  /** The workspace's zone, read at each computation: people may change it. */
  zone: () => string
}

/** A fire that is handed over later than this after its time was missed, not merely delayed. */
const LATE = 60_000

/**
 * Recurring jobs. A fire is a row unique on (schedule, instant), written in the transaction that
 * adds its job, so it happens once whatever restarts. Nothing fires on registration.
 */
export class Scheduler {
  readonly #deps: SchedulerDeps
  readonly #definitions = new Map<string, ScheduleDefinition>()
  #alarm: { cancel(): void } | null = null
  #active = false

  constructor(deps: SchedulerDeps) {
    this.#deps = deps
  }

  register(feature: string, definitions: readonly ScheduleDefinition[]): void {
    const { db, clock } = this.#deps
    for (const definition of definitions) {
      this.#definitions.set(definition.id, definition)
      db.write((tx) =>
        tx.sqlRun(
          `INSERT INTO schedules (id, feature, cron, zone, misfire, enabled, nextAt, updatedAt)
           VALUES (?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (id) DO NOTHING`,
          [
            definition.id,
            feature,
            definition.cron,
            definition.zone ?? null,
            definition.misfire,
            nextOccurrence(definition.cron, definition.zone ?? this.#deps.zone(), clock.now()),
            clock.now(),
          ],
        ),
      )
    }
  }

  start(): void {
    this.#active = true
    this.#look()
  }

  stop(): void {
    this.#active = false
    this.#alarm?.cancel()
  }

  /** Computes every `nextAt` anew: the workspace's zone changed, or people edited a schedule. */
  reschedule(tx: WritableDb, id?: string): void {
    const { clock, live } = this.#deps
    const rows = tx.sqlAll<SchedulesTable>('SELECT * FROM schedules WHERE ? IS NULL OR id = ?', [
      id ?? null,
      id ?? null,
    ])
    for (const row of rows) {
      const nextAt = row.enabled ? nextOccurrence(row.cron, row.zone ?? this.#deps.zone(), clock.now()) : null
      tx.sqlRun('UPDATE schedules SET nextAt = ? WHERE id = ?', [nextAt, row.id])
    }
    live.touch(tx, 'schedules', id)
    tx.afterCommit(() => this.#arm())
  }

  /** Runs a schedule's job now, outside its times. Returns the job's id. */
  runNow(tx: WritableDb, id: string): number | undefined {
    const definition = this.#definitions.get(id)
    if (!definition) return undefined
    return this.#fire(tx, definition, this.#deps.clock.now(), 'by_hand')
  }

  #look(): void {
    const { db, clock, log } = this.#deps
    try {
      const now = clock.now()
      const due = db.sqlAll<SchedulesTable>(
        'SELECT * FROM schedules WHERE enabled = 1 AND nextAt <= ? ORDER BY nextAt',
        [now],
      )
      for (const row of due) db.write((tx) => this.#pass(tx, row, now))
    } catch (error) {
      log.error({ error }, 'scheduler failed')
    }
    this.#arm()
  }

  #pass(tx: WritableDb, row: SchedulesTable, now: number): void {
    const definition = this.#definitions.get(row.id)
    if (!definition || row.nextAt === null) return
    const zone = row.zone ?? this.#deps.zone()
    const late = now - row.nextAt > LATE
    const fireAt = late ? Math.max(row.nextAt, lastOccurrence(row.cron, zone, now)) : row.nextAt
    const outcome = now - fireAt <= LATE ? 'fired' : row.misfire === 'once' ? 'late' : 'missed'
    this.#fire(tx, definition, fireAt, outcome)
    tx.sqlRun('UPDATE schedules SET nextAt = ?, lastAt = CASE WHEN ? THEN lastAt ELSE ? END WHERE id = ?', [
      nextOccurrence(row.cron, zone, now),
      outcome === 'missed' ? 1 : 0,
      now,
      row.id,
    ])
  }

  #fire(
    tx: WritableDb,
    definition: ScheduleDefinition,
    fireAt: number,
    outcome: ScheduleFiresTable['outcome'],
  ): number | undefined {
    const { clock, queue, live } = this.#deps
    const { changes } = tx.sqlRun(
      'INSERT OR IGNORE INTO schedule_fires (scheduleId, fireAt, firedAt, outcome) VALUES (?, ?, ?, ?)',
      [definition.id, fireAt, clock.now(), outcome],
    )
    live.touch(tx, 'schedules', definition.id)
    if (changes === 0 || outcome === 'missed') return undefined
    const jobId = queue.add(tx, { ...definition.job, uniqueKey: `schedule:${definition.id}` })
    tx.sqlRun('UPDATE schedule_fires SET jobId = ? WHERE scheduleId = ? AND fireAt = ?', [
      jobId,
      definition.id,
      fireAt,
    ])
    return jobId
  }

  #arm(): void {
    if (!this.#active) return
    const { db, clock } = this.#deps
    this.#alarm?.cancel()
    const next = db.sqlGet<{ at: number | null }>(
      'SELECT min(nextAt) AS at FROM schedules WHERE enabled = 1',
    )?.at
    // A job whose definition is gone (another version) must not make this spin.
    if (next !== null && next !== undefined) {
      this.#alarm = clock.alarm(Math.max(next, clock.now() + 250), () => this.#look())
    }
  }
}

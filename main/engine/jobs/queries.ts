import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { JobRow } from '../../../shared/contract/jobs.ts'
import type { EngineContext } from '../core/context.ts'
import { redact } from '../core/log.ts'
import type { JobState } from '../core/queue/job-types.ts'
import type { JobsTable } from '../core/queue/tables.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'

const HOUR = 3_600_000

/** Jobs, newest first. Only people who may see everything hold `jobs:read`, so there is no scope. */
export function listJobs(
  ctx: EngineContext,
  input: {
    limit: number
    cursor?: string | undefined
    state?: JobState[] | undefined
    type?: string[] | undefined
    error?: string | undefined
  },
): Page<JobRow> {
  const before = decodeCursor(input.cursor)?.[1] ?? Number.MAX_SAFE_INTEGER
  const rows = ctx.db.all((q) => {
    let query = q
      .selectFrom('jobs')
      .selectAll()
      .where('id', '<', Number(before))
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
    if (input.state?.length) query = query.where('state', 'in', input.state)
    if (input.type?.length) query = query.where('type', 'in', input.type)
    if (input.error !== undefined) query = query.where('lastError', '=', input.error)
    return query
  })
  return pageFrom(rows, input.limit, (row) => [null, row.id], toJob)
}

/** One job with its payload; values under telling names are left out. */
export function getJob(ctx: EngineContext, id: number): JobRow & { payload: Record<string, unknown> } {
  const row = ctx.db.sqlGet<JobsTable>('SELECT * FROM jobs WHERE id = ?', [id])
  if (!row) throw notFound('job')
  const payload = z.record(z.string(), z.unknown()).parse(redact(JSON.parse(row.payload)))
  return { ...toJob(row), payload }
}

/** Counts by type and state, dead jobs by error, and what finished per hour in the last day. */
export function jobStatistics(ctx: EngineContext) {
  const now = ctx.clock.now()
  const counts = ctx.db.sqlAll<{ type: string; state: JobState; n: number; oldest: number }>(
    'SELECT type, state, count(*) AS n, min(runAt) AS oldest FROM jobs GROUP BY type, state',
  )
  const types = ctx.queue.types
    .map(({ type }) => {
      const of = (state: JobState) => counts.find((row) => row.type === type && row.state === state)
      const ready = of('ready')
      const number = (state: JobState) => of(state)?.n ?? 0
      return {
        type,
        ready: number('ready'),
        running: number('running'),
        scheduled: number('scheduled'),
        done: number('done'),
        dead: number('dead'),
        cancelled: number('cancelled'),
        oldestReadyMs: ready ? Math.max(0, now - ready.oldest) : null,
      }
    })
    .sort((a, b) => (a.type < b.type ? -1 : 1))
  return { types, hourly: hourly(ctx, now), errors: errorGroups(ctx) }
}

function hourly(ctx: EngineContext, now: number) {
  const first = Math.floor(now / HOUR) * HOUR - 23 * HOUR
  const rows = ctx.db.sqlAll<{ hour: number; done: number; dead: number }>(
    `SELECT (finishedAt - ?) / ${HOUR} AS hour, sum(state = 'done') AS done, sum(state = 'dead') AS dead
     FROM jobs WHERE finishedAt >= ? GROUP BY hour`,
    [first, first],
  )
  const byHour = new Map(rows.map((row) => [row.hour, row]))
  return Array.from({ length: 24 }, (_, hour) => ({
    at: first + hour * HOUR,
    done: byHour.get(hour)?.done ?? 0,
    dead: byHour.get(hour)?.dead ?? 0,
  }))
}

/** Dead jobs gathered by their error, the most frequent first. */
export function errorGroups(ctx: EngineContext) {
  return ctx.db.sqlAll<{ type: string; error: string; count: number; lastAt: number }>(
    `SELECT type, coalesce(lastError, '') AS error, count(*) AS count, max(finishedAt) AS lastAt
     FROM jobs WHERE state = 'dead' GROUP BY type, error ORDER BY count DESC LIMIT 50`,
  )
}

/** How many jobs are in each live state, and dead ones. */
export function queueFigures(ctx: EngineContext) {
  const rows = ctx.db.sqlAll<{ state: string; n: number }>(
    ['ready', 'running', 'scheduled', 'dead']
      .map((state) => `SELECT '${state}' AS state, count(*) AS n FROM jobs WHERE state = '${state}'`)
      .join(' UNION ALL '),
  )
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0
  return { waiting: of('ready'), running: of('running'), scheduled: of('scheduled'), dead: of('dead') }
}

export function toJob(row: JobsTable): JobRow {
  const { id, type, state, priority, groupKey, attempts, maxAttempts, recoveries } = row
  const { runAt, createdAt, finishedAt, lastError } = row
  return {
    id,
    type,
    state,
    priority,
    groupKey,
    attempts,
    maxAttempts,
    recoveries,
    runAt,
    createdAt,
    finishedAt,
    lastError,
  }
}

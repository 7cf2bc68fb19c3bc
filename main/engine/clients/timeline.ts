import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import type { TimelineItem } from '../../../shared/contract/clients.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { EventsTable } from '../core/events/tables.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import { maySeeClient } from './queries.ts'

type TimelineRow = EventsTable & { actorName: string | null }

/**
 * Events of a client, newest first, with who caused each. An assignment has the names of both people beside
 * their ids (`fromName`, `toName`).
 */
export function clientTimeline(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; limit: number; cursor?: string | undefined },
): Page<TimelineItem> {
  if (!maySeeClient(ctx.db, actor, input.id)) throw notFound('client')
  const before = decodeCursor(input.cursor)?.[1] ?? Number.MAX_SAFE_INTEGER
  const rows = ctx.db.sqlAll<TimelineRow>(
    `SELECT events.*, users.name AS actorName FROM events LEFT JOIN users ON users.id = events.actorId
     WHERE events.clientId = ? AND events.seq < ? ORDER BY events.seq DESC LIMIT ?`,
    [input.id, before, input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.seq],
    (row) => ({
      id: row.id,
      at: row.at,
      type: row.type,
      actorName: row.actorName,
      payload: withNames(ctx.db, row),
    }),
  )
}

const assignmentSchema = z.object({ from: z.string().nullable(), to: z.string().nullable() })

function withNames(db: ReadableDb, row: TimelineRow): Record<string, unknown> {
  const payload = parseJson(z.record(z.string(), z.unknown()), row.payload)
  if (row.type !== 'client.assigned') return payload
  const { from, to } = assignmentSchema.parse(payload)
  return { from, to, fromName: nameOf(db, from), toName: nameOf(db, to) }
}

function nameOf(db: ReadableDb, id: string | null): string | null {
  if (id === null) return null
  return db.sqlGet<{ name: string }>('SELECT name FROM users WHERE id = ?', [id])?.name ?? null
}

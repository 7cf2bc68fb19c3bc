import { z } from 'zod'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import type { Page } from '../../../shared/contract/base.ts'
import type { AuditTable } from '../core/audit/tables.ts'
import type { EngineContext } from '../core/context.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'

export interface AuditFilter {
  limit: number
  cursor?: string | undefined
  actorId?: string | undefined
  action?: string | undefined
  subjectType?: string | undefined
  subjectId?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

type Row = AuditTable & { actorName: string | null }

/** Entries of the log, newest first. Only people who may see everything hold `audit:read`. */
export function listAudit(ctx: EngineContext, filter: AuditFilter): Page<AuditEntry> {
  const before = Number(decodeCursor(filter.cursor)?.[1] ?? Number.MAX_SAFE_INTEGER)
  const rows = ctx.db.all((q) => {
    let query = q
      .selectFrom('audit')
      .leftJoin('users', 'users.id', 'audit.actorId')
      .selectAll('audit')
      .select('users.name as actorName')
      .where('audit.seq', '<', before)
      .orderBy('audit.seq', 'desc')
      .limit(filter.limit + 1)
    if (filter.actorId) query = query.where('audit.actorId', '=', filter.actorId)
    if (filter.action) query = query.where('audit.action', '=', filter.action)
    if (filter.subjectType) query = query.where('audit.subjectType', '=', filter.subjectType)
    if (filter.subjectId) query = query.where('audit.subjectId', '=', filter.subjectId)
    if (filter.from !== undefined) query = query.where('audit.at', '>=', filter.from)
    if (filter.to !== undefined) query = query.where('audit.at', '<', filter.to)
    return query
  })
  return pageFrom<Row, AuditEntry>(rows, filter.limit, (row) => [null, row.seq], toEntry)
}

function toEntry(row: Row): AuditEntry {
  const { seq, at, actorKind, actorId, actorName, action, subjectType, subjectId, hash } = row
  const details = z.record(z.string(), z.unknown()).parse(JSON.parse(row.details))
  return { seq, at, actorKind, actorId, actorName, action, subjectType, subjectId, details, hash }
}

/** What occurs in the log, for the filters above it. */
export function auditActions(ctx: EngineContext): { actions: string[]; subjectTypes: string[] } {
  const distinct = (column: 'action' | 'subjectType') =>
    ctx.db
      .all((q) => q.selectFrom('audit').select(column).distinct().orderBy(column).limit(500))
      .map((row) => Object.values(row)[0] ?? '')
  return { actions: distinct('action'), subjectTypes: distinct('subjectType') }
}

import { z } from 'zod'
import type { Approval, ApprovalDetail } from '../../../shared/contract/approvals.ts'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import {
  approvalKinds,
  type ApprovalKindName,
  type ApprovalStatus,
} from '../../../shared/domain/approval-kinds.ts'
import { clientScope } from '../clients/queries.ts'
import { actorOfUser, usersWith } from '../core/access/sessions.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { ApprovalsTable } from './tables.ts'

type Listed = Omit<ApprovalsTable, 'payload'> & {
  requestedByName: string | null
  decidedByName: string | null
}
type Row = Listed & Pick<ApprovalsTable, 'payload'>

const FROM = `r.name AS requestedByName, d.name AS decidedByName FROM approvals a
  LEFT JOIN users r ON r.id = a.requestedBy LEFT JOIN users d ON d.id = a.decidedBy`
const SELECT = `SELECT a.*, ${FROM}`
/** Without the content, which may hold whole messages. */
const SELECT_LISTED = `SELECT a.id, a.kind, a.subjectType, a.subjectId, a.clientId, a.title, a.summary, a.contentHash,
  a.status, a.requestedBy, a.createdAt, a.expiresAt, a.decidedBy, a.decidedAt, a.reason, ${FROM}`

/** Own requests, and those of clients the actor may see. */
function scope(actor: Actor): { sql: string; params: string[] } {
  const clients = clientScope(actor, 'a.clientId')
  if (actor.sees === 'all') return clients
  return { sql: `(a.requestedBy = ? OR ${clients.sql})`, params: [actor.userId ?? '', ...clients.params] }
}

/** Whether this actor may take this decision while it is open. */
export function mayDecide(
  actor: Actor,
  approval: Pick<ApprovalsTable, 'kind' | 'requestedBy' | 'status'>,
): boolean {
  const kind = approvalKinds[approval.kind]
  const own = approval.requestedBy !== null && approval.requestedBy === actor.userId
  return (
    approval.status === 'pending' &&
    may(actor, 'approvals:decide') &&
    may(actor, kind.permission) &&
    (kind.selfApproval || !own)
  )
}

/** Newest first; the open ones can be asked for by status. */
export function listApprovals(
  ctx: EngineContext,
  actor: Actor,
  input: {
    limit: number
    cursor?: string | undefined
    status?: ApprovalStatus[] | undefined
    kind?: ApprovalKindName[] | undefined
  },
): Page<Approval> {
  const after = decodeCursor(input.cursor) ?? [Number.MAX_SAFE_INTEGER, '']
  const within = scope(actor)
  const rows = ctx.db.sqlAll<Listed>(
    `${SELECT_LISTED} WHERE ${within.sql} AND (a.createdAt, a.id) < (?, ?)
       AND (? IS NULL OR a.status IN (SELECT value FROM json_each(?)))
       AND (? IS NULL OR a.kind IN (SELECT value FROM json_each(?)))
     ORDER BY a.createdAt DESC, a.id DESC LIMIT ?`,
    [...within.params, after[0], after[1], ...twice(input.status), ...twice(input.kind), input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [row.createdAt, row.id],
    (row) => toApproval(row, actor),
  )
}

function twice(values: readonly string[] | undefined): (string | null)[] {
  const text = values?.length ? JSON.stringify(values) : null
  return [text, text]
}

/** One approval with its exact content, or NOT_FOUND. */
export function getApproval(ctx: EngineContext, actor: Actor, id: string): ApprovalDetail {
  const row = findRow(ctx.db, actor, id)
  const within = scope(actor)
  const before = ctx.db.sqlGet<Row>(
    `${SELECT} WHERE a.kind = ? AND a.subjectType = ? AND a.subjectId = ? AND (a.createdAt, a.id) < (?, ?)
       AND ${within.sql} ORDER BY a.createdAt DESC, a.id DESC LIMIT 1`,
    [row.kind, row.subjectType, row.subjectId, row.createdAt, row.id, ...within.params],
  )
  return {
    ...toApproval(row, actor),
    payload: parseJson(payloadSchema, row.payload),
    previous: before
      ? {
          id: before.id,
          status: before.status,
          decidedAt: before.decidedAt,
          decidedByName: before.decidedByName,
          reason: before.reason,
          payload: parseJson(payloadSchema, before.payload),
        }
      : null,
  }
}

const payloadSchema = z.record(z.string(), z.unknown())

export function findRow(db: ReadableDb, actor: Actor, id: string): Row {
  const within = scope(actor)
  const row = db.sqlGet<Row>(`${SELECT} WHERE a.id = ? AND ${within.sql}`, [id, ...within.params])
  if (!row) throw notFound('approval')
  return row
}

/** An approval whoever asks: for other features' own work, never for a caller's answer. */
export function findApproval(db: ReadableDb, id: string): ApprovalsTable | undefined {
  return db.sqlGet<ApprovalsTable>('SELECT * FROM approvals WHERE id = ?', [id])
}

/** Users who may take this decision while it is open. */
export function decidersOf(db: ReadableDb, id: string): string[] {
  const approval = findApproval(db, id)
  if (!approval) return []
  return usersWith(db, 'approvals:decide').filter((userId) => {
    const actor = actorOfUser(db, userId)
    return actor !== undefined && mayDecide(actor, approval)
  })
}

/** How many open approvals wait for this actor. */
export function countWaiting(ctx: EngineContext, actor: Actor): number {
  const within = scope(actor)
  return ctx.db
    .sqlAll<Pick<ApprovalsTable, 'kind' | 'requestedBy' | 'status'>>(
      `SELECT a.kind, a.requestedBy, a.status FROM approvals a WHERE a.status = 'pending' AND ${within.sql}`,
      within.params,
    )
    .filter((approval) => mayDecide(actor, approval)).length
}

/** The open approval about a thing, if there is one. */
export function openApproval(
  db: ReadableDb,
  kind: ApprovalKindName,
  subjectType: string,
  subjectId: string,
): ApprovalsTable | undefined {
  return db.sqlGet<ApprovalsTable>(
    `SELECT * FROM approvals WHERE kind = ? AND subjectType = ? AND subjectId = ? AND status = 'pending'`,
    [kind, subjectType, subjectId],
  )
}

export function toApproval(row: Listed, actor: Actor): Approval {
  return {
    id: row.id,
    kind: row.kind,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    clientId: row.clientId,
    title: row.title,
    summary: row.summary,
    status: row.status,
    contentHash: row.contentHash,
    requestedBy: row.requestedBy,
    requestedByName: row.requestedByName,
    requestedAt: row.createdAt,
    expiresAt: row.expiresAt,
    decidedBy: row.decidedBy,
    decidedByName: row.decidedByName,
    decidedAt: row.decidedAt,
    reason: row.reason,
    mayDecide: mayDecide(actor, row),
  }
}

import type { Approval } from '../../../shared/contract/approvals.ts'
import { isProblem, problem } from '../../../shared/contract/errors.ts'
import { approvalKinds, type ApprovalKindName } from '../../../shared/domain/approval-kinds.ts'
import { type Actor, systemActor } from '../core/actor.ts'
import { canonical, sha256 } from '../core/audit/audit.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { findRow, mayDecide, openApproval, toApproval } from './queries.ts'
import type { ApprovalsTable } from './tables.ts'

const HOUR = 3_600_000

export interface ApprovalRequest {
  kind: ApprovalKindName
  subjectType: string
  subjectId: string
  clientId: string | null
  title: string
  /** One sentence: what happens when it is approved. */
  summary: string
  /** The exact content, shown before deciding; the decision is bound to its hash. */
  payload: Record<string, unknown>
  requestedBy: Actor
}

export type Decision =
  | { decision: 'approve'; reason?: string | undefined }
  | { decision: 'reject'; reason: string }

/**
 * Asks for a decision, in the transaction of whoever asks. Asking again for the same content
 * returns the open request; other content voids it first, because the decision would be about
 * something else. The asker's feature acts on the event `approval.decided`.
 */
export function requestApproval(tx: WritableDb, ctx: EngineContext, request: ApprovalRequest): string {
  const payload = canonical(request.payload)
  const contentHash = sha256(payload)
  const open = openApproval(tx, request.kind, request.subjectType, request.subjectId)
  if (open?.contentHash === contentHash) return open.id
  if (open) settle(tx, ctx, open, { status: 'voided', by: request.requestedBy, reason: null })
  const kind = approvalKinds[request.kind]
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  tx.run((q) =>
    q.insertInto('approvals').values({
      id,
      kind: request.kind,
      subjectType: request.subjectType,
      subjectId: request.subjectId,
      clientId: request.clientId,
      title: request.title,
      summary: request.summary,
      payload,
      contentHash,
      status: 'pending',
      requestedBy: request.requestedBy.userId,
      createdAt: now,
      expiresAt: now + kind.expiresAfterHours * HOUR,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    }),
  )
  for (const hours of kind.remindAfterHours) {
    ctx.queue.add(tx, { type: 'approval.remind', payload: { id }, runAt: now + hours * HOUR })
  }
  ctx.queue.add(tx, { type: 'approval.expire', payload: { id }, runAt: now + kind.expiresAfterHours * HOUR })
  ctx.events.emit(tx, {
    type: 'approval.requested',
    subjectType: 'approval',
    subjectId: id,
    clientId: request.clientId,
    actor: request.requestedBy,
    payload: { kind: request.kind, title: request.title, requestedBy: request.requestedBy.userId },
  })
  ctx.audit.record(tx, {
    actor: request.requestedBy,
    action: 'approval.request',
    subjectType: 'approval',
    subjectId: id,
    details: { kind: request.kind, contentHash },
  })
  ctx.live.touch(tx, 'approvals', id)
  return id
}

/**
 * Approves or rejects what the caller was shown, in one conditional UPDATE on status and content
 * hash. Throws FORBIDDEN, or CONFLICT naming who decided before or that the content has changed.
 */
export function decide(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; contentHash: string } & Decision,
): Approval {
  return ctx.db.write((tx) => {
    const row = findRow(tx, actor, input.id)
    if (row.status !== 'pending') {
      throw problem('CONFLICT', 'approval_already_decided', {
        name: row.decidedByName ?? 'Despacho',
        status: row.status,
      })
    }
    if (!mayDecide(actor, row)) throw problem('FORBIDDEN', 'approval_not_yours_to_decide')
    if (row.contentHash !== input.contentHash) throw problem('CONFLICT', 'approval_content_changed')
    const status = input.decision === 'approve' ? 'approved' : 'rejected'
    const settled = settle(tx, ctx, row, { status, by: actor, reason: input.reason ?? null })
    if (!settled) throw problem('CONFLICT', 'approval_content_changed')
    return toApproval(findRow(tx, actor, input.id), actor)
  })
}

/** Decides each by itself; what could not be decided is named with its reason. */
export function decideMany(
  ctx: EngineContext,
  actor: Actor,
  input: { items: { id: string; contentHash: string }[] } & Decision,
): { decided: number; refused: { id: string; reason: string }[] } {
  const refused: { id: string; reason: string }[] = []
  for (const item of input.items) {
    try {
      decide(ctx, actor, { ...input, ...item })
    } catch (error) {
      if (!isProblem(error)) throw error
      refused.push({ id: item.id, reason: error.data.reason })
    }
  }
  return { decided: input.items.length - refused.length, refused }
}

/** Takes back one's own open request. Throws CONFLICT when it was decided meanwhile. */
export function withdraw(ctx: EngineContext, actor: Actor, id: string): Approval {
  return ctx.db.write((tx) => {
    const row = findRow(tx, actor, id)
    if (row.requestedBy !== actor.userId) throw problem('FORBIDDEN', 'approval_not_yours_to_withdraw')
    if (!settle(tx, ctx, row, { status: 'voided', by: actor, reason: null })) {
      throw problem('CONFLICT', 'approval_already_decided', {
        name: row.decidedByName ?? 'Despacho',
        status: row.status,
      })
    }
    return toApproval(findRow(tx, actor, id), actor)
  })
}

/** The thing was changed or is gone: its open approval is void, and has to be asked for again. */
export function voidApproval(
  tx: WritableDb,
  ctx: EngineContext,
  subject: { kind: ApprovalKindName; subjectType: string; subjectId: string; by: Actor },
): boolean {
  const open = openApproval(tx, subject.kind, subject.subjectType, subject.subjectId)
  return open ? settle(tx, ctx, open, { status: 'voided', by: subject.by, reason: null }) : false
}

/** Nobody decided in time: rejected, and everybody concerned is told. For the queue. */
export function expireApproval(tx: WritableDb, ctx: EngineContext, id: string): void {
  const row = tx.sqlGet<ApprovalsTable>('SELECT * FROM approvals WHERE id = ?', [id])
  if (row?.status === 'pending') settle(tx, ctx, row, { status: 'expired', by: systemActor, reason: null })
}

/** Reminds whoever may decide, while the approval is open. For the queue. */
export function remindOfApproval(tx: WritableDb, ctx: EngineContext, id: string): void {
  const row = tx.sqlGet<ApprovalsTable>('SELECT * FROM approvals WHERE id = ?', [id])
  if (row?.status !== 'pending') return
  ctx.events.emit(tx, {
    type: 'approval.reminder_due',
    subjectType: 'approval',
    subjectId: id,
    clientId: row.clientId,
    actor: systemActor,
    payload: {
      kind: row.kind,
      title: row.title,
      hoursLeft: Math.round((row.expiresAt - ctx.clock.now()) / HOUR),
    },
  })
}

interface Settlement {
  status: 'approved' | 'rejected' | 'expired' | 'voided'
  by: Actor
  reason: string | null
}

/** The one place where an approval ends. False when it had ended already or is about other content. */
function settle(
  tx: WritableDb,
  ctx: EngineContext,
  row: ApprovalsTable,
  { status, by, reason }: Settlement,
): boolean {
  const { changes } = tx.sqlRun(
    `UPDATE approvals SET status = ?, decidedBy = ?, decidedAt = ?, reason = ?
     WHERE id = ? AND status = 'pending' AND contentHash = ?`,
    [status, by.userId, ctx.clock.now(), reason, row.id, row.contentHash],
  )
  if (changes !== 1) return false
  const about = { subjectType: 'approval', subjectId: row.id, clientId: row.clientId, actor: by }
  const payload = { kind: row.kind, title: row.title, requestedBy: row.requestedBy }
  if (status === 'approved' || status === 'rejected') {
    ctx.events.emit(tx, { ...about, type: 'approval.decided', payload: { ...payload, status } })
  } else if (status === 'expired') ctx.events.emit(tx, { ...about, type: 'approval.timed_out', payload })
  else ctx.events.emit(tx, { ...about, type: 'approval.voided', payload })
  ctx.audit.record(tx, {
    actor: by,
    action: `approval.${status}`,
    subjectType: 'approval',
    subjectId: row.id,
    details: { kind: row.kind, contentHash: row.contentHash },
  })
  ctx.live.touch(tx, 'approvals', row.id)
  return true
}

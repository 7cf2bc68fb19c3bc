import { problem } from '../../../../shared/contract/errors.ts'
import { dateOfDay, localDayAt } from '../../../../shared/domain/zoned-time.ts'
import { intersectHours, nextSendingDay, weeklyHours } from '../../../../shared/domain/windows.ts'
import { allowedHours } from '../../../../shared/domain/contact-rules/evaluate.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import { findCampaign, recipientScope } from '../scope.ts'
import { inForce } from '../sending/in-force.ts'
import { log } from '../sending/ledger.ts'
import { dayOf, today } from '../sending/quota.ts'
import type { CampaignsTable, DailyLimitsTable, DeliveriesTable } from '../tables.ts'
import { notNow } from './control.ts'
import { closeBatches } from './finish.ts'
import { planLater, planNow } from './plan-jobs.ts'

const SLICE = 1_000
type Row = Pick<DeliveriesTable, 'id' | 'stage' | 'reason' | 'batchId'>

/**
 * Plans failed recipients again and only those, with fresh attempts. All of them when none are named.
 * Returns how many. Throws CONFLICT for a campaign that was never launched or was cancelled.
 */
export async function retryFailed(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; recipientIds?: readonly string[] | undefined },
): Promise<number> {
  return repair(ctx, actor, input, 'retry_failed', (tx, campaign, rows, tally) => {
    requeue(tx, ctx, actor, rows)
    for (const row of rows) {
      tally.move(
        { campaignId: campaign.id, stage: row.stage },
        { state: 'failed', reason: row.reason },
        { state: 'planned', reason: '' },
      )
      if (row.batchId !== null) {
        tally.batch(row.batchId, 'failed', -1)
        tally.batch(row.batchId, 'moved', 1)
      }
    }
  })
}

/**
 * Settles messages of which nobody knows whether they arrived, by a person's word: `treat_as_sent` closes them,
 * `send_again` plans them anew, which may send a second copy. Returns how many.
 */
export async function resolveAmbiguous(
  ctx: EngineContext,
  actor: Actor,
  input: {
    id: string
    recipientIds?: readonly string[] | undefined
    decision: 'treat_as_sent' | 'send_again'
  },
): Promise<number> {
  const again = input.decision === 'send_again'
  return repair(ctx, actor, input, 'resolve_ambiguous', (tx, campaign, rows, tally) => {
    if (again) requeue(tx, ctx, actor, rows)
    else {
      tx.sqlRun(
        `UPDATE deliveries SET state = 'accepted', reason = '' WHERE id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(rows.map((row) => row.id))],
      )
    }
    for (const row of rows) {
      log(tx, row.id, ctx.clock.now(), { what: 'resolved', reason: input.decision, userId: actor.userId })
      const to = again
        ? ({ state: 'planned', reason: '' } as const)
        : ({ state: 'accepted', reason: '' } as const)
      const at = { campaignId: campaign.id, stage: row.stage, batchId: again ? null : row.batchId }
      tally.move(at, { state: 'ambiguous', reason: row.reason }, to)
      if (again && row.batchId !== null) {
        tally.batch(row.batchId, 'ambiguous', -1)
        tally.batch(row.batchId, 'moved', 1)
      }
    }
  })
}

type Change = (tx: WritableDb, campaign: CampaignsTable, rows: readonly Row[], tally: Tally) => void

async function repair(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; recipientIds?: readonly string[] | undefined },
  action: 'retry_failed' | 'resolve_ambiguous',
  change: Change,
): Promise<number> {
  const before = findCampaign(ctx.db, actor, input.id)
  if (before.launchedAt === null || (before.status === 'cancelled' && action === 'retry_failed'))
    throw notNow(before, action)
  const state = action === 'retry_failed' ? 'failed' : 'ambiguous'
  // Only what is in this state now: a row that fails again meanwhile is not caught twice.
  const last = ctx.db.sqlGet<{ id: number | null }>('SELECT max(id) AS id FROM deliveries')?.id ?? 0
  let changed = 0
  for (;;) {
    const rows = ctx.db.write((tx) => {
      const found = rowsIn(tx, actor, input, state, last)
      if (found.length === 0) return found
      const tally = new Tally()
      change(tx, before, found, tally)
      tally.write(tx)
      closeBatches(tx, ctx, tally)
      return found
    })
    changed += rows.length
    if (rows.length < SLICE) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (changed > 0) goOn(ctx, actor, input.id, action, changed)
  return changed
}

function rowsIn(
  db: ReadableDb,
  actor: Actor,
  input: { id: string; recipientIds?: readonly string[] | undefined },
  state: 'failed' | 'ambiguous',
  last: number,
): Row[] {
  const scope = recipientScope(actor)
  const chosen = input.recipientIds ? 'AND d.recipientId IN (SELECT value FROM json_each(?))' : ''
  return db.sqlAll<Row>(
    `SELECT d.id, d.stage, d.reason, d.batchId FROM deliveries d JOIN campaign_recipients r ON r.id = d.recipientId
     WHERE d.campaignId = ? AND d.state = ? AND d.id <= ? AND ${scope.sql} ${chosen} LIMIT ?`,
    [
      input.id,
      state,
      last,
      ...scope.params,
      ...(input.recipientIds ? [JSON.stringify(input.recipientIds.map(Number))] : []),
      SLICE,
    ],
  )
}

function requeue(tx: WritableDb, ctx: EngineContext, actor: Actor, rows: readonly Row[]): void {
  tx.sqlRun(
    `UPDATE deliveries SET state = 'planned', reason = '', batchId = NULL, notBefore = 0, attempts = 0, quotaOn = NULL,
       settledAt = NULL, replyCode = NULL WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map((row) => row.id))],
  )
  for (const row of rows) {
    log(tx, row.id, ctx.clock.now(), { what: 'requeued', reason: row.reason, userId: actor.userId })
  }
}

/** A finished campaign runs again when it has something to send. */
function goOn(ctx: EngineContext, actor: Actor, id: string, action: string, count: number): void {
  ctx.db.write((tx) => {
    const open = tx.sqlGet(
      `SELECT 1 FROM deliveries WHERE campaignId = ? AND state = 'planned' AND batchId IS NULL LIMIT 1`,
      [id],
    )
    const row = tx.sqlGet<CampaignsTable>(
      `UPDATE campaigns SET status = CASE WHEN ? AND status = 'finished' THEN 'running' ELSE status END,
         finishedAt = CASE WHEN ? THEN NULL ELSE finishedAt END, updatedAt = ?, updatedBy = ?, version = version + 1
       WHERE id = ? RETURNING *`,
      [open ? 1 : 0, open ? 1 : 0, ctx.clock.now(), actor.userId, id],
    )
    if (row?.status === 'running' && open) planNow(tx, ctx, row)
    ctx.audit.record(tx, {
      actor,
      action: `campaign.${action}`,
      subjectType: 'campaign',
      subjectId: id,
      details: { count },
    })
    ctx.live.touch(tx, 'campaigns', id)
  })
}

/**
 * Moves what the rest of today's quota does not cover to the next sending day, last batch first. Returns how
 * many and to which local date.
 */
export function rescheduleOverflow(
  ctx: EngineContext,
  actor: Actor,
  id: string,
): { moved: number; to: string | null } {
  return ctx.db.write((tx) => {
    const campaign = findCampaign(tx, actor, id)
    if (campaign.status !== 'running') throw notNow(campaign, 'reschedule_overflow')
    if (campaign.sendingDomain === null) throw problem('CONFLICT', 'campaign_cannot_reschedule_overflow')
    const date = today(ctx)
    const day = dayOf(tx, ctx, campaign.sendingDomain, date)
    const rows = tx.sqlAll<Row>(
      `SELECT d.id, d.stage, d.reason, d.batchId FROM batches b JOIN deliveries d ON d.batchId = b.id AND d.state = 'planned'
       WHERE b.campaignId = ? AND b.plannedOn = ? AND b.status IN ('planned', 'sending') ORDER BY b.number, d.id`,
      [id, date],
    )
    const beyond = rows.slice(Math.max(0, day ? day.allowed - day.reserved : 0))
    const tally = new Tally()
    tx.sqlRun(
      `UPDATE deliveries SET batchId = NULL, reason = 'quota' WHERE id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(beyond.map((row) => row.id))],
    )
    for (const row of beyond) {
      tally.move(
        { campaignId: id, stage: row.stage },
        { state: 'planned', reason: row.reason },
        { state: 'planned', reason: 'quota' },
      )
      if (row.batchId === null) continue
      tally.batch(row.batchId, 'waiting', -1)
      tally.batch(row.batchId, 'moved', 1)
    }
    tally.write(tx)
    closeBatches(tx, ctx, tally)
    planLater(tx, ctx, campaign)
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.reschedule_overflow',
      subjectType: 'campaign',
      subjectId: id,
      details: { moved: beyond.length },
    })
    ctx.live.touch(tx, 'campaigns', id)
    return { moved: beyond.length, to: dayAfter(ctx, tx, campaign, day) }
  })
}

function dayAfter(
  ctx: EngineContext,
  tx: WritableDb,
  campaign: CampaignsTable,
  day: DailyLimitsTable | null,
): string | null {
  const force = inForce(ctx, tx, campaign)
  const hours = intersectHours(weeklyHours(force.settings.window), allowedHours(force.pack, 'email'))
  const from = day?.date ?? dateOfDay(localDayAt(ctx.workspace().zone, ctx.clock.now()))
  return nextSendingDay(hours, force.isHoliday, from) ?? null
}

import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import type {
  batchSchema,
  CampaignEvent,
  CampaignProgress,
} from '../../../shared/contract/campaigns/progress.ts'
import { WAIT_REASONS } from '../../../shared/domain/campaigns.ts'
import { MINUTE } from '../../../shared/domain/zoned-time.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { EventsTable } from '../core/events/tables.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import { countRows, countsOf } from './counts.ts'
import { findCampaign } from './scope.ts'
import { today } from './sending/quota.ts'
import type { BatchesTable, CampaignsTable, DailyLimitsTable } from './tables.ts'

/** The span over which the pace is measured. */
const SPAN = 3 * MINUTE

/** Where a campaign stands, from the figures that are kept: its cost does not grow with its size. */
export function campaignProgress(ctx: EngineContext, actor: Actor, id: string): CampaignProgress {
  const campaign = findCampaign(ctx.db, actor, id)
  const rows = countRows(ctx.db, id)
  const counts = countsOf(rows)
  const open = counts.waiting + counts.planned + counts.sending
  const batches = ctx.db.sqlGet<{ next: number | null; last: number | null }>(
    `SELECT min(dueAt) AS next, max(dueAt) AS last FROM batches WHERE campaignId = ? AND status IN ('planned', 'sending')`,
    [id],
  )
  const running = campaign.status === 'running'
  return {
    campaignId: id,
    status: campaign.status,
    counts,
    done: counts.recipients - open,
    total: counts.recipients,
    perMinute: running ? paceOf(ctx, id) : null,
    today: todayOf(ctx, campaign),
    nextBatchAt: running ? (batches?.next ?? null) : null,
    // Only when everybody has a day: the rest depends on gates.
    finishesAt: running && counts.waiting === 0 ? (batches?.last ?? null) : null,
    lanes: lanesOf(ctx, campaign),
    waits: WAIT_REASONS.flatMap((reason) => {
      const count = rows
        .filter((row) => row.state === 'planned' && row.reason === reason)
        .reduce((sum, row) => sum + row.count, 0)
      return count === 0 ? [] : [{ reason, count, until: soonest(ctx, id, reason) }]
    }),
  }
}

function paceOf(ctx: EngineContext, id: string): number | null {
  const since = ctx.clock.now() - SPAN
  const sent = ctx.db.sqlGet<{ count: number; first: number | null }>(
    `SELECT count(*) AS count, min(settledAt) AS first FROM (SELECT settledAt FROM deliveries
       WHERE campaignId = ? AND state = 'accepted' AND reason = '' ORDER BY id DESC LIMIT 500) WHERE settledAt >= ?`,
    [id, since],
  )
  if (!sent?.count || sent.first === null) return null
  const minutes = Math.max(1_000, ctx.clock.now() - sent.first) / MINUTE
  return Math.round((sent.count / minutes) * 10) / 10
}

function todayOf(ctx: EngineContext, campaign: CampaignsTable): CampaignProgress['today'] {
  if (campaign.sendingDomain === null) return null
  const date = today(ctx)
  const day = ctx.db.sqlGet<DailyLimitsTable>(
    'SELECT * FROM daily_sending_limits WHERE domain = ? AND date = ?',
    [campaign.sendingDomain, date],
  )
  const used = day?.reserved ?? 0
  const limit = day?.allowed ?? null
  return { date, limit, used, remaining: limit === null ? null : Math.max(0, limit - used) }
}

function lanesOf(ctx: EngineContext, campaign: CampaignsTable): CampaignProgress['lanes'] {
  const sender = campaign.accountId === null ? undefined : ctx.services.delivery.sender(campaign.accountId)
  if (!sender) return []
  const now = ctx.clock.now()
  return [...sender.paces.values()]
    .filter((pace) => pace.busy > 0 || pace.width < pace.most || pace.restsUntil > now)
    .map((pace) => ({
      lane: pace.lane,
      connections: pace.busy,
      perMinute: null,
      slowedUntil: pace.restsUntil > now ? pace.restsUntil : null,
    }))
}

function soonest(ctx: EngineContext, id: string, reason: string): number | null {
  return (
    ctx.db.sqlGet<{ at: number | null }>(
      `SELECT min(notBefore) AS at FROM (SELECT notBefore FROM deliveries
         WHERE campaignId = ? AND state = 'planned' AND reason = ? ORDER BY id LIMIT 200) WHERE notBefore > ?`,
      [id, reason, ctx.clock.now()],
    )?.at ?? null
  )
}

/** Batches of a campaign in their order. */
export function listBatches(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; limit: number; cursor?: string | undefined; on?: string | undefined },
): Page<z.infer<typeof batchSchema>> {
  findCampaign(ctx.db, actor, input.id)
  const after = Number(decodeCursor(input.cursor)?.[1] ?? 0)
  const rows = ctx.db.sqlAll<BatchesTable>(
    `SELECT * FROM batches WHERE campaignId = ? AND number > ? ${input.on === undefined ? '' : 'AND plannedOn = ?'} ORDER BY number LIMIT ?`,
    [input.id, after, ...(input.on === undefined ? [] : [input.on]), input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.number],
    ({ campaignId: _campaign, fallbackAt: _fallback, plannedOn, id, ...row }) => ({
      ...row,
      id: String(id),
      on: plannedOn,
    }),
  )
}

/** What was done with a campaign and what it did, newest first. */
export function campaignHistory(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; limit: number; cursor?: string | undefined },
): Page<CampaignEvent> {
  findCampaign(ctx.db, actor, input.id)
  const before = Number(decodeCursor(input.cursor)?.[1] ?? Number.MAX_SAFE_INTEGER)
  const rows = ctx.db.sqlAll<EventsTable & { actorName: string | null }>(
    `SELECT events.*, users.name AS actorName FROM events LEFT JOIN users ON users.id = events.actorId
     WHERE events.subjectType = 'campaign' AND events.subjectId = ? AND events.seq < ? ORDER BY events.seq DESC LIMIT ?`,
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
      payload: z.record(z.string(), z.unknown()).parse(JSON.parse(row.payload)),
    }),
  )
}

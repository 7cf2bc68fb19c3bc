import type { z } from 'zod'
import type { homeSummarySchema } from '../../../shared/contract/home.ts'
import { localDayAt, localDayBounds } from '../../../shared/domain/zoned-time.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { countRows, countsOf } from './counts.ts'
import { listDomains } from './delivery/domains.ts'
import { campaignScope } from './scope.ts'
import { today } from './sending/quota.ts'

type Home = z.infer<typeof homeSummarySchema>

/** Batches shown one by one; the rest is in the total. */
const SHOWN = 8

/** What goes out today: the quota of each domain, and the batches the actor may see. */
export function sendingToday(ctx: EngineContext, actor: Actor): Home['today'] {
  const scope = campaignScope(actor, 'c')
  const { zone } = ctx.workspace()
  const end = localDayBounds(zone, localDayAt(zone, ctx.clock.now())).to
  const due = `FROM campaigns c JOIN batches b ON b.campaignId = c.id
    WHERE c.status = 'running' AND c.deletedAt IS NULL AND ${scope.sql}
      AND b.status IN ('planned', 'sending') AND b.dueAt < ?`
  const total = ctx.db.sqlGet<{ batches: number; waiting: number | null }>(
    `SELECT count(*) AS batches, sum(b.waiting) AS waiting ${due}`,
    [...scope.params, end],
  )
  const batches = ctx.db.sqlAll<Home['today']['batches'][number]>(
    `SELECT c.id AS campaignId, c.name AS campaignName, b.number, b.status, b.dueAt, b.size, b.waiting,
       c.sendingDomain AS domain ${due} ORDER BY b.dueAt, b.id LIMIT ${SHOWN}`,
    [...scope.params, end],
  )
  const starting = ctx.db
    .sqlAll<{ id: string; name: string; startAt: number }>(
      `SELECT c.id, c.name, c.startAt FROM campaigns c
       WHERE c.status = 'scheduled' AND c.deletedAt IS NULL AND ${scope.sql} AND c.startAt < ?
       ORDER BY c.startAt LIMIT ${SHOWN}`,
      [...scope.params, end],
    )
    .map((row) => Object.assign(row, { recipients: countsOf(countRows(ctx.db, row.id)).recipients }))
  return {
    date: today(ctx),
    domains: listDomains(ctx, actor).filter(({ limit, used }) => limit !== null || used > 0),
    batches,
    total: { batches: total?.batches ?? 0, waiting: total?.waiting ?? 0 },
    starting,
  }
}

/** Campaigns that do not go on until somebody looks at them. */
export function pausedCampaigns(ctx: EngineContext, actor: Actor): Home['needs']['campaigns'] {
  const scope = campaignScope(actor)
  return ctx.db.sqlAll(
    `SELECT id, name, pausedReason AS reason, pausedDetail AS detail, pausedAt AS at FROM campaigns
     WHERE status = 'paused' AND deletedAt IS NULL AND pausedReason IS NOT NULL AND ${scope.sql}
     ORDER BY pausedAt DESC LIMIT 10`,
    scope.params,
  )
}

/** Messages of campaigns that were accepted or failed, by hour from `since` (ms) on. */
export function campaignOutcomes(
  ctx: EngineContext,
  actor: Actor,
  since: number,
): { hour: number; sent: number; failed: number }[] {
  const scope = campaignScope(actor, 'c')
  return ctx.db.sqlAll(
    `SELECT h.hour, sum(h.accepted) AS sent, sum(h.failed) AS failed
     FROM hourly_outcomes h JOIN campaigns c ON c.id = h.campaignId
     WHERE h.hour >= ? AND ${scope.sql} GROUP BY h.hour`,
    [since, ...scope.params],
  )
}

/** Whether a campaign the actor may see was ever launched. */
export function everLaunched(ctx: EngineContext, actor: Actor): boolean {
  const scope = campaignScope(actor)
  const found = ctx.db.sqlGet(
    `SELECT 1 FROM campaigns WHERE launchedAt IS NOT NULL AND ${scope.sql} LIMIT 1`,
    scope.params,
  )
  return found !== undefined
}

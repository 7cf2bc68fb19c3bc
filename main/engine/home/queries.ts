import { statfsSync } from 'node:fs'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import { DAY, HOUR } from '../../../shared/domain/zoned-time.ts'
import { countWaiting, listApprovals } from '../approvals/queries.ts'
import { newestBackup } from '../backups/backups.ts'
import { campaignOutcomes, everLaunched, pausedCampaigns, sendingToday } from '../campaigns/queries.ts'
import { listClients } from '../clients/queries.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { emailOutcomes } from '../emails/queries.ts'
import { errorGroups, queueFigures } from '../jobs/queries.ts'
import { listAccounts } from '../mail/queries.ts'
import { recentEvents } from './events.ts'

/** The daily backup runs once a day; half a day more is a sign that it does not. */
const BACKUP_OVERDUE = 1.5 * DAY

/** The first page in one answer. Every figure is read from what is kept, nothing is counted row by row. */
export function homeSummary(ctx: EngineContext, actor: Actor): HomeSummary {
  const now = ctx.clock.now()
  const launched = everLaunched(ctx, actor)
  return {
    now,
    needs: needsOf(ctx, actor),
    today: may(actor, 'campaigns:read') ? sendingToday(ctx, actor) : nothingToday(ctx, actor),
    lastDay: lastDay(ctx, actor, now),
    engine: may(actor, 'jobs:read') ? engineState(ctx, actor) : null,
    firstSteps: launched ? null : firstSteps(ctx, actor),
  }
}

function nothingToday(ctx: EngineContext, actor: Actor): HomeSummary['today'] {
  const { date } = sendingToday(ctx, actor)
  return { date, domains: [], batches: [], total: { batches: 0, waiting: 0 }, starting: [] }
}

function needsOf(ctx: EngineContext, actor: Actor): HomeSummary['needs'] {
  const mine = may(actor, 'approvals:read')
    ? listApprovals(ctx, actor, { limit: 50, status: ['pending'] }).items.filter(({ mayDecide }) => mayDecide)
    : []
  const dead = may(actor, 'jobs:read') ? queueFigures(ctx).dead : null
  return {
    approvals: { count: mine.length < 50 ? mine.length : countWaiting(ctx, actor), items: mine.slice(0, 5) },
    deadJobs: dead === null ? null : { count: dead, errors: dead === 0 ? [] : errorGroups(ctx).slice(0, 3) },
    campaigns: may(actor, 'campaigns:read') ? pausedCampaigns(ctx, actor) : [],
    mailAccounts: may(actor, 'mail:manage')
      ? accounts(ctx, actor).flatMap(({ id, name, state, lastError }) =>
          state === 'failing' && lastError ? [{ id, name, reason: lastError.reason, at: lastError.at }] : [],
        )
      : [],
    backup: may(actor, 'backups:manage') ? backupTrouble(ctx) : null,
  }
}

function accounts(ctx: EngineContext, actor: Actor) {
  return listAccounts(ctx, actor, { limit: 50, enabledOnly: true }).items
}

/** A failed attempt after the last good one, or none for too long. A young workspace has its first night ahead. */
function backupTrouble(ctx: EngineContext): HomeSummary['needs']['backup'] {
  const last = newestBackup(ctx)
  const failed = ctx.db.sqlGet<{ at: number; error: string }>(
    `SELECT at, payload ->> 'error' AS error FROM events
     WHERE type = 'backup.failed' AND at > ? AND seq > (SELECT coalesce(max(seq), 0) - 5000 FROM events)
     ORDER BY seq DESC LIMIT 1`,
    [last?.at ?? 0],
  )
  const since = last?.at ?? openedFirst(ctx)
  const overdue = since !== undefined && ctx.clock.now() - since > BACKUP_OVERDUE
  if (!failed && !overdue) return null
  return { failedAt: failed?.at ?? null, error: failed?.error ?? null, lastAt: last?.at ?? null }
}

/** When the workspace was made; a sample was made with a past that it did not live through. */
function openedFirst(ctx: EngineContext): number | undefined {
  if (ctx.workspace().sample) return undefined
  return ctx.db.sqlGet<{ at: number }>('SELECT min(startedAt) AS at FROM migrations')?.at
}

function lastDay(ctx: EngineContext, actor: Actor, now: number): HomeSummary['lastDay'] {
  const first = Math.floor(now / HOUR) * HOUR - 23 * HOUR
  const hourly = Array.from({ length: 24 }, (_, index) => ({ at: first + index * HOUR, sent: 0, failed: 0 }))
  const sources = [
    may(actor, 'campaigns:read') ? campaignOutcomes(ctx, actor, first) : [],
    may(actor, 'emails:read') ? emailOutcomes(ctx, actor, first) : [],
  ]
  for (const { hour, sent, failed } of sources.flat()) {
    const slot = hourly[(hour - first) / HOUR]
    if (!slot) continue
    slot.sent += sent
    slot.failed += failed
  }
  const sum = (key: 'sent' | 'failed') => hourly.reduce((total, hour) => total + hour[key], 0)
  return { hourly, sent: sum('sent'), failed: sum('failed'), events: recentEvents(ctx, actor, now - DAY) }
}

function engineState(ctx: EngineContext, actor: Actor): NonNullable<HomeSummary['engine']> {
  const last = newestBackup(ctx)
  const enabled = accounts(ctx, actor)
  return {
    queue: queueFigures(ctx),
    diskFree: diskFree(ctx.dirs.workspace),
    lastBackup: last ? { at: last.at, bytes: last.bytes } : null,
    mailAccounts: {
      enabled: enabled.length,
      failing: enabled.filter(({ state }) => state === 'failing').length,
    },
    alerts: ctx.services.monitors
      .list()
      .flatMap(({ id, metric, value, limit, beyondSince }) =>
        beyondSince !== null && value !== null ? [{ id, metric, value, limit }] : [],
      ),
  }
}

function diskFree(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

function firstSteps(ctx: EngineContext, actor: Actor): HomeSummary['firstSteps'] {
  const written = ctx.db.sqlGet(
    'SELECT 1 FROM templates WHERE updatedBy IS NOT NULL AND publishedVersion IS NOT NULL LIMIT 1',
  )
  const begun = ctx.db.sqlGet(`SELECT 1 FROM campaigns WHERE deletedAt IS NULL AND status <> 'draft' LIMIT 1`)
  return {
    mailAccount: accounts(ctx, actor).some(({ kind }) => kind !== 'sandbox'),
    clients: listClients(ctx, actor, { limit: 1, sort: 'name', direction: 'asc' }).items.length > 0,
    template: written !== undefined,
    campaign: begun !== undefined,
  }
}

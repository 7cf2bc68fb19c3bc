import type { z } from 'zod'
import type { sendingDomainSchema } from '../../../../shared/contract/campaigns/delivery.ts'
import { notFound } from '../../../../shared/contract/errors.ts'
import { recommendedStrategy } from '../../../../shared/domain/strategies.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { campaignScope } from '../scope.ts'
import { dailyLimitOf, runningOn, today, warmupDaysBefore } from '../sending/quota.ts'
import type { DailyLimitsTable, SendingDomainsTable } from '../tables.ts'

export type SendingDomain = z.infer<typeof sendingDomainSchema>

/** What decides about the strategy of a domain; a domain nobody has sent from yet is new. */
export function domainProfile(
  _ctx: EngineContext,
  db: ReadableDb,
  domain: string,
): { warmedUp: boolean; hasIssues: boolean } {
  const row = db.sqlGet<SendingDomainsTable>('SELECT * FROM sending_domains WHERE domain = ?', [domain])
  return { warmedUp: row?.warmedUp === 1, hasIssues: row?.hasIssues === 1 }
}

/** Every domain an account sends from, with what is left of its day. */
export function listDomains(ctx: EngineContext, actor: Actor): SendingDomain[] {
  return ctx.db
    .sqlAll<{ domain: string }>(
      `SELECT DISTINCT sendingDomain AS domain FROM mail_accounts WHERE deletedAt IS NULL
       UNION SELECT domain FROM sending_domains ORDER BY domain`,
    )
    .map(({ domain }) => describe(ctx, actor, domain))
}

/** One of them. Throws NOT_FOUND. */
export function getDomain(ctx: EngineContext, actor: Actor, domain: string): SendingDomain {
  const found = listDomains(ctx, actor).find((entry) => entry.domain === domain.toLowerCase())
  if (!found) throw notFound('sending_domain')
  return found
}

function describe(ctx: EngineContext, actor: Actor, domain: string): SendingDomain {
  const { db } = ctx
  const date = today(ctx)
  const day = db.sqlGet<DailyLimitsTable>(
    'SELECT * FROM daily_sending_limits WHERE domain = ? AND date = ?',
    [domain, date],
  )
  const warmupDay = warmupDaysBefore(db, domain, date) + 1
  const running = runningOn(db, domain)
  const limit =
    day?.allowed ??
    (running.length > 0 ? Math.min(...running.map((row) => dailyLimitOf(db, row, warmupDay))) : null)
  const profile = domainProfile(ctx, db, domain)
  const used = day?.reserved ?? 0
  return {
    domain,
    warmupDay,
    ...profile,
    recommended: recommendedStrategy(profile),
    today: date,
    limit,
    used,
    accepted: day?.accepted ?? 0,
    remaining: limit === null ? null : Math.max(0, limit - used),
    campaigns: visibleOf(ctx, actor, domain),
  }
}

/** The limit is shared by all, their names are for those who may see them. */
function visibleOf(ctx: EngineContext, actor: Actor, domain: string) {
  const scope = campaignScope(actor)
  return ctx.db.sqlAll<{ id: string; name: string }>(
    `SELECT id, name FROM campaigns WHERE sendingDomain = ? AND status = 'running' AND ${scope.sql} ORDER BY launchedAt, id`,
    [domain, ...scope.params],
  )
}

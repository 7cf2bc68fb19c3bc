import type { z } from 'zod'
import type { assumptionsSchema, Forecast } from '../../../../shared/contract/campaigns/progress.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import {
  type DeliveryStrategy,
  recommendedStrategy,
  type StrategyKind,
} from '../../../../shared/domain/strategies.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { findAccount, preferredAccount } from '../../mail/mail.ts'
import { domainProfile } from '../delivery/domains.ts'
import { packOf } from '../delivery/rule-packs.ts'
import { strategyInForce } from '../delivery/strategies.ts'
import { settingsInForce } from '../delivery/without-waiting.ts'
import { forecast } from '../forecast.ts'
import { findCampaign } from '../scope.ts'
import { settingsOf } from '../settings.ts'
import { candidatesOf } from './batches.ts'
import { plannerInput } from './plan-day.ts'

/** Recipients the planner looks at; no campaign of this product is meant to be larger. */
const MOST = 200_000
/** Days listed one by one. */
const LISTED_DAYS = 1_000
/** The alternatives are planned as well up to here; beyond, it would be felt. */
const ADVISED = 10_000

/**
 * The rest of a campaign on a virtual clock, by the planner that makes its batches. What a launched campaign has
 * sent or batched already is not part of it. Throws CONFLICT when no mail account could send it.
 */
export function forecastOf(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; assumptions: z.infer<typeof assumptionsSchema>; strategy?: StrategyKind | undefined },
): Forecast {
  const campaign = findCampaign(ctx.db, actor, input.id)
  const chosen = settingsOf(campaign)
  const account = chosen.accountId === null ? preferredAccount(ctx.db) : findAccount(ctx.db, chosen.accountId)
  if (!account) throw problem('CONFLICT', 'campaign_account_missing')
  const settings = settingsInForce(chosen, account)
  const { zone, country } = ctx.workspace()
  const kind =
    input.strategy ??
    campaign.strategy ??
    settings.strategy ??
    recommendedStrategy(domainProfile(ctx, ctx.db, account.sendingDomain))
  const candidates = candidatesOf(ctx.db, campaign.id, MOST)
  const force = {
    campaign,
    settings,
    account,
    pack: packOf(settings.rulePack, campaign.country ?? country),
    zone,
  }
  const strategy = strategyInForce(ctx.db, kind, settings.keepGrowing)
  const planned = forecast(
    // Those who come first in the chosen order are asked for at launch; their number is what counts here.
    plannerInput(ctx, ctx.db, { force, strategy, candidates, startAt: null }),
    // Opens are not tracked yet, so no gate may look at them.
    {
      openRate: null,
      bounceRate: input.assumptions.bounceRate,
      complaintRate: input.assumptions.complaintRate,
    },
    { at: ctx.clock.now(), advice: candidates.length <= ADVISED },
  )
  return shownForecast(planned, kind, strategy, candidates.length)
}

/** The planner's forecast in the words of the contract. */
function shownForecast(
  planned: ReturnType<typeof forecast>,
  kind: StrategyKind,
  strategy: DeliveryStrategy,
  recipients: number,
): Forecast {
  const missing = planned.missingTables.find((table) => table.effect === 'blocks')
  return {
    strategy: kind,
    recipients,
    batches: planned.batches.length,
    sendingDays: planned.sendingDays,
    startsAt: planned.startsAt,
    finishesAt: planned.finishAt,
    days: planned.days.slice(0, LISTED_DAYS).map((day) => ({
      date: day.date,
      warmupDay: day.warmupDay,
      limit: day.limit,
      recipients: day.planned,
      cumulative: day.cumulative,
      batches: day.batches,
      projected: day.projected,
    })),
    notSent: planned.notSent,
    notes: [
      ...(planned.repeatedDays > 0
        ? [{ code: 'days_repeated', params: { count: planned.repeatedDays } }]
        : []),
      ...planned.putOff.map(({ reason, count }) => ({ code: `put_off_${reason}`, params: { count } })),
      ...planned.missingTables
        .filter((table) => table.effect === 'assumed')
        .map(({ country: of, year }) => ({ code: 'holidays_assumed', params: { country: of, year } })),
      ...(strategy.gate?.minOpenRate == null ? [] : [{ code: 'opens_not_tracked', params: {} }]),
      ...planned.advice.map(({ kind: of, sendingDays, finishAt }) => ({
        code: `shorter_${of}`,
        params: { sendingDays, finishAt },
      })),
    ],
    missingHolidays: missing ? { country: missing.country, year: missing.year } : null,
  }
}

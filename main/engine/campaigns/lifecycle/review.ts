import type { Review } from '../../../../shared/contract/campaigns/progress.ts'
import { recommendedStrategy, type StrategyKind } from '../../../../shared/domain/strategies.ts'
import { type Actor, may } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { preferredAccount } from '../../mail/mail.ts'
import { countRows, countsOf } from '../counts.ts'
import { domainProfile } from '../delivery/domains.ts'
import { listRecipients } from '../recipients/list.ts'
import { findCampaign } from '../scope.ts'
import { settingsOf } from '../settings.ts'
import { checksOf } from './checks.ts'
import { forecastOf } from './forecast-of.ts'
import { contentHashOf } from './launch.ts'

/** Who, what, when, how long, and what stops it, in one answer. Throws NOT_FOUND. */
export function reviewCampaign(ctx: EngineContext, actor: Actor, id: string): Review {
  const campaign = findCampaign(ctx.db, actor, id)
  const settings = settingsOf(campaign)
  const rows = countRows(ctx.db, id)
  const counts = countsOf(rows)
  const account = accountOf(ctx, settings.accountId)
  const checks = checksOf(ctx, ctx.db, campaign)
  const recommended = account
    ? recommendedStrategy(domainProfile(ctx, ctx.db, account.sendingDomain))
    : 'ramp_up'
  const chosen = settings.strategy ?? recommended
  return {
    campaignId: id,
    contentHash: contentHashOf(ctx.db, campaign),
    who: {
      recipients: counts.recipients,
      excluded: rows
        .filter(({ state }) => state === 'excluded')
        .map(({ reason, count }) => ({ reason, count })),
      totals: totalsOf(ctx, id),
    },
    what: {
      ...templateOf(ctx, settings.templateId),
      from: account ? `${account.fromName} <${account.fromAddress}>` : null,
      fallbackTemplateName: settings.fallback
        ? templateOf(ctx, settings.fallback.templateId).templateName
        : null,
      sampleRecipientId:
        listRecipients(ctx, actor, { campaignId: id, limit: 1, state: 'waiting' }).items[0]?.id ?? null,
    },
    strategy: { chosen, recommended, consequence: consequenceOf(chosen, recommended) },
    forecast:
      counts.recipients === 0 || !(account ?? preferredAccount(ctx.db))
        ? null
        : forecastOf(ctx, actor, { id, assumptions: { openRate: 0.35, bounceRate: 0.01, complaintRate: 0 } }),
    checks,
    canLaunch: campaign.status === 'draft' && checks.every(({ level }) => level !== 'blocks'),
    needsApproval: !may(actor, 'campaigns:launch'),
  }
}

/** Key `campaigns.consequence.<key>` of what choosing otherwise than recommended means. */
function consequenceOf(chosen: StrategyKind, recommended: StrategyKind): string | null {
  return chosen === recommended ? null : `${chosen}_instead_of_${recommended}`
}

function accountOf(ctx: EngineContext, id: string | null) {
  return id === null
    ? undefined
    : ctx.db.sqlGet<{ sendingDomain: string; fromName: string; fromAddress: string }>(
        'SELECT sendingDomain, fromName, fromAddress FROM mail_accounts WHERE id = ? AND deletedAt IS NULL',
        [id],
      )
}

function templateOf(
  ctx: EngineContext,
  id: string | null,
): { templateName: string | null; subject: string | null } {
  const row =
    id === null
      ? undefined
      : ctx.db.sqlGet<{ name: string; subject: string | null }>(
          `SELECT t.name, v.subject FROM templates t LEFT JOIN template_versions v ON v.templateId = t.id AND v.number = t.publishedVersion
           WHERE t.id = ?`,
          [id],
        )
  return { templateName: row?.name ?? null, subject: row?.subject ?? null }
}

function totalsOf(ctx: EngineContext, id: string) {
  return ctx.db.sqlAll<{ currency: string; minor: number }>(
    `SELECT currency, sum(amountMinor) AS minor FROM campaign_recipients
     WHERE campaignId = ? AND excludedReason IS NULL AND currency IS NOT NULL GROUP BY currency ORDER BY minor DESC LIMIT 10`,
    [id],
  )
}

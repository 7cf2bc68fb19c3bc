import type { z } from 'zod'
import { type CampaignLaunch, type launchMessageSchema } from '../../../../shared/domain/campaign-launch.ts'
import type { StrategyKind } from '../../../../shared/domain/strategies.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { findAccount } from '../../mail/mail.ts'
import { findTemplate } from '../../templates/queries.ts'
import { countRows, countsOf } from '../counts.ts'
import { messageOf } from '../recipients/message-of.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable } from '../tables.ts'

/** A longer message (large inline pictures) is shown as its text: the request is kept for years. */
const LONGEST_HTML = 200_000

/** Everything a person has to weigh before this campaign goes out, messages as the first recipient gets them. */
export function launchContent(
  db: ReadableDb,
  ctx: EngineContext,
  actor: Actor,
  from: { campaign: CampaignsTable; contentHash: string; strategy: StrategyKind },
): CampaignLaunch {
  const { campaign, contentHash, strategy } = from
  const settings = settingsOf(campaign)
  const counts = countsOf(countRows(db, campaign.id))
  const account = findAccount(db, settings.accountId ?? '')
  const template = findTemplate(db, settings.templateId ?? '')
  return {
    name: campaign.name,
    recipients: counts.recipients,
    excluded: counts.excluded,
    totals: totalsOf(db, campaign.id),
    from: `${account.fromName} <${account.fromAddress}>`,
    template: template.name,
    templateVersion: template.publishedVersion,
    strategy,
    rulePack: settings.rulePack,
    startAt: settings.startAt,
    fallbackAfterDays: settings.fallback?.afterDays ?? null,
    messages: messagesOf(db, ctx, actor, campaign, settings.fallback ? [1, 2] : [1]),
    contentHash,
  }
}

function totalsOf(db: ReadableDb, campaignId: string): CampaignLaunch['totals'] {
  return db.sqlAll<CampaignLaunch['totals'][number]>(
    `SELECT currency, sum(amountMinor) AS minor FROM campaign_recipients
     WHERE campaignId = ? AND excludedReason IS NULL AND currency IS NOT NULL
     GROUP BY currency ORDER BY minor DESC LIMIT 10`,
    [campaignId],
  )
}

function messagesOf(
  db: ReadableDb,
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
  stages: readonly number[],
): z.infer<typeof launchMessageSchema>[] {
  const first = db.sqlGet<{ id: number }>(
    'SELECT id FROM campaign_recipients WHERE campaignId = ? AND excludedReason IS NULL ORDER BY position LIMIT 1',
    [campaign.id],
  )
  if (!first) return []
  return stages.flatMap((stage) => {
    const { to, message } = messageOf(ctx, actor, {
      campaignId: campaign.id,
      recipientId: String(first.id),
      stage,
    })
    if (!message) return []
    const html = message.html !== null && message.html.length <= LONGEST_HTML ? message.html : null
    return [{ stage, to, subject: message.subject, text: message.text, html }]
  })
}

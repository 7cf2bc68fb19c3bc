import { invalid, problem } from '../../../../shared/contract/errors.ts'
import { recommendedStrategy } from '../../../../shared/domain/strategies.ts'
import { requestApproval } from '../../approvals/approvals.ts'
import { type Actor, may } from '../../core/actor.ts'
import { canonical, sha256 } from '../../core/audit/audit.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import { findAccount } from '../../mail/mail.ts'
import { findTemplate } from '../../templates/queries.ts'
import { countRows, countsOf } from '../counts.ts'
import { domainProfile } from '../delivery/domains.ts'
import { findCampaign } from '../scope.ts'
import { refreshDay, today } from '../sending/quota.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable } from '../tables.ts'
import { blockersOf } from './checks.ts'
import { launchContent } from './launch-content.ts'
import { planNow } from './plan-jobs.ts'

export interface LaunchResult {
  outcome: 'launched' | 'scheduled' | 'approval_requested'
  approvalId: string | null
}

/** Everything a launch sends, as one hash: an approval or a review is about this and nothing else. */
export function contentHashOf(db: ReadableDb, campaign: CampaignsTable): string {
  const { step: _step, ...settings } = settingsOf(campaign)
  const version = (id: string | null | undefined) =>
    id == null
      ? null
      : (db.sqlGet<{ publishedVersion: number | null }>(
          'SELECT publishedVersion FROM templates WHERE id = ?',
          [id],
        )?.publishedVersion ?? null)
  const sender =
    settings.accountId === null
      ? null
      : (db.sqlGet<{ fromName: string; fromAddress: string }>(
          'SELECT fromName, fromAddress, replyTo FROM mail_accounts WHERE id = ?',
          [settings.accountId],
        ) ?? null)
  return sha256(
    canonical({
      settings,
      sender,
      templateVersion: version(settings.templateId),
      fallbackVersion: version(settings.fallback?.templateId),
      recipients: campaign.recipientsRevision,
      counts: countsOf(countRows(db, campaign.id)).recipients,
    }),
  )
}

/**
 * Launches a draft, now or at `startAt`. Without the permission to launch it asks for an approval of exactly
 * this content. Throws INVALID naming what stands in the way, and CONFLICT when the campaign was launched
 * already or is not what the caller reviewed.
 */
export function launchCampaign(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; contentHash?: string | undefined; startAt?: number | null | undefined },
): LaunchResult {
  return ctx.db.write((tx) => {
    let campaign = findCampaign(tx, actor, input.id)
    if (campaign.status !== 'draft')
      throw problem('CONFLICT', 'campaign_already_launched', { status: campaign.status })
    if (input.startAt !== undefined) campaign = withStart(tx, ctx, actor, campaign, input.startAt)
    const contentHash = contentHashOf(tx, campaign)
    if (input.startAt === undefined && input.contentHash !== undefined && input.contentHash !== contentHash) {
      throw problem('CONFLICT', 'campaign_changed_since_review')
    }
    const blockers = blockersOf(ctx, tx, campaign)
    if (blockers.length > 0) {
      throw invalid(
        blockers.map(({ code, params }) => ({ path: ['launch', code], reason: `campaign_${code}`, params })),
      )
    }
    if (may(actor, 'campaigns:launch'))
      return { outcome: activate(tx, ctx, actor, campaign), approvalId: null }
    return { outcome: 'approval_requested', approvalId: askFirst(tx, ctx, actor, campaign, contentHash) }
  })
}

function withStart(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
  startAt: number | null,
): CampaignsTable {
  const settings = JSON.stringify({ ...settingsOf(campaign), startAt })
  tx.sqlRun(
    'UPDATE campaigns SET settings = ?, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?',
    [settings, ctx.clock.now(), actor.userId, campaign.id],
  )
  return findCampaign(tx, actor, campaign.id)
}

function askFirst(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
  contentHash: string,
): string {
  const settings = settingsOf(campaign)
  const counts = countsOf(countRows(tx, campaign.id))
  const account = findAccount(tx, settings.accountId ?? '')
  const template = findTemplate(tx, settings.templateId ?? '')
  const approvalId = requestApproval(tx, ctx, {
    kind: 'campaign_launch',
    subjectType: 'campaign',
    subjectId: campaign.id,
    clientId: campaign.clientId,
    title: campaign.name,
    summary: `${counts.recipients} · ${account.fromAddress} · ${template.name}`,
    payload: launchContent(tx, ctx, actor, {
      campaign,
      contentHash,
      strategy: strategyOf(ctx, tx, campaign),
    }),
    requestedBy: actor,
  })
  tx.sqlRun(
    `UPDATE campaigns SET status = 'awaiting_approval', approvalId = ?, contentHash = ?, updatedAt = ?, version = version + 1 WHERE id = ?`,
    [approvalId, contentHash, ctx.clock.now(), campaign.id],
  )
  ctx.audit.record(tx, {
    actor,
    action: 'campaign.request_launch',
    subjectType: 'campaign',
    subjectId: campaign.id,
    details: { contentHash },
  })
  ctx.live.touch(tx, 'campaigns', campaign.id)
  return approvalId
}

function strategyOf(ctx: EngineContext, db: ReadableDb, campaign: CampaignsTable) {
  const settings = settingsOf(campaign)
  const account = findAccount(db, settings.accountId ?? '')
  return settings.strategy ?? recommendedStrategy(domainProfile(ctx, db, account.sendingDomain))
}

/** Settles what the campaign is sent by and starts it, or waits for its hour. */
export function activate(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
): 'launched' | 'scheduled' {
  const settings = settingsOf(campaign)
  const now = ctx.clock.now()
  const account = findAccount(tx, settings.accountId ?? '')
  const template = findTemplate(tx, settings.templateId ?? '')
  const fallback = settings.fallback?.templateId ? findTemplate(tx, settings.fallback.templateId) : null
  const { zone, country } = ctx.workspace()
  const later = settings.startAt !== null && settings.startAt > now
  const strategy = strategyOf(ctx, tx, campaign)
  tx.sqlRun(
    `INSERT INTO sending_domains (domain, createdAt, updatedAt) VALUES (?, ?, ?) ON CONFLICT (domain) DO NOTHING`,
    [account.sendingDomain, now, now],
  )
  const row = tx.sqlGet<CampaignsTable>(
    `UPDATE campaigns SET status = ?, accountId = ?, sendingDomain = ?, strategy = ?, zone = ?, country = ?,
       templateVersion = ?, fallbackVersion = ?, contentHash = ?, startAt = ?, launchedAt = ?, approvalId = NULL, updatedAt = ?, updatedBy = ?,
       version = version + 1 WHERE id = ? RETURNING *`,
    [
      later ? 'scheduled' : 'running',
      account.id,
      account.sendingDomain,
      strategy,
      zone,
      country,
      template.publishedVersion,
      fallback?.publishedVersion ?? null,
      contentHashOf(tx, campaign),
      settings.startAt,
      now,
      now,
      actor.userId,
      campaign.id,
    ],
  )
  if (!row) throw new Error('the campaign is gone')
  const recipients = countsOf(countRows(tx, campaign.id)).recipients
  ctx.audit.record(tx, {
    actor,
    action: 'campaign.launch',
    subjectType: 'campaign',
    subjectId: campaign.id,
    details: { recipients, strategy, contentHash: row.contentHash, scheduled: later },
  })
  if (later) {
    ctx.queue.add(tx, {
      type: 'campaign.start',
      payload: { campaignId: row.id },
      runAt: settings.startAt ?? now,
      uniqueKey: row.id,
    })
  } else begin(tx, ctx, actor, row, recipients)
  ctx.live.touch(tx, 'campaigns', campaign.id)
  return later ? 'scheduled' : 'launched'
}

/** The first moment of a running campaign. */
function begin(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
  recipients: number,
): void {
  ctx.events.emit(tx, {
    type: 'campaign.launched',
    subjectType: 'campaign',
    subjectId: campaign.id,
    clientId: campaign.clientId,
    actor,
    payload: { name: campaign.name, recipients, strategy: campaign.strategy ?? '' },
  })
  if (campaign.sendingDomain) refreshDay(tx, ctx, campaign.sendingDomain, today(ctx))
  planNow(tx, ctx, campaign)
}

/** The hour of a scheduled campaign has come. For the queue. */
export function startScheduled(tx: WritableDb, ctx: EngineContext, actor: Actor, campaignId: string): void {
  const row = tx.sqlGet<CampaignsTable>(
    `UPDATE campaigns SET status = 'running', updatedAt = ?, version = version + 1 WHERE id = ? AND status = 'scheduled' RETURNING *`,
    [ctx.clock.now(), campaignId],
  )
  if (!row) return
  begin(tx, ctx, actor, row, countsOf(countRows(tx, campaignId)).recipients)
  ctx.live.touch(tx, 'campaigns', campaignId)
}

import type { RecipientMessage } from '../../../../shared/contract/campaigns/recipients.ts'
import { notFound, problem } from '../../../../shared/contract/errors.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { inertMailHtml } from '../../core/html/mail-html.ts'
import { parseJson } from '../../core/storage/json.ts'
import { findAccount, preferredAccount } from '../../mail/mail.ts'
import { findTemplate } from '../../templates/queries.ts'
import { compiledVersion, renderTemplate, type UsableTemplate } from '../../templates/templates.ts'
import { slugsSchema } from '../sending/in-force.ts'
import { templateDataOf } from '../sending/message.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable, DeliveriesTable } from '../tables.ts'
import { findRecipient } from './detail.ts'

/**
 * The message of one recipient, written from its template again: as of the moment it went out, or as of now.
 * Messages are not stored; a published version and a recipient do not change. Throws NOT_FOUND, or CONFLICT
 * while no message is chosen.
 */
export function messageOf(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; recipientId: string; stage: number },
): RecipientMessage {
  const { campaign, recipient } = findRecipient(ctx, actor, input)
  const settings = settingsOf(campaign)
  const templateId = input.stage === 1 ? settings.templateId : (settings.fallback?.templateId ?? null)
  if (templateId === null) throw problem('CONFLICT', 'campaign_template_missing')
  const template = findTemplate(ctx.db, templateId)
  const version =
    (input.stage === 1 ? campaign.templateVersion : campaign.fallbackVersion) ?? template.publishedVersion
  if (version === null) throw problem('CONFLICT', 'campaign_template_unpublished', { name: template.name })
  const accountId = campaign.accountId ?? settings.accountId
  const account = accountId === null ? preferredAccount(ctx.db) : findAccount(ctx.db, accountId)
  if (!account) throw notFound('mail_account')
  const row = ctx.db.sqlGet<DeliveriesTable>(
    'SELECT * FROM deliveries WHERE recipientId = ? AND stage = ? AND campaignId = ?',
    [recipient.id, input.stage, campaign.id],
  )
  const sentAt = row && row.state !== 'planned' && row.state !== 'claimed' ? row.handedOverAt : null
  const { compilation, inline } = compiledVersion(
    ctx.db,
    templateId,
    version,
    parseJson(slugsSchema, campaign.variables),
  )
  const force = forceOf(ctx, campaign)
  const rendering = compilation.ok
    ? renderTemplate(
        compilation.template,
        templateDataOf(
          { ...recipient, recipientId: recipient.id },
          force,
          sentAt ?? ctx.clock.now(),
          `mailto:${account.replyTo ?? account.fromAddress}`,
        ),
      )
    : null
  const message = rendering?.ok ? rendering.message : null
  return {
    templateId,
    templateName: template.name,
    version,
    from: `${account.fromName} <${account.fromAddress}>`,
    to: recipient.name ? `${recipient.name} <${recipient.email}>` : recipient.email,
    sentAt,
    message: message && shown(message, inline),
    problem: compilation.ok
      ? rendering && !rendering.ok
        ? rendering.problem
        : null
      : (compilation.problems[0] ?? null),
  }
}

/** The message made inert for display, with its own pictures. */
function shown(message: { subject: string; text: string; html: string }, inline: UsableTemplate['inline']) {
  const pictures = new Map(
    inline.map(({ contentId, contentType, content }) => [
      contentId,
      `data:${contentType};base64,${content.toString('base64')}`,
    ]),
  )
  return {
    subject: message.subject,
    text: message.text,
    html: inertMailHtml(message.html, pictures).html,
    bytes: Buffer.byteLength(message.html),
  }
}

/** What a message takes from its campaign, launched or not. */
function forceOf(ctx: EngineContext, campaign: CampaignsTable) {
  const workspace = ctx.workspace()
  return {
    zone: campaign.zone ?? workspace.zone,
    language: workspace.locale,
    firm: workspace.name,
    campaign,
    slugs: parseJson(slugsSchema, campaign.variables),
  }
}

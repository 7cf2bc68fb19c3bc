import type { CampaignSettings } from '../../../shared/contract/campaigns/model.ts'
import { notFound, problem } from '../../../shared/contract/errors.ts'
import { maySeeClient } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { sendingDefaults } from '../settings/queries.ts'
import { countRows, Tally } from './counts.ts'
import { findCampaign } from './scope.ts'
import { newSettings, settingsOf } from './settings.ts'
import type { CampaignsTable } from './tables.ts'

/** Begins a draft. Throws NOT_FOUND for a client the actor may not see. */
export function createCampaign(ctx: EngineContext, actor: Actor, given: Partial<CampaignSettings>): string {
  const begun = newSettings(ctx.workspace(), sendingDefaults(ctx.db), given.name ?? defaultName(ctx))
  const settings = { ...begun, ...given }
  return ctx.db.write((tx) => {
    refuseForeignClient(tx, actor, settings.clientId)
    const id = insertDraft(tx, ctx, actor, settings)
    ctx.events.emit(tx, {
      type: 'campaign.created',
      subjectType: 'campaign',
      subjectId: id,
      clientId: settings.clientId,
      actor,
      payload: { name: settings.name },
    })
    ctx.audit.record(tx, { actor, action: 'campaign.create', subjectType: 'campaign', subjectId: id })
    ctx.live.touch(tx, 'campaigns', id)
    return id
  })
}

function defaultName(ctx: EngineContext): string {
  const { locale, zone } = ctx.workspace()
  const date = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'medium' }).format(
    ctx.clock.now(),
  )
  return locale.startsWith('es') ? `Campaña del ${date}` : `Campaign of ${date}`
}

function insertDraft(tx: WritableDb, ctx: EngineContext, actor: Actor, settings: CampaignSettings): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  tx.sqlRun(
    `INSERT INTO campaigns (id, name, status, clientId, settings, createdBy, createdAt, updatedAt, updatedBy)
     VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?)`,
    [id, settings.name, settings.clientId, JSON.stringify(settings), actor.userId, now, now, actor.userId],
  )
  return id
}

/**
 * Saves any part of a draft, finished or not. Throws CONFLICT when it was launched, or when `version` is given
 * and somebody else saved meanwhile.
 */
export function saveDraft(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; version?: number | undefined; settings: Partial<CampaignSettings> },
): void {
  ctx.db.write((tx) => {
    const before = draftFor(tx, actor, input.id)
    if (input.version !== undefined && before.version !== input.version)
      throw problem('CONFLICT', 'changed_meanwhile')
    const settings = { ...settingsOf(before), ...input.settings }
    if (input.settings.clientId !== undefined) refuseForeignClient(tx, actor, settings.clientId)
    tx.sqlRun(
      `UPDATE campaigns SET name = ?, clientId = ?, settings = ?, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?`,
      [settings.name, settings.clientId, JSON.stringify(settings), ctx.clock.now(), actor.userId, input.id],
    )
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.save_draft',
      subjectType: 'campaign',
      subjectId: input.id,
      before: settingsOf(before),
      after: settings,
      details: { fields: Object.keys(input.settings) },
    })
    ctx.live.touch(tx, 'campaigns', input.id)
  })
}

/** A draft the actor may change. Throws NOT_FOUND, or CONFLICT when it is no draft any more. */
export function draftFor(tx: WritableDb, actor: Actor, id: string): CampaignsTable {
  const campaign = findCampaign(tx, actor, id)
  if (campaign.status !== 'draft') throw problem('CONFLICT', 'campaign_no_draft', { status: campaign.status })
  return campaign
}

/** The recipients of a draft are about to change: a review or an approval of before is about something else. */
export function reviseRecipients(tx: WritableDb, ctx: EngineContext, id: string): void {
  tx.sqlRun(
    'UPDATE campaigns SET recipientsRevision = recipientsRevision + 1, version = version + 1, updatedAt = ? WHERE id = ?',
    [ctx.clock.now(), id],
  )
  ctx.live.touch(tx, 'campaigns', id)
}

function refuseForeignClient(tx: WritableDb, actor: Actor, clientId: string | null): void {
  if (clientId !== null && !maySeeClient(tx, actor, clientId)) throw notFound('client')
}

/** A new draft with the same settings; with the recipients too, as they were taken in, when wanted. */
export function duplicateCampaign(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; name?: string | undefined; recipients: boolean },
): string {
  return ctx.db.write((tx) => {
    const from = findCampaign(tx, actor, input.id)
    const settings = {
      ...settingsOf(from),
      name: input.name ?? copyName(ctx, from.name),
      startAt: null,
      step: 'recipients' as const,
    }
    const id = insertDraft(tx, ctx, actor, settings)
    if (input.recipients) copyRecipients(tx, from, id)
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.duplicate',
      subjectType: 'campaign',
      subjectId: id,
      details: { from: from.id, recipients: input.recipients },
    })
    ctx.live.touch(tx, 'campaigns', id)
    return id
  })
}

function copyName(ctx: EngineContext, name: string): string {
  return `${name} (${ctx.workspace().locale.startsWith('es') ? 'copia' : 'copy'})`.slice(0, 120)
}

function copyRecipients(tx: WritableDb, from: CampaignsTable, to: string): void {
  tx.sqlRun(
    `INSERT INTO campaign_recipients (campaignId, position, rank, email, name, taxId, creditor, clientId, amountMinor, currency,
       issuedOn, dueOn, paymentLink, language, zone, role, flags, invoices, variables, lane, excludedReason)
     SELECT ?, position, position, email, name, taxId, creditor, clientId, amountMinor, currency, issuedOn, dueOn,
       paymentLink, language, zone, role, flags, invoices, variables, lane, excludedReason
     FROM campaign_recipients WHERE campaignId = ? ORDER BY id`,
    [to, from.id],
  )
  tx.sqlRun('UPDATE campaigns SET variables = ?, recipientsFrom = ?, recipientsRevision = 1 WHERE id = ?', [
    from.variables,
    from.recipientsFrom,
    to,
  ])
  recountDraft(tx, to)
}

/** Counts the recipients of a draft anew; for commands that change many at once. */
export function recountDraft(tx: WritableDb, id: string): void {
  const tally = new Tally()
  for (const row of countRows(tx, id)) tally.count(id, row.stage, row, -row.count)
  const rows = tx.sqlAll<{ reason: string | null; count: number }>(
    'SELECT excludedReason AS reason, count(*) AS count FROM campaign_recipients WHERE campaignId = ? GROUP BY excludedReason',
    [id],
  )
  for (const { reason, count } of rows) {
    tally.count(
      id,
      1,
      reason === null ? { state: 'waiting', reason: '' } : { state: 'excluded', reason },
      count,
    )
  }
  tally.write(tx)
}

/** Removes a draft, or hides a campaign that is over. Throws CONFLICT while it is under way. */
export function removeCampaign(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    const campaign = findCampaign(tx, actor, id)
    if (!['draft', 'finished', 'cancelled'].includes(campaign.status)) {
      throw problem('CONFLICT', 'campaign_cannot_remove', { status: campaign.status })
    }
    const now = ctx.clock.now()
    tx.sqlRun(
      'UPDATE campaigns SET deletedAt = ?, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?',
      [now, now, actor.userId, id],
    )
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.remove',
      subjectType: 'campaign',
      subjectId: id,
      details: { status: campaign.status },
    })
    ctx.live.touch(tx, 'campaigns', id)
  })
}

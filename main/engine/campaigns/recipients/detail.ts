import type { z } from 'zod'
import type {
  RecipientDetail,
  recipientLogEntrySchema,
} from '../../../../shared/contract/campaigns/recipients.ts'
import { notFound } from '../../../../shared/contract/errors.ts'
import { RECIPIENT_FLAGS } from '../../../../shared/domain/recipient-import.ts'
import { WAIT_REASONS, type WaitReason } from '../../../../shared/domain/campaigns.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { parseJson } from '../../core/storage/json.ts'
import { messageIdFor } from '../../mail/mail.ts'
import { findCampaign, recipientScope } from '../scope.ts'
import { invoiceListSchema, rowKey, variablesSchema } from '../sending/message.ts'
import type {
  BatchesTable,
  CampaignsTable,
  DeliveriesTable,
  DeliveryLogTable,
  RecipientsTable,
} from '../tables.ts'
import { toRecipient } from './list.ts'

type LogEntry = z.infer<typeof recipientLogEntrySchema>

/** The stored row of a recipient the actor may see. Throws NOT_FOUND. */
export function findRecipient(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; recipientId: string },
): { campaign: CampaignsTable; recipient: RecipientsTable } {
  const campaign = findCampaign(ctx.db, actor, input.campaignId)
  const scope = recipientScope(actor)
  const recipient = ctx.db.sqlGet<RecipientsTable>(
    `SELECT r.* FROM campaign_recipients r WHERE r.id = ? AND r.campaignId = ? AND ${scope.sql}`,
    [Number(input.recipientId), input.campaignId, ...scope.params],
  )
  if (!recipient) throw notFound('recipient')
  return { campaign, recipient }
}

/** One recipient with everything that happened to its messages, oldest first. Throws NOT_FOUND. */
export function getRecipient(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; recipientId: string },
): RecipientDetail {
  const { campaign, recipient } = findRecipient(ctx, actor, input)
  const rows = ctx.db.sqlAll<DeliveriesTable>(
    'SELECT * FROM deliveries WHERE recipientId = ? AND campaignId = ? ORDER BY stage',
    [recipient.id, campaign.id],
  )
  const latest = rows.at(-1)
  const batch =
    latest?.batchId == null
      ? undefined
      : ctx.db.sqlGet<BatchesTable>('SELECT * FROM batches WHERE id = ?', [latest.batchId])
  const invoices = parseJson(invoiceListSchema, recipient.invoices)
  const flags = recipient.flags.split(',')
  return {
    ...toRecipient(
      {
        ...recipient,
        ...latest,
        id: recipient.id,
        deliveryId: latest?.id ?? null,
        rowStage: latest?.stage ?? 1,
        invoiceCount: invoices.length,
        batchDueAt: batch?.dueAt ?? null,
      },
      campaign,
    ),
    invoiceList: invoices,
    variables: parseJson(variablesSchema, recipient.variables),
    language: recipient.language,
    zone: recipient.zone,
    role: recipient.role,
    flags: RECIPIENT_FLAGS.filter((flag) => flags.includes(flag)),
    creditor: recipient.creditor,
    messageId: latest && campaign.sendingDomain ? messageIdFor(rowKey(latest), campaign.sendingDomain) : null,
    log: rows.flatMap((row) => historyOf(ctx, row)),
  }
}

function historyOf(ctx: EngineContext, row: DeliveriesTable): LogEntry[] {
  const entry = (at: number, what: LogEntry['what'], given: Partial<LogEntry> = {}): LogEntry => ({
    at,
    stage: row.stage,
    what,
    reason: null,
    waitReason: null,
    response: null,
    until: null,
    by: null,
    ...given,
  })
  const entries = [entry(row.plannedAt, 'planned')]
  const logged = ctx.db.sqlAll<DeliveryLogTable & { by: string | null }>(
    'SELECT l.*, u.name AS by FROM delivery_log l LEFT JOIN users u ON u.id = l.userId WHERE l.deliveryId = ? ORDER BY l.id',
    [row.id],
  )
  for (const line of logged) {
    const waitReason = WAIT_REASONS.find((reason): reason is WaitReason => reason === line.reason) ?? null
    entries.push(
      entry(line.at, line.what, {
        reason: waitReason === null ? line.reason : null,
        waitReason,
        response: line.response,
        until: line.until,
        by: line.by,
      }),
    )
  }
  if (row.handedOverAt !== null) entries.push(entry(row.handedOverAt, 'handed_over'))
  if (row.settledAt !== null) {
    entries.push(entry(row.settledAt, row.state, { reason: row.reason || null, response: row.response }))
  }
  return entries.sort((a, b) => a.at - b.at)
}

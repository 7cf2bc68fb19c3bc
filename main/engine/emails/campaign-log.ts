import type { Email, EmailRow, EmailStatus } from '../../../shared/contract/emails.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { DeliveryState } from '../../../shared/domain/campaigns.ts'
import { campaignScope, messageOf } from '../campaigns/queries.ts'
import { clientScope } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'

/** What a state of the campaigns' ledger is in the log. Rows that are only planned are no messages yet. */
const statuses: Record<Exclude<DeliveryState, 'planned'>, EmailStatus> = {
  claimed: 'sending',
  handed_over: 'handed_over',
  accepted: 'accepted',
  delivered: 'accepted',
  complained: 'accepted',
  bounced: 'failed',
  failed: 'failed',
  ambiguous: 'ambiguous',
  skipped: 'cancelled',
}

export interface CampaignLogInput {
  limit: number
  /** Ledger rows below this one. */
  before: number | null
  words: readonly string[]
  status?: readonly EmailStatus[]
  /** Only first messages, or only second ones. */
  stage?: 1 | 2
  clientId?: string
}

interface LogRow {
  id: number
  campaignId: string
  recipientId: number
  stage: number
  state: Exclude<DeliveryState, 'planned'>
  reason: string
  attempts: number
  at: number
  engagedAt: number | null
  response: string | null
  email: string
  name: string | null
  campaignName: string
  accountName: string | null
  clientId: string | null
  settledAt: number | null
}

const SELECT = `SELECT d.id, d.campaignId, d.recipientId, d.stage, d.state, d.reason, d.attempts,
    coalesce(d.handedOverAt, d.settledAt, d.claimedAt, d.plannedAt) AS at, d.engagedAt, d.response, d.settledAt,
    r.email, r.name, r.clientId, c.name AS campaignName, a.name AS accountName
  FROM deliveries d
  JOIN campaign_recipients r ON r.id = d.recipientId
  JOIN campaigns c ON c.id = d.campaignId
  LEFT JOIN mail_accounts a ON a.id = d.accountId`

/** WHERE of the ledger rows an actor may see. */
function ledgerScope(actor: Actor): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  const campaigns = campaignScope(actor, 'c')
  const clients = clientScope(actor, 'r.clientId')
  return {
    sql: `${campaigns.sql} AND (r.clientId IS NULL OR ${clients.sql})`,
    params: [...campaigns.params, ...clients.params],
  }
}

/** Messages of campaigns, the latest ledger row first: read from the ledger, which is their only record. */
export function campaignMessages(ctx: EngineContext, actor: Actor, input: CampaignLogInput): LogRow[] {
  const scope = ledgerScope(actor)
  const terms = [`d.state != 'planned'`, 'c.deletedAt IS NULL', scope.sql]
  const params: unknown[] = [...scope.params]
  const term = (sql: string, ...values: unknown[]) => {
    terms.push(sql)
    params.push(...values)
  }
  if (input.before !== null) term('d.id < ?', input.before)
  if (input.stage !== undefined) term('d.stage = ?', input.stage)
  if (input.clientId !== undefined) term('r.clientId = ?', input.clientId)
  if (input.status?.length) {
    const states = Object.entries(statuses).flatMap(([state, status]) =>
      input.status?.includes(status) ? [state] : [],
    )
    term('d.state IN (SELECT value FROM json_each(?))', JSON.stringify(states))
  }
  for (const word of input.words) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    term(
      `(r.email LIKE ? ESCAPE '\\' OR r.name LIKE ? ESCAPE '\\' OR c.name LIKE ? ESCAPE '\\')`,
      pattern,
      pattern,
      pattern,
    )
  }
  return ctx.db.sqlAll<LogRow>(`${SELECT} WHERE ${terms.join(' AND ')} ORDER BY d.id DESC LIMIT ?`, [
    ...params,
    input.limit,
  ])
}

/** A message of a campaign, written again as of the moment it went out. Throws NOT_FOUND. */
export function campaignEmail(ctx: EngineContext, actor: Actor, id: string): Email {
  const deliveryId = Number(id.slice(1))
  const scope = ledgerScope(actor)
  const row = ctx.db.sqlGet<LogRow>(`${SELECT} WHERE d.id = ? AND c.deletedAt IS NULL AND ${scope.sql}`, [
    deliveryId,
    ...scope.params,
  ])
  if (!row) throw notFound('email')
  const written = messageOf(ctx, actor, {
    campaignId: row.campaignId,
    recipientId: String(row.recipientId),
    stage: row.stage,
  })
  const from = /^(.*) <(.*)>$/.exec(written.from)
  return {
    ...asEmailRow(row),
    subject: written.message?.subject ?? '',
    cc: [],
    bcc: [],
    from: { name: from?.[1] ?? '', address: from?.[2] ?? written.from },
    replyTo: null,
    text: written.message?.text ?? '',
    html: written.message?.html ?? null,
    errorText: row.response,
    template: { id: written.templateId, name: written.templateName, version: written.version },
    client: null,
    campaign: { id: row.campaignId, name: row.campaignName },
    messageId: `d.${row.campaignId}-${row.id}`,
    acceptedAt: statuses[row.state] === 'accepted' ? row.settledAt : null,
    createdBy: null,
    resendOf: null,
    resends: [],
    mayResend: false,
  }
}

/** Ids of ledger rows in the log: `c` and the row's number. */
export function isCampaignEmail(id: string): boolean {
  return /^c\d{1,15}$/.test(id)
}

export function asEmailRow(row: LogRow): EmailRow {
  return {
    id: `c${row.id}`,
    kind: row.stage === 1 ? 'campaign' : 'fallback',
    status: statuses[row.state],
    to: [row.name === null ? { address: row.email } : { name: row.name, address: row.email }],
    subject: row.campaignName,
    accountName: row.accountName ?? '',
    attempts: row.attempts,
    nextAttemptAt: null,
    errorReason: row.reason === '' ? null : row.reason,
    openedAt: row.engagedAt,
    createdAt: row.at,
  }
}

import type { Page } from '../../../../shared/contract/base.ts'
import type { Recipient } from '../../../../shared/contract/campaigns/recipients.ts'
import type { RecipientState } from '../../../../shared/domain/campaigns.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { decodeCursor, type Keyset, pageFrom } from '../../core/storage/keyset.ts'
import { countRows } from '../counts.ts'
import { findCampaign, recipientScope } from '../scope.ts'
import type { CampaignsTable, DeliveriesTable, RecipientsTable } from '../tables.ts'

export interface RecipientListInput {
  campaignId: string
  limit: number
  cursor?: string | undefined
  state?: RecipientState | undefined
  reason?: string | undefined
  stage?: number | undefined
  batchId?: string | undefined
  search?: string | undefined
}

export type ListedRow = Pick<
  RecipientsTable,
  | 'id'
  | 'email'
  | 'name'
  | 'taxId'
  | 'clientId'
  | 'amountMinor'
  | 'currency'
  | 'dueOn'
  | 'lane'
  | 'excludedReason'
  | 'rank'
> &
  Partial<
    Pick<
      DeliveriesTable,
      'state' | 'reason' | 'attempts' | 'settledAt' | 'handedOverAt' | 'notBefore' | 'replyCode' | 'response'
    >
  > & {
    deliveryId: number | null
    rowStage: number
    invoiceCount: number
    batchDueAt: number | null
  }

const COLUMNS = `r.id, r.email, r.name, r.taxId, r.clientId, r.amountMinor, r.currency, r.dueOn, r.lane, r.excludedReason, r.rank,
  json_array_length(r.invoices) AS invoiceCount, d.id AS deliveryId, coalesce(d.stage, 1) AS rowStage, d.state, d.reason, d.attempts,
  d.settledAt, d.handedOverAt, d.notBefore, d.replyCode, d.response, b.dueAt AS batchDueAt`

const FROM_RECIPIENTS = `FROM campaign_recipients r
  LEFT JOIN deliveries d ON d.recipientId = r.id AND d.stage = r.stage LEFT JOIN batches b ON b.id = d.batchId`
const FROM_LEDGER = `FROM deliveries d JOIN campaign_recipients r ON r.id = d.recipientId LEFT JOIN batches b ON b.id = d.batchId`

/** How a list walks: the index it follows, and the columns its cursor stands on. Never an offset. */
interface Walk {
  from: string
  where: string[]
  params: (string | number)[]
  key: [string, string] | [string]
  keysetOf(row: ListedRow): Keyset
}

/** Recipients of a campaign with the state of their ledger row, a page at a time. Throws NOT_FOUND. */
export function listRecipients(ctx: EngineContext, actor: Actor, input: RecipientListInput): Page<Recipient> {
  const campaign = findCampaign(ctx.db, actor, input.campaignId)
  const page = pageFrom(rowsOf(ctx.db, actor, input), input.limit, walkOf(input).keysetOf, (row) =>
    toRecipient(row, campaign),
  )
  const total = totalOf(ctx.db, input)
  return total === undefined || actor.sees === 'assigned' ? page : { ...page, total }
}

/** One more row than a page holds: it says whether there are more. */
export function rowsOf(db: ReadableDb, actor: Actor, input: RecipientListInput): ListedRow[] {
  const walk = walkOf(input)
  const scope = recipientScope(actor)
  const where = [...walk.where, scope.sql]
  const params = [...walk.params, ...scope.params]
  const after = decodeCursor(input.cursor)
  if (after) {
    where.push(walk.key.length === 2 ? `(${walk.key.join(', ')}) > (?, ?)` : `${walk.key[0]} > ?`)
    params.push(...(walk.key.length === 2 ? [after[0] ?? '', after[1]] : [after[1]]))
  }
  return db.sqlAll<ListedRow>(
    `SELECT ${COLUMNS} ${walk.from} WHERE ${where.join(' AND ')} ORDER BY ${walk.key.join(', ')} LIMIT ?`,
    [...params, input.limit + 1],
  )
}

function walkOf(input: RecipientListInput): Walk {
  if (input.search) return searched(input)
  if (input.batchId !== undefined) {
    return ledger(input, ['d.batchId = ?'], [Number(input.batchId)], ['d.id'], (row) => [
      null,
      row.deliveryId ?? 0,
    ])
  }
  if (input.state === 'waiting') {
    return {
      from: FROM_RECIPIENTS,
      where: ['r.campaignId = ?', 'r.stage = 0', 'r.excludedReason IS NULL'],
      params: [input.campaignId],
      key: ['r.rank', 'r.id'],
      keysetOf: (row) => [row.rank, row.id],
    }
  }
  if (input.state === 'excluded') return excluded(input)
  if (input.state !== undefined) {
    const byReason = input.reason === undefined ? [] : ['d.reason = ?']
    return ledger(
      input,
      ['d.campaignId = ?', 'd.state = ?', ...byReason],
      [input.campaignId, input.state, ...(input.reason === undefined ? [] : [input.reason])],
      ['d.reason', 'd.id'],
      (row) => [row.reason ?? '', row.deliveryId ?? 0],
    )
  }
  return {
    from: FROM_RECIPIENTS,
    where: ['r.campaignId = ?', ...(input.stage === 2 ? ['r.stage = 2'] : [])],
    params: [input.campaignId],
    // By address: its index is there anyway, and one index less is paid at every row of an import.
    key: ['r.email', 'r.id'],
    keysetOf: (row) => [row.email, row.id],
  }
}

function ledger(
  input: RecipientListInput,
  where: string[],
  params: (string | number)[],
  key: Walk['key'],
  keysetOf: Walk['keysetOf'],
): Walk {
  const byStage = input.stage === undefined ? [] : ['d.stage = ?']
  return {
    from: FROM_LEDGER,
    where: ['d.campaignId = ?', ...where, ...byStage],
    params: [input.campaignId, ...params, ...(input.stage === undefined ? [] : [input.stage])],
    key,
    keysetOf,
  }
}

function excluded(input: RecipientListInput): Walk {
  return {
    from: FROM_RECIPIENTS,
    where: [
      'r.campaignId = ?',
      input.reason === undefined ? 'r.excludedReason IS NOT NULL' : 'r.excludedReason = ?',
      'r.stage = 0',
    ],
    params: [input.campaignId, ...(input.reason === undefined ? [] : [input.reason])],
    key: ['r.excludedReason', 'r.id'],
    keysetOf: (row) => [row.excludedReason ?? '', row.id],
  }
}

function searched(input: RecipientListInput): Walk {
  const begin = (input.search ?? '').trim()
  const where = ['r.campaignId = ?', 'r.email >= ?', 'r.email < ?']
  const params: (string | number)[] = [input.campaignId, begin, `${begin}\u{10ffff}`]
  if (input.state === 'waiting') where.push('r.stage = 0', 'r.excludedReason IS NULL')
  else if (input.state === 'excluded') where.push('r.stage = 0', 'r.excludedReason IS NOT NULL')
  else if (input.state !== undefined) {
    where.push('d.state = ?')
    params.push(input.state)
  }
  if (input.batchId !== undefined) {
    where.push('d.batchId = ?')
    params.push(Number(input.batchId))
  }
  return {
    from: FROM_RECIPIENTS,
    where,
    params,
    key: ['r.email', 'r.id'],
    keysetOf: (row) => [row.email, row.id],
  }
}

/** From the figures that are kept; unknown where a list is narrowed by something they do not tell apart. */
function totalOf(db: ReadableDb, input: RecipientListInput): number | undefined {
  if (input.search || input.batchId !== undefined) return undefined
  return countRows(db, input.campaignId)
    .filter(
      (row) =>
        (input.state === undefined ? row.stage === (input.stage ?? 1) : row.state === input.state) &&
        (input.reason === undefined || row.reason === input.reason) &&
        (input.stage === undefined || row.stage === input.stage),
    )
    .reduce((sum, row) => sum + row.count, 0)
}

/** A row as the contract shows it. */
export function toRecipient(row: ListedRow, campaign: Pick<CampaignsTable, 'status'>): Recipient {
  const state: RecipientState = row.state ?? (row.excludedReason === null ? 'waiting' : 'excluded')
  return {
    id: String(row.id),
    email: row.email,
    name: row.name,
    taxId: row.taxId,
    clientId: row.clientId,
    amount:
      row.amountMinor === null || row.currency === null
        ? null
        : { minor: row.amountMinor, currency: row.currency },
    dueOn: row.dueOn,
    invoices: row.invoiceCount,
    lane: row.lane,
    state,
    reason: reasonOf(row, state, campaign),
    attempts: row.attempts ?? 0,
    at: row.settledAt ?? row.handedOverAt ?? null,
    dueAt: state === 'planned' ? Math.max(row.batchDueAt ?? 0, row.notBefore ?? 0) || null : null,
    stage: row.rowStage,
  }
}

function reasonOf(
  row: ListedRow,
  state: RecipientState,
  campaign: Pick<CampaignsTable, 'status'>,
): string | null {
  if (state === 'excluded') return row.excludedReason
  if (state === 'waiting') return campaign.status === 'cancelled' ? 'cancelled' : null
  return row.reason || null
}

import type { Page } from '../../../shared/contract/base.ts'
import {
  CAMPAIGN_ACTIONS,
  type CampaignDetail,
  type CampaignSummary,
} from '../../../shared/contract/campaigns/model.ts'
import type { CampaignStatus } from '../../../shared/domain/campaigns.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import { countRows, countsOf } from './counts.ts'
import { campaignScope, findCampaign } from './scope.ts'
import { settingsOf } from './settings.ts'
import type { CampaignsTable } from './tables.ts'

export { campaignOutcomes, everLaunched, pausedCampaigns, sendingToday } from './overview.ts'
export { messageOf } from './recipients/message-of.ts'
export { campaignScope } from './scope.ts'

type Row = CampaignsTable & {
  createdByName: string | null
  clientName: string | null
  nextBatchAt: number | null
}

const SELECT = `SELECT campaigns.*, users.name AS createdByName, clients.name AS clientName,
  (SELECT min(dueAt) FROM batches b WHERE b.campaignId = campaigns.id AND b.status IN ('planned', 'sending')) AS nextBatchAt
  FROM campaigns LEFT JOIN users ON users.id = campaigns.createdBy LEFT JOIN clients ON clients.id = campaigns.clientId`

/** Campaigns the actor may see, newest first. */
export function listCampaigns(
  ctx: EngineContext,
  actor: Actor,
  input: {
    limit: number
    cursor?: string | undefined
    status?: CampaignStatus | undefined
    clientId?: string | undefined
    search?: string | undefined
  },
): Page<CampaignSummary> {
  const after = decodeCursor(input.cursor)
  const scope = campaignScope(actor)
  const terms = ['campaigns.deletedAt IS NULL', scope.sql]
  const params: (string | number)[] = [...scope.params]
  const where = (sql: string, value: string | number | undefined | null) => {
    if (value === undefined || value === null) return
    terms.push(sql)
    params.push(value)
  }
  where('campaigns.status = ?', input.status)
  where('campaigns.clientId = ?', input.clientId)
  where('instr(lower(campaigns.name), ?) > 0', input.search?.trim().toLowerCase() || undefined)
  where('campaigns.id < ?', after?.[1])
  const rows = ctx.db.sqlAll<Row>(
    `${SELECT} WHERE ${terms.join(' AND ')} ORDER BY campaigns.id DESC LIMIT ?`,
    [...params, input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.id],
    (row) => toSummary(ctx.db, row),
  )
}

/** One campaign with what may be done with it now. Throws NOT_FOUND. */
export function getCampaign(ctx: EngineContext, actor: Actor, id: string): CampaignDetail {
  findCampaign(ctx.db, actor, id)
  const row = ctx.db.sqlGet<Row>(`${SELECT} WHERE campaigns.id = ?`, [id])
  if (!row) throw new Error('the campaign was there a moment ago')
  const counts = countRows(ctx.db, id)
  const fallback = countsOf(counts, 2)
  const overflow = counts
    .filter(({ state, reason }) => state === 'planned' && reason === 'quota')
    .reduce((sum, { count }) => sum + count, 0)
  const settings = settingsOf(row)
  return {
    ...toSummary(ctx.db, row),
    version: row.version,
    settings,
    fallbackCounts: settings.fallback ? fallback : null,
    approvalId: row.approvalId,
    importId: row.importId === null ? null : String(row.importId),
    recipientsFrom: row.recipientsFrom,
    pausedDetail: row.pausedDetail,
    overflow,
    actions: actionsOf(row, actor, { ...countsOf(counts), overflow }),
  }
}

function toSummary(db: ReadableDb, row: Row): CampaignSummary {
  const settings = settingsOf(row)
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    clientId: row.clientId,
    clientName: row.clientName,
    strategy: row.strategy ?? settings.strategy,
    sendingDomain: row.sendingDomain,
    counts: countsOf(countRows(db, row.id)),
    step: settings.step,
    startAt: row.startAt ?? settings.startAt,
    launchedAt: row.launchedAt,
    finishedAt: row.finishedAt,
    pausedReason: row.pausedReason,
    nextBatchAt: row.status === 'running' ? row.nextBatchAt : null,
    createdAt: row.createdAt,
    createdBy: { id: row.createdBy, name: row.createdByName ?? 'Despacho' },
    updatedAt: row.updatedAt,
  }
}

type Action = (typeof CAMPAIGN_ACTIONS)[number]
type Figures = ReturnType<typeof countsOf> & { overflow: number }

/** In which states a command fits, what it needs besides, and who may. */
const rules: Record<
  Action,
  { states: readonly CampaignStatus[]; needs?: (counts: Figures) => boolean; launching?: true }
> = {
  edit: { states: ['draft'] },
  launch: { states: ['draft'], needs: (counts) => counts.recipients > 0 },
  withdraw: { states: ['awaiting_approval', 'scheduled'] },
  pause: { states: ['running'] },
  resume: { states: ['paused'], launching: true },
  cancel: { states: ['running', 'paused', 'scheduled'] },
  duplicate: {
    states: ['draft', 'awaiting_approval', 'scheduled', 'running', 'paused', 'finished', 'cancelled'],
  },
  remove: { states: ['draft', 'finished', 'cancelled'] },
  retry_failed: {
    states: ['running', 'paused', 'finished'],
    needs: (counts) => counts.failed > 0,
    launching: true,
  },
  reschedule_overflow: { states: ['running'], needs: (counts) => counts.planned > 0, launching: true },
  switch_strategy: { states: ['running', 'paused'], launching: true },
  resolve_ambiguous: {
    states: ['running', 'paused', 'finished', 'cancelled'],
    needs: (counts) => counts.ambiguous > 0,
    launching: true,
  },
}

function actionsOf(row: CampaignsTable, actor: Actor, counts: Figures): Action[] {
  if (!may(actor, 'campaigns:write')) return []
  return CAMPAIGN_ACTIONS.filter((action) => {
    const { states, needs, launching } = rules[action]
    return (
      states.includes(row.status) &&
      (needs?.(counts) ?? true) &&
      (!launching || may(actor, 'campaigns:launch'))
    )
  })
}

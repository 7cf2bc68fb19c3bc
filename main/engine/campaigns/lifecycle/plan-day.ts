import { pacedStrategy } from '../delivery/without-waiting.ts'
import type { SkipReason } from '../../../../shared/domain/campaigns.ts'
import { allowanceOfDay } from '../../../../shared/domain/warmup.ts'
import { MINUTE } from '../../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { Tally } from '../counts.ts'
import { holidayTables } from '../delivery/holidays.ts'
import { strategyInForce } from '../delivery/strategies.ts'
import { plan } from '../planner.ts'
import type { Plan, PlannerInput } from '../planner-types.ts'
import { contactsOf, debtorOf } from '../sending/contacts.ts'
import { type CampaignInForce, inForce } from '../sending/in-force.ts'
import { refreshDay, today, warmupDaysBefore } from '../sending/quota.ts'
import type { CampaignsTable } from '../tables.ts'
import { type Candidate, candidatesOf, createBatch, skipBlocked } from './batches.ts'
import { dissolveBatches } from './dissolve.ts'
import { finishIfDone } from './finish.ts'
import { pauseBySystem } from './pause.ts'
import { planLater } from './plan-jobs.ts'
import { quotaUsed } from './quota-used.ts'
import { rankRecipients } from './ranks.ts'

/** About so many recipients are planned in one piece, in whole batches, so that sending goes on meanwhile. */
const PIECE = 2_000

/**
 * Makes the batches of the next sending day, and only those: what the day shows decides about the next one.
 * Takes rows that came back first, then recipients without a day, in the campaign's order. Does nothing when
 * the campaign does not run any more.
 */
export async function planNextDay(ctx: EngineContext, campaignId: string): Promise<void> {
  const campaign = runningCampaign(ctx.db, campaignId)
  if (!campaign) return
  if (campaign.replanning === 1) await dissolveBatches(ctx, campaign)
  if (campaign.plannedOn === null) await rankRecipients(ctx, campaign)
  let from: number | null = null
  for (;;) {
    const current = runningCampaign(ctx.db, campaignId)
    if (!current || current.version !== campaign.version) return
    const piece = planPiece(ctx, current, from)
    if (piece === null) break
    from = piece
    await new Promise((resolve) => setImmediate(resolve))
  }
  ctx.db.write((tx) => {
    const current = runningCampaign(tx, campaignId)
    if (!current) return
    if (!finishIfDone(tx, ctx, campaignId)) planLater(tx, ctx, current)
    tx.afterCommit(() => ctx.services.delivery.wake())
  })
}

function runningCampaign(db: ReadableDb, id: string): CampaignsTable | undefined {
  return db.sqlGet<CampaignsTable>(`SELECT * FROM campaigns WHERE id = ? AND status = 'running'`, [id])
}

/** Plans one piece. Returns where the next one begins, or null when the day is full or nobody is left. */
function planPiece(ctx: EngineContext, campaign: CampaignsTable, from: number | null): number | null {
  const force = inForce(ctx, ctx.db, campaign)
  const strategy = strategyInForce(ctx.db, campaign.strategy ?? 'ramp_up', force.settings.keepGrowing)
  const domain = force.account.sendingDomain
  const { batchSize } = allowanceOfDay(strategy, warmupDaysBefore(ctx.db, domain, today(ctx)) + 1)
  const piece = Math.ceil(PIECE / batchSize) * batchSize
  const candidates = candidatesOf(ctx.db, campaign.id, piece)
  if (candidates.length === 0) return null
  const input = plannerInput(ctx, ctx.db, { force, strategy, candidates, startAt: from })
  const planned = plan(
    { ...input, firstBatchNumber: nextNumber(ctx.db, campaign.id), project: false },
    ctx.clock.now(),
  )
  const day = planned.batches[0]?.day ?? null
  ctx.db.write((tx) => refreshDay(tx, ctx, domain, today(ctx)))
  skipAll(ctx, campaign, planned, candidates)
  const missing = planned.missingTables.find((table) => table.effect === 'blocks')
  if (missing && planned.batches.length === 0) {
    ctx.db.write((tx) =>
      pauseBySystem(tx, ctx, campaign.id, {
        reason: 'holiday_table',
        detail: `${missing.country} ${missing.year}`,
      }),
    )
    return null
  }
  for (const batch of planned.batches) {
    ctx.db.write((tx) => {
      const tally = new Tally()
      createBatch(
        tx,
        ctx,
        { campaign, batch, rows: batch.recipients.flatMap((index) => candidates[index] ?? []) },
        tally,
      )
      tally.write(tx)
      tx.sqlRun('UPDATE campaigns SET plannedOn = max(coalesce(plannedOn, ?), ?) WHERE id = ?', [
        batch.day,
        batch.day,
        campaign.id,
      ])
    })
  }
  const last = planned.batches.at(-1)
  const placed = planned.batches.reduce((sum, batch) => sum + batch.size, 0)
  if (
    !last ||
    day === null ||
    placed + planned.blocked.length < candidates.length ||
    candidates.length < piece
  )
    return null
  return last.scheduledFor + allowanceOfDay(input.strategy, last.warmupDay).intervalMinutes * MINUTE
}

function nextNumber(db: ReadableDb, campaignId: string): number {
  return (
    (db.sqlGet<{ last: number | null }>('SELECT max(number) AS last FROM batches WHERE campaignId = ?', [
      campaignId,
    ])?.last ?? 0) + 1
  )
}

/** Nobody may write to these at all: they are settled now, with the reason. */
function skipAll(
  ctx: EngineContext,
  campaign: CampaignsTable,
  planned: Plan,
  candidates: readonly Candidate[],
): void {
  const blocked = planned.blocked.filter(({ reason }) => reason !== 'holiday_table_missing')
  if (blocked.length === 0) return
  ctx.db.write((tx) => {
    const tally = new Tally()
    for (const { recipient, reason } of blocked) {
      const candidate = candidates[recipient]
      if (candidate) skipBlocked(tx, ctx, campaign, candidate, skipReason(reason), tally)
    }
    tally.write(tx)
  })
}

function skipReason(reason: string): SkipReason {
  return reason === 'suppressed' || reason === 'unsubscribed' ? reason : 'rule_blocked'
}

/** What the planner is told of a campaign: the same for the forecast and for the batches that are made. */
export function plannerInput(
  ctx: EngineContext,
  db: ReadableDb,
  of: {
    force: Pick<CampaignInForce, 'campaign' | 'settings' | 'account' | 'pack' | 'zone'>
    strategy: PlannerInput['strategy']
    candidates: readonly Candidate[]
    startAt: number | null
  },
): PlannerInput {
  const { force, candidates } = of
  const now = ctx.clock.now()
  const { zone, country } = ctx.workspace()
  const history = force.pack.frequency.length > 0 ? contactsOf(db, candidates.map(debtorOf), now) : new Map()
  return {
    recipients: candidates.map((candidate) => ({
      id: String(candidate.recipientId),
      zone: candidate.zone,
      debtorKey: debtorOf(candidate),
      skip:
        candidate.suppressed === null
          ? null
          : candidate.suppressed === 'unsubscribed'
            ? 'unsubscribed'
            : 'suppressed',
    })),
    order: 'input',
    strategy: pacedStrategy(of.strategy, force.settings, force.account),
    workspace: { zone, country },
    domain: {
      warmupDaysPassed: warmupDaysBefore(db, force.account.sendingDomain, today(ctx)),
      quotaUsed: quotaUsed(db, ctx, force),
      dailyCap: force.account.dailyLimit,
    },
    window: force.settings.window,
    rulePack: force.pack,
    holidayTables: holidayTables(db),
    history,
    optOut: true,
    startAt: of.startAt ?? force.settings.startAt,
    seed: 1,
  }
}

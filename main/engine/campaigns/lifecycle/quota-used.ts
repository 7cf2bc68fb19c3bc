import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import type { CampaignInForce } from '../sending/in-force.ts'
import { today } from '../sending/quota.ts'

/**
 * Messages of a domain by local date, from today on: sent, under way, and planned by this campaign and those
 * launched before it. What younger campaigns planned does not count: the oldest goes first.
 */
export function quotaUsed(
  db: ReadableDb,
  ctx: EngineContext,
  force: Pick<CampaignInForce, 'campaign' | 'account'>,
): Record<string, number> {
  const used: Record<string, number> = {}
  const domain = force.account.sendingDomain
  const from = today(ctx)
  const reserved = db.sqlAll<{ date: string; reserved: number }>(
    'SELECT date, reserved FROM daily_sending_limits WHERE domain = ? AND date >= ?',
    [domain, from],
  )
  for (const row of reserved) used[row.date] = row.reserved
  const planned = db.sqlAll<{ date: string; planned: number }>(
    `SELECT b.plannedOn AS date, sum(b.waiting) AS planned FROM campaigns c JOIN batches b ON b.campaignId = c.id
     WHERE c.sendingDomain = ? AND c.status = 'running' AND b.status IN ('planned', 'sending') AND b.plannedOn >= ?
       AND (c.launchedAt < ? OR c.launchedAt = ? AND c.id <= ?)
     GROUP BY b.plannedOn`,
    [
      domain,
      from,
      force.campaign.launchedAt ?? Number.MAX_SAFE_INTEGER,
      force.campaign.launchedAt ?? 0,
      force.campaign.id,
    ],
  )
  for (const row of planned) used[row.date] = (used[row.date] ?? 0) + row.planned
  // Rows under way stand in both sums.
  const live = db.sqlAll<{ date: string; live: number }>(
    `SELECT d.quotaOn AS date, count(*) AS live FROM deliveries d JOIN campaigns c ON c.id = d.campaignId
     WHERE d.state IN ('claimed', 'handed_over') AND c.sendingDomain = ? AND d.quotaOn >= ? GROUP BY d.quotaOn`,
    [domain, from],
  )
  for (const row of live) used[row.date] = Math.max(0, (used[row.date] ?? 0) - row.live)
  return used
}

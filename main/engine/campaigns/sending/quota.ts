import { localDateAt } from '../../../../shared/domain/zoned-time.ts'
import { allowanceOfDay } from '../../../../shared/domain/warmup.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import { strategyInForce } from '../delivery/strategies.ts'
import type { CampaignsTable, DailyLimitsTable } from '../tables.ts'
import { settingsOf } from '../settings.ts'

/** The local date on which something sent now counts: that of the workspace. */
export function today(ctx: EngineContext): string {
  return localDateAt(ctx.workspace().zone, ctx.clock.now())
}

/** Days before `date` on which the domain sent anything, whatever the campaign. */
export function warmupDaysBefore(db: ReadableDb, domain: string, date: string): number {
  return (
    db.sqlGet<{ days: number }>(
      'SELECT count(*) AS days FROM daily_sending_limits WHERE domain = ? AND date < ? AND accepted > 0',
      [domain, date],
    )?.days ?? 0
  )
}

/** Campaigns that send from a domain now, oldest first. */
export function runningOn(db: ReadableDb, domain: string): CampaignsTable[] {
  return db.sqlAll<CampaignsTable>(
    `SELECT * FROM campaigns WHERE sendingDomain = ? AND status = 'running' ORDER BY launchedAt, id`,
    [domain],
  )
}

/**
 * The day of a domain, made on first use. Its limit is the tightest of the strategies of the campaigns that
 * run on it: one domain has one reputation. Null while no campaign runs on it and none did today.
 */
export function dayOf(
  tx: WritableDb,
  ctx: EngineContext,
  domain: string,
  date: string,
): DailyLimitsTable | null {
  const known = tx.sqlGet<DailyLimitsTable>(
    'SELECT * FROM daily_sending_limits WHERE domain = ? AND date = ?',
    [domain, date],
  )
  return known ?? refreshDay(tx, ctx, domain, date)
}

/** Works the day's limit out again: at launch, resume and change of strategy. */
export function refreshDay(
  tx: WritableDb,
  ctx: EngineContext,
  domain: string,
  date: string,
): DailyLimitsTable | null {
  const running = runningOn(tx, domain)
  if (running.length === 0) {
    return (
      tx.sqlGet<DailyLimitsTable>('SELECT * FROM daily_sending_limits WHERE domain = ? AND date = ?', [
        domain,
        date,
      ]) ?? null
    )
  }
  const warmupDay = warmupDaysBefore(tx, domain, date) + 1
  const allowed = Math.min(...running.map((campaign) => dailyLimitOf(tx, campaign, warmupDay)))
  tx.sqlRun(
    `INSERT INTO daily_sending_limits (domain, date, warmupDay, allowed) VALUES (?, ?, ?, ?)
     ON CONFLICT (domain, date) DO UPDATE SET allowed = excluded.allowed, warmupDay = excluded.warmupDay`,
    [domain, date, warmupDay, allowed],
  )
  return (
    tx.sqlGet<DailyLimitsTable>('SELECT * FROM daily_sending_limits WHERE domain = ? AND date = ?', [
      domain,
      date,
    ]) ?? null
  )
}

/** What the campaign's own strategy allows its domain on a warm-up day. */
export function dailyLimitOf(db: ReadableDb, campaign: CampaignsTable, warmupDay: number): number {
  return allowanceOfDay(
    strategyInForce(db, campaign.strategy ?? 'ramp_up', settingsOf(campaign).keepGrowing),
    warmupDay,
  ).limit
}

/**
 * Reserves up to `wanted` messages of the day for a domain and an account; returns how many it got. In the
 * transaction of the claim, so two campaigns can never have the same one.
 */
export function reserve(
  tx: WritableDb,
  ctx: EngineContext,
  sender: { domain: string; accountId: string; accountLimit: number | null; date: string },
  wanted: number,
): number {
  const day = dayOf(tx, ctx, sender.domain, sender.date)
  if (!day) return 0
  const ofAccount =
    sender.accountLimit === null
      ? Infinity
      : sender.accountLimit - accountUse(tx, sender.accountId, sender.date)
  const granted = Math.max(0, Math.min(wanted, day.allowed - day.reserved, ofAccount))
  if (granted > 0) shift(tx, sender, granted)
  return granted
}

/** Gives reservations back that led to nothing. */
export function release(
  tx: WritableDb,
  row: { domain: string; accountId: string; quotaOn: string },
  count: number,
): void {
  shift(tx, { domain: row.domain, accountId: row.accountId, date: row.quotaOn }, -count)
}

function shift(tx: WritableDb, at: { domain: string; accountId: string; date: string }, by: number): void {
  tx.sqlRun('UPDATE daily_sending_limits SET reserved = reserved + ? WHERE domain = ? AND date = ?', [
    by,
    at.domain,
    at.date,
  ])
  tx.sqlRun(
    `INSERT INTO daily_account_sends (accountId, date, reserved) VALUES (?, ?, ?)
     ON CONFLICT (accountId, date) DO UPDATE SET reserved = reserved + excluded.reserved`,
    [at.accountId, at.date, by],
  )
}

export function accountUse(db: ReadableDb, accountId: string, date: string): number {
  return (
    db.sqlGet<{ reserved: number }>(
      'SELECT reserved FROM daily_account_sends WHERE accountId = ? AND date = ?',
      [accountId, date],
    )?.reserved ?? 0
  )
}

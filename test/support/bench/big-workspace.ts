import type { Actor } from '../../../main/engine/core/actor.ts'
import { actorOfUser } from '../../../main/engine/core/access/sessions.ts'
import { DEFAULT_SEND_WINDOW } from '../../../shared/domain/windows.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'

export interface BigWorkspace {
  admin: Actor
  campaignIds: string[]
}

const NOW = Date.parse('2026-11-03T15:00:00Z')
const PER_CAMPAIGN = 20_000

/** A series 1…n as a table, for filling in one statement. */
const series = `WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < ?)`

/**
 * Fills a workspace with finished campaigns of 20,000 recipients each and their ledger, clients,
 * jobs, events and audit entries, written straight into the tables: what a firm has after years.
 */
export function fillBigWorkspace(
  ctx: EngineContext,
  size: { recipients: number; jobs: number; clients: number },
): BigWorkspace {
  const adminId = ctx.ids.next()
  ctx.db.write((tx) =>
    tx.sqlRun(
      `INSERT INTO users (id, signInName, name, role, createdAt, updatedAt) VALUES (?, 'admin', 'Admin', 'admin', ?, ?)`,
      [adminId, NOW, NOW],
    ),
  )
  const admin = actorOfUser(ctx.db, adminId)
  if (!admin) throw new Error('no admin')
  fillClients(ctx, size.clients)
  fillJobs(ctx, size.jobs)
  const campaignIds = Array.from({ length: size.recipients / PER_CAMPAIGN }, (_, index) =>
    fillCampaign(ctx, adminId, index),
  )
  ctx.db.connection.pragma('wal_checkpoint(TRUNCATE)')
  ctx.db.connection.exec('ANALYZE')
  return { admin, campaignIds }
}

function fillClients(ctx: EngineContext, clients: number): void {
  ctx.db.write((tx) =>
    tx.sqlRun(
      `${series} INSERT INTO clients (id, name, searchText, stage, health, createdAt, updatedAt, lastActivityAt)
       SELECT printf('client-%08d', n), printf('Cliente %08d', n * 7919 % 1000003), printf('cliente %08d', n * 7919 % 1000003),
         CASE n % 3 WHEN 0 THEN 'active' WHEN 1 THEN 'onboarding' ELSE 'at_risk' END, n % 101, ?, ? - n, ? - n FROM series`,
      [clients, NOW, NOW, NOW],
    ),
  )
}

function fillJobs(ctx: EngineContext, jobs: number): void {
  ctx.db.write((tx) => {
    tx.sqlRun(
      `${series} INSERT INTO jobs (type, payload, state, rank, runAt, attempts, maxAttempts, createdAt, finishedAt)
       SELECT 'clean_up', '{}', CASE n % 50 WHEN 0 THEN 'dead' ELSE 'done' END, n, ? - n, 1, 5, ? - n, ? - n FROM series`,
      [jobs, NOW, NOW, NOW],
    )
    tx.sqlRun(
      `${series} INSERT INTO events (id, at, type, subjectType, subjectId, clientId, actorKind, actorId, payload, causation)
       SELECT printf('event-%09d', n), ? - n, 'client.updated', 'client', printf('client-%08d', n % 2000), printf('client-%08d', n % 2000),
         'system', NULL, '{"fields":["notes"]}', '{"rootId":"x","parentRunId":null,"depth":0,"visited":[]}' FROM series`,
      [jobs, NOW],
    )
    tx.sqlRun('UPDATE event_cursors SET seq = (SELECT max(seq) FROM events)')
  })
}

const states = [
  { state: 'accepted', reason: '', share: 90 },
  { state: 'failed', reason: 'address_rejected', share: 5 },
  { state: 'skipped', reason: 'suppressed', share: 5 },
] as const

function fillCampaign(ctx: EngineContext, adminId: string, index: number): string {
  const id = ctx.ids.next()
  const at = NOW - index * 86_400_000
  ctx.db.write((tx) => {
    tx.sqlRun(
      `INSERT INTO campaigns (id, name, status, settings, recipientsFrom, sendingDomain, strategy, zone, country, launchedAt, finishedAt, createdBy, createdAt, updatedAt)
       SELECT ?, ?, 'finished', ?, 'file', 'bench.test', 'batch', 'America/Santiago', 'CL', ?, ?, ?, ?, ?`,
      [id, `Campaña ${index}`, settingsText, at, at, adminId, at, at],
    )
    tx.sqlRun(
      `${series} INSERT INTO campaign_recipients (campaignId, position, rank, email, name, amountMinor, currency, dueOn, role, invoices, variables, lane, stage)
       SELECT ?, n, n, printf('deudor%06d@cliente%d.test', n, n % 97), printf('Deudor %06d', n), n * 100, 'CLP', '2026-09-30', 'debtor', '[]', '{}', 'other', 1 FROM series`,
      [PER_CAMPAIGN, id],
    )
    tx.sqlRun(
      `INSERT INTO deliveries (campaignId, recipientId, stage, state, reason, rank, lane, attempts, plannedAt, settledAt)
       SELECT campaignId, id, 1, CASE WHEN position % 20 = 0 THEN 'failed' WHEN position % 20 = 1 THEN 'skipped' ELSE 'accepted' END,
         CASE WHEN position % 20 = 0 THEN 'address_rejected' WHEN position % 20 = 1 THEN 'suppressed' ELSE '' END, rank, lane, 1, ?, ? + position
       FROM campaign_recipients WHERE campaignId = ?`,
      [at, at, id],
    )
    for (const { state, reason, share } of states) {
      tx.sqlRun(
        'INSERT INTO campaign_counts (campaignId, stage, state, reason, count) VALUES (?, 1, ?, ?, ?)',
        [id, state, reason, (PER_CAMPAIGN * share) / 100],
      )
    }
  })
  return id
}

const settingsText = JSON.stringify({
  name: 'Campaña',
  clientId: null,
  step: 'review',
  templateId: null,
  accountId: null,
  fallback: null,
  strategy: 'batch',
  keepGrowing: false,
  order: 'file',
  window: DEFAULT_SEND_WINDOW,
  rulePack: 'none',
  startAt: null,
})

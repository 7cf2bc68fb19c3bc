import { MAIL_LANES } from '../../../../shared/domain/campaigns.ts'
import type { Alarm } from '../../core/clock.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import type { Tally } from '../counts.ts'
import { strategyInForce } from '../delivery/strategies.ts'
import { closeBatches } from '../lifecycle/finish.ts'
import { moveOverflow } from '../lifecycle/overflow.ts'
import { pauseBySystem } from '../lifecycle/pause.ts'
import type { BatchesTable, CampaignsTable } from '../tables.ts'
import { claim, type Outbound } from './claim.ts'
import { Commits } from './commits.ts'
import { type CampaignInForce, inForce } from './in-force.ts'
import { prepareMessage } from './message.ts'
import { Sender } from './sender.ts'
import { suppress } from './suppressions.ts'
import { templateOf } from './template-of.ts'

declare module '../../core/context.ts' {
  interface Services {
    delivery: Dispatcher
  }
}

/**
 * Sends what is due. It looks at running campaigns oldest first, claims rows of their due batches for the
 * connections that are free, and sleeps until the next batch, retry or window. Everything it knows is in the
 * database; what it holds in memory are the claimed rows of this moment.
 */
export class Dispatcher {
  readonly #ctx: EngineContext
  readonly #senders = new Map<string, Sender>()
  readonly #inForce = new Map<string, CampaignInForce>()
  readonly commits: Commits
  #alarm: { at: number; alarm: Alarm } | null = null
  #running = false

  constructor(ctx: EngineContext) {
    this.#ctx = ctx
    this.commits = new Commits(ctx, {
      underWay: () => this.busy,
      claim: (tx, tally) => this.#claim(tx, tally),
      settled: (tx, tally) => closeBatches(tx, ctx, tally),
    })
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** Something may be due: looks at the next turn. */
  wake(): void {
    if (this.#running) this.commits.requestClaims()
  }

  /** Stops beginning messages, waits for those under way, gives back what was claimed. */
  async stop(): Promise<void> {
    this.#running = false
    this.#alarm?.alarm.cancel()
    const senders = [...this.#senders.values()]
    for (const sender of senders) this.#return(sender.withdraw())
    await Promise.all(senders.map((sender) => sender.stop()))
    this.commits.flush()
    this.commits.stop()
    this.#senders.clear()
  }

  /** The campaign was paused, cancelled or changed: what no connection has begun goes back to the plan. */
  halt(campaignId: string): void {
    this.#inForce.delete(campaignId)
    for (const sender of this.#senders.values()) this.#return(sender.withdraw(campaignId))
    this.commits.flush()
  }

  /** Settings of an account changed: its connections are opened anew. */
  async accountChanged(accountId: string): Promise<void> {
    const sender = this.#senders.get(accountId)
    this.#inForce.clear()
    if (!sender) return
    this.#senders.delete(accountId)
    this.#return(sender.withdraw())
    await sender.stop()
    this.wake()
  }

  /** Messages under way now, by account. */
  sender(accountId: string): Sender | undefined {
    return this.#senders.get(accountId)
  }

  get busy(): number {
    let busy = 0
    for (const sender of this.#senders.values()) busy += sender.busy
    return busy
  }

  #return(rows: readonly Outbound[]): void {
    for (const row of rows) {
      this.commits.settle(row, { to: 'planned', reason: '', notBefore: 0, response: null, spent: false })
    }
  }

  #claim(tx: WritableDb, tally: Tally): () => void {
    const ready = new Map<Sender, Outbound[]>()
    const blocked: { campaign: CampaignsTable; year: number }[] = []
    const spent: { campaign: CampaignsTable; batch: BatchesTable }[] = []
    for (const campaign of runningCampaigns(tx)) {
      const force = this.#forceOf(tx, campaign)
      if (!force) continue
      const sender = this.#senderOf(force)
      for (const batch of dueBatches(tx, this.#ctx, campaign)) {
        const taken = this.#claimBatch(
          tx,
          { force, batch, sender, held: ready.get(sender)?.length ?? 0 },
          tally,
        )
        if (taken.rows.length > 0) ready.set(sender, [...(ready.get(sender) ?? []), ...taken.rows])
        if (taken.missingYear !== null) blocked.push({ campaign, year: taken.missingYear })
        if (taken.quotaGone) {
          spent.push({ campaign, batch })
          break
        }
      }
    }
    for (const { campaign } of spent) moveOverflow(tx, this.#ctx, campaign, tally)
    for (const { campaign, year } of blocked) {
      pauseBySystem(tx, this.#ctx, campaign.id, { reason: 'holiday_table', detail: String(year) })
    }
    const next = nextDue(tx, this.#ctx.clock.now())
    return () => {
      for (const [sender, rows] of ready) sender.accept(rows)
      this.#arm(next)
    }
  }

  #claimBatch(
    tx: WritableDb,
    {
      force,
      batch,
      sender,
      held,
    }: { force: CampaignInForce; batch: BatchesTable; sender: Sender; held: number },
    tally: Tally,
  ) {
    const rows: Outbound[] = []
    for (const lane of MAIL_LANES) {
      const wanted = sender.room(lane) - held
      if (wanted <= 0) continue
      const taken = claim(tx, this.#ctx, { inForce: force, batch, lane, wanted }, tally)
      rows.push(...taken.rows)
      if (taken.quotaGone || taken.missingYear !== null) return { ...taken, rows }
    }
    if (batch.status === 'planned' && rows.length > 0) {
      tx.sqlRun(`UPDATE batches SET status = 'sending', startedAt = coalesce(startedAt, ?) WHERE id = ?`, [
        this.#ctx.clock.now(),
        batch.id,
      ])
    }
    return { rows, quotaGone: false, missingYear: null }
  }

  #forceOf(tx: ReadableDb, campaign: CampaignsTable): CampaignInForce | null {
    const known = this.#inForce.get(campaign.id)
    if (known && known.campaign.version === campaign.version) return known
    try {
      const force = inForce(this.#ctx, tx, campaign)
      if (force.account.enabled === 0) return null
      this.#inForce.set(campaign.id, force)
      return force
    } catch (error) {
      this.#ctx.log.error({ error, campaign: campaign.id }, 'campaign cannot be sent')
      return null
    }
  }

  #senderOf(force: CampaignInForce): Sender {
    const known = this.#senders.get(force.account.id)
    if (known) return known
    const sender = new Sender(this.#ctx, force.account, {
      commits: this.commits,
      prepare: (row) => prepareMessage(this.#ctx, row, templateOf(this.#ctx, row)),
      onRoom: () => this.wake(),
      onSetupFault: (accountId, words) => this.#setupFault(accountId, words),
      onHardBounce: (row, words) => (tx) =>
        suppress(tx, this.#ctx, {
          address: row.recipient.email,
          reason: 'hard_bounce',
          source: 'smtp',
          evidence: words,
        }),
    })
    this.#senders.set(force.account.id, sender)
    return sender
  }

  /** Sending on would fail for everybody: every campaign of the account pauses and says what the server said. */
  #setupFault(accountId: string, words: string): void {
    const { db } = this.#ctx
    db.write((tx) => {
      const campaigns = tx.sqlAll<{ id: string }>(
        `SELECT id FROM campaigns WHERE accountId = ? AND status = 'running'`,
        [accountId],
      )
      for (const { id } of campaigns)
        pauseBySystem(tx, this.#ctx, id, { reason: 'sender_setup', detail: words })
    })
  }

  #arm(at: number | null): void {
    if (at === null || !this.#running) return
    if (this.#alarm && this.#alarm.at <= at && this.#alarm.at > this.#ctx.clock.now()) return
    this.#alarm?.alarm.cancel()
    const alarm = this.#ctx.clock.alarm(at, () => {
      this.#alarm = null
      this.wake()
    })
    this.#alarm = { at, alarm }
  }
}

function runningCampaigns(db: ReadableDb): CampaignsTable[] {
  return db.sqlAll<CampaignsTable>(
    `SELECT * FROM campaigns WHERE status = 'running' AND replanning = 0 AND deletedAt IS NULL ORDER BY launchedAt, id`,
  )
}

const lanes = MAIL_LANES.map((lane) => `'${lane}'`).join(', ')

/** Batches with a row that may go now, in order; as many at once as the strategy allows. */
function dueBatches(tx: ReadableDb, ctx: EngineContext, campaign: CampaignsTable): BatchesTable[] {
  const now = ctx.clock.now()
  const { concurrency } = strategyInForce(tx, campaign.strategy ?? 'ramp_up')
  return tx.sqlAll<BatchesTable>(
    `SELECT * FROM batches b WHERE campaignId = ? AND status IN ('planned', 'sending') AND dueAt <= ?
       AND EXISTS (SELECT 1 FROM deliveries d WHERE d.batchId = b.id AND d.state = 'planned'
         AND d.lane IN (${lanes}) AND d.notBefore <= ?)
     ORDER BY dueAt, number LIMIT ?`,
    [campaign.id, now, now, concurrency],
  )
}

/** The next instant at which a batch or a waiting row of a running campaign is due; null when none is. */
function nextDue(tx: ReadableDb, now: number): number | null {
  const row = tx.sqlGet<{ batch: number | null; row: number | null }>(
    `SELECT min(CASE WHEN b.dueAt > ? THEN b.dueAt END) AS batch,
       min(CASE WHEN b.dueAt <= ? THEN (SELECT min(d.notBefore) FROM deliveries d
         WHERE d.batchId = b.id AND d.state = 'planned' AND d.lane IN (${lanes}) AND d.notBefore > ?) END) AS row
     FROM batches b JOIN campaigns c ON c.id = b.campaignId
     WHERE c.status = 'running' AND c.replanning = 0 AND b.status IN ('planned', 'sending')`,
    [now, now, now],
  )
  const ends = [row?.batch, row?.row].filter((at): at is number => typeof at === 'number')
  return ends.length > 0 ? Math.min(...ends) : null
}

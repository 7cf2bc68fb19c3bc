import { insertRecipients, type NewRecipient } from '../../main/engine/campaigns/recipients/store.ts'
import { recountDraft } from '../../main/engine/campaigns/campaigns.ts'
import { launchCampaign } from '../../main/engine/campaigns/lifecycle/launch.ts'
import { createCampaign } from '../../main/engine/campaigns/campaigns.ts'
import type { CampaignSettings } from '../../shared/contract/campaigns/model.ts'
import type { Actor } from '../../main/engine/core/actor.ts'
import { systemActor } from '../../main/engine/core/actor.ts'
import type { VirtualClock } from '../../main/engine/core/clock.ts'
import type { EngineContext } from '../../main/engine/core/context.ts'

export interface CampaignOptions extends Partial<CampaignSettings> {
  /** How many, or exactly who. */
  recipients?: number | readonly Partial<NewRecipient>[]
  actor?: Actor
  /** False leaves the draft as it is. */
  launched?: boolean
  subject?: string
  html?: string
}

/** An SMTP account of the workspace at a server of the test. */
export function anAccount(
  ctx: EngineContext,
  server: {
    port: number
    connections?: number
    fromAddress?: string
    dailyLimit?: number
    perMinute?: number
  },
): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  const fromAddress = server.fromAddress ?? 'cobranza@estudio.test'
  ctx.db.write((tx) =>
    tx.run((q) =>
      q.insertInto('mail_accounts').values({
        id,
        name: `Servidor ${server.port}`,
        kind: 'smtp',
        enabled: 1,
        position: 1,
        fromName: 'Estudio Ñandú',
        fromAddress,
        replyTo: null,
        sendingDomain: fromAddress.slice(fromAddress.lastIndexOf('@') + 1),
        host: '127.0.0.1',
        port: server.port,
        tls: 'none',
        verifyCertificate: 0,
        user: null,
        connections: server.connections ?? 4,
        messagesPerConnection: 1_000,
        messagesPerMinute: server.perMinute ?? null,
        dailyLimit: server.dailyLimit ?? null,
        lastSuccessAt: null,
        lastErrorAt: null,
        lastErrorReason: null,
        lastErrorText: null,
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: null,
        deletedAt: null,
      }),
    ),
  )
  return id
}

/** A published template. Its subject names the recipient, its body the amount, the due date and the days overdue. */
export function aTemplate(ctx: EngineContext, content: { subject?: string; html?: string } = {}): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  const subject = content.subject ?? 'Recordatorio para {{ recipient.name }}'
  const html =
    content.html ??
    '<p>Hola {{ recipient.name }}: {{ recipient.amount | money }} vencen el {{ recipient.dueDate | date: "short" }} ({{ recipient.daysOverdue }} días).</p>'
  const draft = JSON.stringify({ subject, preheader: '', html, text: null })
  ctx.db.write((tx) => {
    tx.sqlRun(
      `INSERT INTO templates (id, name, type, language, isDefault, publishedVersion, draft, draftHash, publishedHash, createdAt, updatedAt)
       VALUES (?, ?, 'payment_reminder_first', 'es', 0, 1, ?, 'a', 'a', ?, ?)`,
      [id, `Plantilla ${id.slice(-4)}`, draft, now, now],
    )
    const layout = { logo: null, accentColor: '#1c5d99', footer: '', legalText: '', unsubscribeLink: false }
    tx.sqlRun(
      `INSERT INTO template_versions (id, templateId, number, subject, preheader, html, text, layout, variables, lint, note, publishedAt)
       VALUES (?, ?, 1, ?, '', ?, NULL, ?, '[]', '[]', '', ?)`,
      [ctx.ids.next(), id, subject, html, JSON.stringify(layout), now],
    )
  })
  return id
}

/** A recipient as an import would store it. */
export function aRecipient(position: number, given: Partial<NewRecipient> = {}): NewRecipient {
  return {
    position,
    email: `deudor${position}@cliente${position % 7}.test`,
    name: `Deudora Núm. ${position}`,
    taxId: null,
    creditor: 'Comercial Ñuble',
    clientId: null,
    amountMinor: 1_234_567,
    currency: 'CLP',
    issuedOn: '2026-01-02',
    dueOn: '2026-02-01',
    paymentLink: null,
    language: 'es-CL',
    zone: null,
    role: 'debtor',
    flags: [],
    invoices: [
      {
        number: `F-${position}`,
        issuedOn: '2026-01-02',
        dueOn: '2026-02-01',
        amount: { minor: 1_234_567, currency: 'CLP' },
        paymentLink: null,
      },
    ],
    variables: {},
    excludedReason: null,
    ...given,
  }
}

/** A campaign with recipients, launched unless told otherwise: `aCampaign(ctx, { recipients: 4200 })`. */
export function aCampaign(ctx: EngineContext, options: CampaignOptions = {}): string {
  const { recipients = 10, actor = systemActor, launched = true, subject, html, ...settings } = options
  const id = createCampaign(ctx, actor, {
    name: 'Recordatorio de marzo',
    rulePack: 'none',
    strategy: 'batch',
    templateId:
      settings.templateId ?? aTemplate(ctx, { ...(subject ? { subject } : {}), ...(html ? { html } : {}) }),
    ...settings,
  })
  const rows =
    typeof recipients === 'number'
      ? Array.from({ length: recipients }, (_, index) => aRecipient(index + 1))
      : recipients.map((given, index) => aRecipient(index + 1, given))
  ctx.db.write((tx) => {
    insertRecipients(tx, { campaignId: id, importId: null }, rows)
    tx.sqlRun(`UPDATE campaigns SET recipientsRevision = 1, recipientsFrom = 'file' WHERE id = ?`, [id])
    recountDraft(tx, id)
  })
  if (launched) launchCampaign(ctx, actor, { id })
  return id
}

/** Waits for something that real sockets bring about, turn by turn. Throws after `seconds` of real time. */
export async function until(condition: () => boolean, what = 'the condition', seconds = 20): Promise<void> {
  const end = performance.now() + seconds * 1_000
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s for ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How many ledger rows of a campaign are in each state. */
export function statesOf(ctx: EngineContext, campaignId: string): Record<string, number> {
  const rows = ctx.db.sqlAll<{ state: string; count: number }>(
    'SELECT state, count(*) AS count FROM deliveries WHERE campaignId = ? GROUP BY state',
    [campaignId],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Nothing is under way or waits to be written. */
export async function quiet(ctx: EngineContext): Promise<void> {
  const { delivery } = ctx.services
  await ctx.queue.settled()
  await until(
    () => delivery.busy === 0 && delivery.commits.pending === 0 && !moving(ctx),
    'the delivery to be quiet',
  )
  await ctx.queue.settled()
}

function moving(ctx: EngineContext): boolean {
  return (
    ctx.db.sqlGet(`SELECT 1 FROM deliveries WHERE state IN ('claimed', 'handed_over') LIMIT 1`) !== undefined
  )
}

/**
 * Lets virtual time pass from one thing that is due to the next, and what real sockets do in between: time that
 * jumped ahead of a connection that is being opened would look like a server that does not answer.
 */
export async function pass(ctx: EngineContext, clock: VirtualClock, milliseconds: number): Promise<void> {
  const end = clock.now() + milliseconds
  await quiet(ctx)
  for (;;) {
    const next = nextDue(ctx, clock.now())
    if (next === null || next > end) break
    await clock.advanceTo(next)
    await quiet(ctx)
  }
  await clock.advanceTo(end)
  await quiet(ctx)
}

function nextDue(ctx: EngineContext, now: number): number | null {
  return (
    ctx.db.sqlGet<{ at: number | null }>(
      `SELECT min(at) AS at FROM (
         SELECT min(runAt) AS at FROM jobs WHERE state = 'scheduled' AND runAt > ?
         UNION ALL SELECT min(dueAt) FROM batches WHERE status IN ('planned', 'sending') AND dueAt > ?
         UNION ALL SELECT min(notBefore) FROM deliveries WHERE state = 'planned' AND notBefore > ?)`,
      [now, now, now],
    )?.at ?? null
  )
}

import { describe, expect, test } from 'vitest'
import { aCampaign, anAccount, quiet, statesOf, until } from '../../support/campaigns.ts'
import { scriptedSmtp } from '../../support/scripted-smtp.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

const DAY = 86_400_000

describe('a launch by someone who may not', () => {
  test('becomes a request, and goes out when it is approved', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, user } = await aWorkspace()
    const [staff, manager] = [user('staff'), user('manager')]
    const id = aCampaign(ctx, {
      recipients: 3,
      actor: staff,
      accountId: anAccount(ctx, { port: inbox.port }),
      launched: false,
    })
    const asked = await as(staff).campaigns.launch({ id })
    expect(asked).toMatchObject({ outcome: 'approval_requested', campaign: { status: 'awaiting_approval' } })
    await quiet(ctx)
    expect(inbox.received).toHaveLength(0)
    const approval = await as(manager).approvals.get({ id: asked.approvalId ?? '' })
    await as(manager).approvals.decide({
      id: approval.id,
      contentHash: approval.contentHash,
      decision: 'approve',
    })
    await until(() => inbox.received.length === 3, 'the messages')
    await quiet(ctx)
    expect(await as(staff).campaigns.get({ id })).toMatchObject({
      status: 'finished',
      counts: { accepted: 3 },
    })
  })

  test('is a draft again when it is rejected, or when nobody decides within a day', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock, as, user } = await aWorkspace()
    const [staff, manager] = [user('staff'), user('manager')]
    const id = aCampaign(ctx, {
      recipients: 3,
      actor: staff,
      accountId: anAccount(ctx, { port: inbox.port }),
      launched: false,
    })
    const first = await as(staff).campaigns.launch({ id })
    const approval = await as(manager).approvals.get({ id: first.approvalId ?? '' })
    await as(manager).approvals.decide({
      id: approval.id,
      contentHash: approval.contentHash,
      decision: 'reject',
      reason: 'Falta el pie',
    })
    await until(
      () => ctx.db.sqlGet(`SELECT 1 FROM campaigns WHERE status = 'draft'`) !== undefined,
      'the draft',
    )
    await as(staff).campaigns.launch({ id })
    await clock.advance(DAY + 1_000)
    await until(
      () => ctx.db.sqlGet(`SELECT 1 FROM campaigns WHERE status = 'draft'`) !== undefined,
      'the draft',
    )
    expect(inbox.received).toHaveLength(0)
  })

  test('does not go out when the recipients changed after the request', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, user } = await aWorkspace()
    const [staff, manager] = [user('staff'), user('manager')]
    const id = aCampaign(ctx, {
      recipients: 3,
      actor: staff,
      accountId: anAccount(ctx, { port: inbox.port }),
      launched: false,
    })
    const asked = await as(staff).campaigns.launch({ id })
    const { items } = await as(staff).campaigns.recipients.list({ campaignId: id })
    await as(staff).campaigns.recipients.exclude({ campaignId: id, recipientIds: [items[0]?.id ?? ''] })
    const approval = await as(manager).approvals.get({ id: asked.approvalId ?? '' })
    await as(manager).approvals.decide({
      id: approval.id,
      contentHash: approval.contentHash,
      decision: 'approve',
    })
    await until(
      () => ctx.db.sqlGet(`SELECT 1 FROM campaigns WHERE status = 'draft'`) !== undefined,
      'the draft',
    )
    await quiet(ctx)
    expect(inbox.received).toHaveLength(0)
  })

  test('is refused when the campaign changed since the review', async () => {
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 3, accountId: anAccount(ctx, { port: 1 }), launched: false })
    const review = await as(admin).campaigns.review.get({ id })
    await as(admin).campaigns.saveDraft({ id, settings: { order: 'amount' } })
    await expect(as(admin).campaigns.launch({ id, contentHash: review.contentHash })).rejects.toMatchObject({
      data: { reason: 'campaign_changed_since_review' },
    })
  })
})

describe('the forecast', () => {
  test('of ramp_up on 4,200 recipients is 46 batches on 23 sending days', async () => {
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 4_200,
      accountId: anAccount(ctx, { port: 1 }),
      strategy: 'ramp_up',
      launched: false,
    })
    const forecast = await as(admin).campaigns.review.forecast({ id, assumptions: { bounceRate: 0 } })
    expect(forecast).toMatchObject({ batches: 46, sendingDays: 23, recipients: 4_200 })
    expect(forecast.days.slice(0, 6).map(({ limit }) => limit)).toEqual([50, 100, 150, 150, 150, 200])
  })

  test('is what the batches of the first day are', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 300,
      accountId: anAccount(ctx, { port: inbox.port }),
      strategy: 'ramp_up',
    })
    await quiet(ctx)
    const { items } = await as(admin).campaigns.progress.batches({ id })
    expect(items.map(({ number, size, on }) => ({ number, size, on }))).toEqual([
      { number: 1, size: 25, on: '2026-03-02' },
      { number: 2, size: 25, on: '2026-03-02' },
    ])
    expect(await as(admin).campaigns.progress.get({ id })).toMatchObject({
      done: 25,
      total: 300,
      today: { limit: 50, used: 25 },
    })
  })
})

describe('a server that dies, and a restart', () => {
  test('leave nothing lost: what was handed over waits for a person, the rest is planned', async () => {
    const server = await scriptedSmtp({ final: 'stall' })
    const first = await aWorkspace()
    const id = aCampaign(first.ctx, {
      recipients: 50,
      accountId: anAccount(first.ctx, { port: server.port, connections: 3 }),
    })
    await until(() => (statesOf(first.ctx, id)['handed_over'] ?? 0) === 3, 'three messages under way')
    const under = statesOf(first.ctx, id)
    expect(under['claimed']).toBeGreaterThan(0)
    const copy = first.ctx.db.sqlAll<{ id: number; state: string }>('SELECT id, state FROM deliveries')
    server.script = {}
    await server.stop()
    const later = await first.reopen()
    await quiet(later.ctx)
    expect(copy.filter(({ state }) => state === 'handed_over')).toHaveLength(3)
    expect(statesOf(later.ctx, id)['ambiguous']).toBe(3)
    expect(statesOf(later.ctx, id)['claimed']).toBeUndefined()
    expect(Object.values(statesOf(later.ctx, id)).reduce((sum, count) => sum + count, 0)).toBe(50)
  })
})

describe('scope', () => {
  test('staff see the campaigns of their clients and their own, and nothing of others', async () => {
    const { ctx, as, admin, user } = await aWorkspace()
    const [mine, other] = [user('staff'), user('staff')]
    const client = await as(admin).clients.create({
      name: 'Cliente de Mía',
      assigneeId: mine.userId,
      taxId: null,
      stage: 'active',
      health: null,
      tags: [],
      notes: '',
    })
    const ofClient = aCampaign(ctx, {
      recipients: 2,
      actor: admin,
      clientId: client.id,
      accountId: anAccount(ctx, { port: 1 }),
      launched: false,
    })
    const own = aCampaign(ctx, {
      recipients: 2,
      actor: other,
      accountId: anAccount(ctx, { port: 1 }),
      launched: false,
    })
    expect((await as(mine).campaigns.list({})).items.map(({ id }) => id)).toEqual([ofClient])
    expect((await as(other).campaigns.list({})).items.map(({ id }) => id)).toEqual([own])
    const { items } = await as(admin).campaigns.recipients.list({ campaignId: ofClient })
    const hidden = { code: 'NOT_FOUND' }
    await expect(as(other).campaigns.get({ id: ofClient })).rejects.toMatchObject(hidden)
    await expect(as(other).campaigns.recipients.list({ campaignId: ofClient })).rejects.toMatchObject(hidden)
    await expect(
      as(other).campaigns.recipients.get({ campaignId: ofClient, recipientId: items[0]?.id ?? '' }),
    ).rejects.toMatchObject(hidden)
    await expect(as(other).campaigns.progress.get({ id: ofClient })).rejects.toMatchObject(hidden)
    await expect(as(other).campaigns.pause({ id: ofClient })).rejects.toMatchObject(hidden)
  })
})

describe('exports', () => {
  test('say who was not sent and why, in words, with formulas made inert', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: [{ email: 'ana@uno.test' }, { email: 'beto@dos.test', name: '=cmd|calc' }],
      accountId: anAccount(ctx, { port: inbox.port }),
      launched: false,
    })
    ctx.db.write((tx) =>
      tx.sqlRun(
        `INSERT INTO suppressions (address, reason, source, at) VALUES ('beto@dos.test', 'complaint', 'test', 0)`,
      ),
    )
    await as(admin).campaigns.launch({ id })
    await quiet(ctx)
    const csv = await (
      await as(admin).campaigns.recipients.exportNotSent({ campaignId: id, format: 'csv' })
    ).text()
    const [, line, ...rest] = csv.split('\r\n')
    expect(line).toContain("beto@dos.test;'=cmd|calc;")
    expect(line).toContain('Omitido;La dirección está en la lista de exclusión')
    expect(rest.filter(Boolean)).toHaveLength(0)
    const xlsx = await as(admin).campaigns.recipients.exportResults({ campaignId: id, format: 'xlsx' })
    expect(xlsx.name).toContain('Resultados')
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })
})

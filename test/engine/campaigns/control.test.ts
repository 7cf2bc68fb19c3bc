import { describe, expect, test } from 'vitest'
import { countRows, recount } from '../../../main/engine/campaigns/counts.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { aCampaign, anAccount, aTemplate, pass, quiet, statesOf, until } from '../../support/campaigns.ts'
import { scriptedSmtp } from '../../support/scripted-smtp.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Figures that were kept, and figures counted from the rows, are the same. */
function expectFiguresToAgree(ctx: EngineContext, id: string) {
  const order = (rows: ReturnType<typeof countRows>) =>
    rows.map(({ stage, state, reason, count }) => `${stage} ${state} ${reason} ${count}`).sort()
  expect(order(countRows(ctx.db, id))).toEqual(order(recount(ctx.db, id)))
}

const statusOf = (ctx: EngineContext, id: string) =>
  ctx.db.sqlGet<{ status: string }>('SELECT status FROM campaigns WHERE id = ?', [id])?.status

describe('the daily limit of a domain', () => {
  test('is shared by two campaigns, the older one first, on every day', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock } = await aWorkspace()
    const accountId = anAccount(ctx, inbox)
    const older = aCampaign(ctx, { recipients: 80, accountId, strategy: 'ramp_up', name: 'Mayor' })
    await clock.advance(1)
    const younger = aCampaign(ctx, {
      recipients: Array.from({ length: 80 }, (_, index) => ({ email: `otra${index}@cliente.test` })),
      accountId,
      strategy: 'ramp_up',
      name: 'Menor',
    })
    await pass(ctx, clock, 9 * HOUR)
    expect(inbox.received).toHaveLength(50)
    expect(statesOf(ctx, older)['accepted']).toBe(50)
    await pass(ctx, clock, 2 * DAY)
    const days = ctx.db.sqlAll<{ date: string; allowed: number; accepted: number; reserved: number }>(
      'SELECT date, allowed, accepted, reserved FROM daily_sending_limits WHERE accepted > 0 ORDER BY date',
    )
    expect(days.map(({ allowed }) => allowed)).toEqual([50, 100, 150])
    for (const day of days) expect(day.reserved).toBeLessThanOrEqual(day.allowed)
    expect(inbox.received).toHaveLength(160)
    expect(new Set(inbox.received.map((mail) => mail.to[0])).size).toBe(160)
    expect([statusOf(ctx, older), statusOf(ctx, younger)]).toEqual(['finished', 'finished'])
    expectFiguresToAgree(ctx, younger)
  })

  test('moves what is beyond it to the next sending day, and says so', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 50,
      accountId: anAccount(ctx, { port: inbox.port }),
      strategy: 'ramp_up',
    })
    await quiet(ctx)
    // Something else used the day up after it was planned.
    ctx.db.write((tx) => tx.sqlRun('UPDATE daily_sending_limits SET allowed = 30'))
    await pass(ctx, clock, 2 * HOUR)
    expect(inbox.received).toHaveLength(30)
    expect(await as(admin).campaigns.get({ id })).toMatchObject({
      overflow: 20,
      counts: { accepted: 30, planned: 20 },
    })
    expect((await as(admin).campaigns.recipients.notSent({ campaignId: id })).reasons).toEqual([
      { state: 'planned', reason: 'quota', count: 20 },
    ])
    await pass(ctx, clock, DAY)
    expect(inbox.received).toHaveLength(50)
    expectFiguresToAgree(ctx, id)
  })

  test('can be moved ahead by hand to the next sending day', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 50,
      accountId: anAccount(ctx, { port: inbox.port }),
      strategy: 'ramp_up',
    })
    await quiet(ctx)
    ctx.db.write((tx) => tx.sqlRun('UPDATE daily_sending_limits SET allowed = 40'))
    expect(await as(admin).campaigns.rescheduleOverflow({ id })).toMatchObject({
      moved: 10,
      to: '2026-03-03',
    })
    expectFiguresToAgree(ctx, id)
  })
})

describe('a running campaign', () => {
  test('stops within one message a connection when paused, and sends only the rest when resumed', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 400, accountId: anAccount(ctx, inbox) })
    await until(() => inbox.received.length > 40)
    const paused = await as(admin).campaigns.pause({ id })
    const atPause = inbox.received.length
    expect(paused).toMatchObject({ status: 'paused', pausedReason: 'person' })
    await quiet(ctx)
    expect(inbox.received.length - atPause).toBeLessThanOrEqual(4 + 4)
    expect(statesOf(ctx, id)['claimed']).toBeUndefined()
    expectFiguresToAgree(ctx, id)
    await as(admin).campaigns.resume({ id })
    await quiet(ctx)
    expect(inbox.received).toHaveLength(400)
    expect(new Set(inbox.received.map((mail) => mail.to[0])).size).toBe(400)
    expect(statusOf(ctx, id)).toBe('finished')
  })

  test('keeps its history when cancelled, and says why the rest was not sent', async () => {
    const inbox = await smtpInbox()
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 700, accountId: anAccount(ctx, inbox) })
    await until(() => inbox.received.length > 20)
    await as(admin).campaigns.cancel({ id })
    await quiet(ctx)
    const sent = inbox.received.length
    const { reasons } = await as(admin).campaigns.recipients.notSent({ campaignId: id })
    expect(reasons.every(({ reason }) => reason === 'cancelled')).toBe(true)
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(700 - sent)
    expect((await as(admin).campaigns.get({ id })).counts.accepted).toBe(sent)
    expectFiguresToAgree(ctx, id)
  })

  test('plans what is left under another strategy', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 60, accountId: anAccount(ctx, inbox), strategy: 'ramp_up' })
    await quiet(ctx)
    expect(inbox.received).toHaveLength(25)
    await as(admin).campaigns.switchStrategy({ id, strategy: 'conservative' })
    await pass(ctx, clock, 4 * HOUR)
    // Ten a day are allowed now, and more than that went out already.
    expect(inbox.received).toHaveLength(25)
    await pass(ctx, clock, DAY)
    expect(inbox.received).toHaveLength(45)
    expectFiguresToAgree(ctx, id)
  })

  test('defers a batch that is found after its window, and never sends it late', async () => {
    const inbox = await smtpInbox()
    const workspace = await aWorkspace()
    const { ctx, clock } = workspace
    const id = aCampaign(ctx, { recipients: 40, accountId: anAccount(ctx, inbox), strategy: 'ramp_up' })
    await quiet(ctx)
    expect(inbox.received).toHaveLength(25)
    const server = workspace
    await server.engine.stop()
    clock.jump(clock.now() + 10 * HOUR)
    const later = await workspace.reopen()
    await quiet(later.ctx)
    expect(inbox.received).toHaveLength(25)
    expect(statesOf(later.ctx, id)).toEqual({ accepted: 25, planned: 15 })
    await pass(later.ctx, clock, DAY)
    expect(inbox.received).toHaveLength(40)
    expectFiguresToAgree(later.ctx, id)
  })

  test('starts at its hour when it was scheduled', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 5,
      accountId: anAccount(ctx, inbox),
      startAt: clock.now() + 2 * HOUR,
    })
    await quiet(ctx)
    expect(statusOf(ctx, id)).toBe('scheduled')
    await clock.advance(2 * HOUR)
    await quiet(ctx)
    expect(inbox.received).toHaveLength(5)
  })

  test('writes a second time to those who took no notice', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock } = await aWorkspace()
    const second = aTemplate(ctx, { subject: 'Segundo aviso' })
    const id = aCampaign(ctx, {
      recipients: 4,
      accountId: anAccount(ctx, inbox),
      fallback: { templateId: second, afterDays: 2 },
    })
    await quiet(ctx)
    expect(statusOf(ctx, id)).toBe('running')
    ctx.db.write((tx) =>
      tx.sqlRun('UPDATE deliveries SET engagedAt = 1 WHERE id = (SELECT min(id) FROM deliveries)'),
    )
    await pass(ctx, clock, 2 * DAY + HOUR)
    expect(inbox.received.filter((mail) => mail.raw.includes('Subject: Segundo aviso'))).toHaveLength(3)
    expect(statusOf(ctx, id)).toBe('finished')
    expectFiguresToAgree(ctx, id)
  })
})

describe('a message that does not go through', () => {
  test('is tried three times over at least an hour, then fails and can be retried by hand', async () => {
    const server = await scriptedSmtp({ rcpt: '451 4.3.0 later' })
    const { ctx, clock, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 2, accountId: anAccount(ctx, { port: server.port }) })
    const started = clock.now()
    await quiet(ctx)
    expect((await as(admin).campaigns.get({ id })).counts).toMatchObject({ planned: 2, retrying: 2 })
    while (statesOf(ctx, id)['failed'] !== 2 && clock.now() < started + 5 * HOUR) {
      await pass(ctx, clock, 5 * 60_000)
    }
    expect(clock.now() - started).toBeGreaterThanOrEqual(HOUR)
    const { items } = await as(admin).campaigns.recipients.notSentList({ campaignId: id })
    expect(items).toMatchObject([{ state: 'failed', reason: 'server', attempts: 3 }, { state: 'failed' }])
    const one = await as(admin).campaigns.recipients.get({ campaignId: id, recipientId: items[0]?.id ?? '' })
    expect(one.log.map(({ what }) => what)).toEqual(['planned', 'retry', 'retry', 'failed'])
    expect(ctx.db.sqlGet('SELECT reserved FROM daily_sending_limits')).toEqual({ reserved: 0 })
    server.script = {}
    expect(await as(admin).campaigns.retryFailed({ id })).toMatchObject({
      planned: 2,
      campaign: { status: 'running' },
    })
    await quiet(ctx)
    expect(statesOf(ctx, id)).toEqual({ accepted: 2 })
    expect(statusOf(ctx, id)).toBe('finished')
    expectFiguresToAgree(ctx, id)
    await server.stop()
  })

  test('and whose address is dead is suppressed for every campaign', async () => {
    const server = await scriptedSmtp({ rcpt: '550 5.1.1 no such user' })
    const { ctx, as, admin } = await aWorkspace()
    const accountId = anAccount(ctx, { port: server.port })
    const id = aCampaign(ctx, { recipients: 1, accountId })
    await quiet(ctx)
    const { items } = await as(admin).campaigns.recipients.list({ campaignId: id })
    expect(items).toMatchObject([{ state: 'failed', reason: 'address_rejected' }])
    const next = aCampaign(ctx, { recipients: 1, accountId })
    await quiet(ctx)
    expect((await as(admin).campaigns.recipients.list({ campaignId: next })).items).toMatchObject([
      { state: 'skipped', reason: 'suppressed' },
    ])
    await server.stop()
  })

  test('and was lost after it was handed over waits for a person', async () => {
    const server = await scriptedSmtp({ final: 'close' })
    const { ctx, clock, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 2,
      accountId: anAccount(ctx, { port: server.port, connections: 1 }),
    })
    await quiet(ctx)
    await clock.advance(3 * HOUR)
    await quiet(ctx)
    expect(statesOf(ctx, id)).toEqual({ ambiguous: 2 })
    expect(server.ended).toHaveLength(2)
    server.script = {}
    const [first] = (await as(admin).campaigns.recipients.list({ campaignId: id })).items
    await as(admin).campaigns.resolveAmbiguous({
      id,
      recipientIds: [first?.id ?? ''],
      decision: 'treat_as_sent',
    })
    expect(server.ended).toHaveLength(2)
    await as(admin).campaigns.resolveAmbiguous({ id, decision: 'send_again' })
    await quiet(ctx)
    expect(server.ended).toHaveLength(3)
    expect(statesOf(ctx, id)).toEqual({ accepted: 2 })
    expectFiguresToAgree(ctx, id)
    await server.stop()
  })

  test('because the account may not send pauses the campaign with the words of the server', async () => {
    const server = await scriptedSmtp({ mail: '550 5.7.26 SPF does not pass' })
    const { ctx, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 3, accountId: anAccount(ctx, { port: server.port }) })
    await quiet(ctx)
    expect(await as(admin).campaigns.get({ id })).toMatchObject({
      status: 'paused',
      pausedReason: 'sender_setup',
      counts: { planned: 3, failed: 0 },
    })
    expect((await as(admin).campaigns.get({ id })).pausedDetail).toContain('SPF')
    expectFiguresToAgree(ctx, id)
    await server.stop()
  })

  test('because the server is away costs no attempt and goes out when it is back', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock } = await aWorkspace()
    const accountId = anAccount(ctx, { port: 1 })
    const id = aCampaign(ctx, { recipients: 3, accountId })
    await quiet(ctx)
    expect(statesOf(ctx, id)).toEqual({ planned: 3 })
    ctx.db.write((tx) => tx.sqlRun('UPDATE mail_accounts SET port = ? WHERE id = ?', [inbox.port, accountId]))
    await pass(ctx, clock, HOUR)
    expect(inbox.received).toHaveLength(3)
    expect(ctx.db.sqlGet('SELECT max(attempts) AS most FROM deliveries')).toEqual({ most: 1 })
    expectFiguresToAgree(ctx, id)
  })
})

describe('what is checked at the moment of sending', () => {
  test('a suppression, a payment and a dispute noted after the launch', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock, as, admin } = await aWorkspace()
    const id = aCampaign(ctx, {
      recipients: 4,
      accountId: anAccount(ctx, inbox),
      startAt: clock.now() + HOUR,
    })
    const { items } = await as(admin).campaigns.recipients.list({ campaignId: id })
    ctx.db.write((tx) =>
      tx.sqlRun(
        `INSERT INTO suppressions (address, reason, source, at) VALUES (?, 'unsubscribed', 'test', 0)`,
        [items[0]?.email],
      ),
    )
    await as(admin).campaigns.recipients.flag({
      campaignId: id,
      recipientIds: [items[1]?.id ?? ''],
      flag: 'paid',
    })
    await pass(ctx, clock, HOUR)
    expect(inbox.received.length).toBe(2)
    expectFiguresToAgree(ctx, id)
  })

  test('the contact rule, across campaigns: one e-mail a week under CO-strict', async () => {
    const inbox = await smtpInbox()
    const { ctx, clock } = await aWorkspace()
    const accountId = anAccount(ctx, inbox)
    const debtor = [{ email: 'ana@uno.test', taxId: '900373115-2' }]
    aCampaign(ctx, { recipients: debtor, accountId, rulePack: 'CO-strict' })
    await quiet(ctx)
    const second = aCampaign(ctx, {
      recipients: [{ email: 'ana.otra@uno.test', taxId: '900373115-2' }],
      accountId,
      rulePack: 'CO-strict',
    })
    await quiet(ctx)
    await pass(ctx, clock, 6 * DAY)
    expect(inbox.received).toHaveLength(1)
    await pass(ctx, clock, 2 * DAY)
    expect(inbox.received).toHaveLength(2)
    expectFiguresToAgree(ctx, second)
  })
})

import { describe, expect, test } from 'vitest'
import { pause } from '../../../main/engine/campaigns/lifecycle/control.ts'
import { aCampaign, anAccount, quiet } from '../../support/campaigns.ts'
import { aClient } from '../../support/clients.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

describe('the first page', () => {
  test('tells a new workspace what to do first, and claims nothing that did not happen', async () => {
    const { as, admin } = await aWorkspace()
    const home = await as(admin).home.summary()
    expect(home.firstSteps).toEqual({ mailAccount: false, clients: false, template: false, campaign: false })
    expect(home.lastDay).toMatchObject({ sent: 0, failed: 0 })
    expect(home.lastDay.hourly).toHaveLength(24)
    expect(home.today).toMatchObject({ date: '2026-03-02', domains: [], batches: [] })
    expect(home.needs).toMatchObject({
      approvals: { count: 0 },
      deadJobs: { count: 0 },
      campaigns: [],
      mailAccounts: [],
      backup: null,
    })
    expect(home.engine).toMatchObject({ queue: { dead: 0 }, lastBackup: null })
  })

  test('counts what campaigns sent and failed in the hour in which it happened', async () => {
    const inbox = await smtpInbox({
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('nadie')
            ? Object.assign(new Error('5.1.1 Unknown'), { responseCode: 550 })
            : null,
        ),
    })
    const { as, admin, ctx, clock } = await aWorkspace()
    const accountId = anAccount(ctx, { port: inbox.port })
    aCampaign(ctx, { accountId, recipients: [{}, {}, {}, { email: 'nadie@cliente.test' }] })
    await quiet(ctx)
    const home = await as(admin).home.summary()
    expect(home.lastDay).toMatchObject({ sent: 3, failed: 1 })
    expect(home.lastDay.hourly.at(-1)).toMatchObject({ sent: 3, failed: 1 })
    expect(home.today.domains).toMatchObject([{ domain: 'estudio.test', used: 3, accepted: 3 }])
    expect(home.lastDay.events.map(({ type }) => type)).toContain('campaign.launched')
    expect(home.firstSteps).toBeNull()
    await clock.advance(25 * 3_600_000)
    expect((await as(admin).home.summary()).lastDay).toMatchObject({ failed: 0 })
  })

  test('lists the batches of today that have not gone out, and paused campaigns under what needs attention', async () => {
    const { as, admin, ctx } = await aWorkspace()
    const accountId = anAccount(ctx, { port: 9 })
    const id = aCampaign(ctx, { accountId, recipients: 30, strategy: 'conservative', name: 'Cobranza' })
    await quiet(ctx)
    const before = await as(admin).home.summary()
    expect(before.today.batches[0]).toMatchObject({ campaignId: id, campaignName: 'Cobranza', number: 1 })
    expect(before.today.total.waiting).toBeGreaterThan(0)
    pause(ctx, admin, id)
    const after = await as(admin).home.summary()
    expect(after.needs.campaigns).toMatchObject([{ id, name: 'Cobranza' }])
    expect(after.today.batches).toEqual([])
  })

  test('says that backups are overdue or that the last attempt failed', async () => {
    const { as, admin, ctx, clock } = await aWorkspace()
    ctx.db.write((tx) =>
      ctx.events.emit(tx, {
        type: 'backup.failed',
        subjectType: 'backup',
        subjectId: 'x',
        actor: admin,
        payload: { error: 'the disk is full' },
      }),
    )
    expect((await as(admin).home.summary()).needs.backup).toMatchObject({ error: 'the disk is full' })
    await clock.advance(1_000)
    await as(admin).backups.create()
    const home = await as(admin).home.summary()
    expect(home.needs.backup).toBeNull()
    expect(home.engine?.lastBackup?.bytes).toBeGreaterThan(0)
  })

  test('shows staff only their own clients’ campaigns and events, and nothing of the engine', async () => {
    const { as, admin, user, ctx } = await aWorkspace()
    const [ana, luis] = [user('staff', 'Ana'), user('staff', 'Luis')]
    const mine = await as(admin).clients.create(aClient('De Ana', { assigneeId: ana.userId }))
    const other = await as(admin).clients.create(aClient('De Luis', { assigneeId: luis.userId }))
    const accountId = anAccount(ctx, { port: 9 })
    const [a, b] = [mine, other].map(({ id, name }) =>
      aCampaign(ctx, { accountId, clientId: id, name, recipients: 30, strategy: 'conservative' }),
    )
    await quiet(ctx)
    const home = await as(ana).home.summary()
    expect(home.today.batches.map(({ campaignId }) => campaignId)).toContain(a)
    expect(JSON.stringify(home)).not.toContain('De Luis')
    expect(JSON.stringify(home)).not.toContain(b)
    expect(home).toMatchObject({ engine: null, needs: { deadJobs: null, backup: null } })
  })
})

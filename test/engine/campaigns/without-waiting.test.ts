import { expect, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { aCampaign, anAccount, quiet, statesOf, until } from '../../support/campaigns.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

/** A Sunday at night in Santiago. */
const SUNDAY = '2026-03-01T02:00:00Z'

test('a campaign to the sandbox without waiting is there at once, at any hour', async () => {
  const { ctx, admin, as } = await aWorkspace({ clock: new VirtualClock(SUNDAY) })
  const { items } = await as(admin).mail.list({})
  const id = aCampaign(ctx, {
    actor: admin,
    recipients: 2_600,
    accountId: items[0]?.id ?? null,
    rulePack: 'CL',
    withoutWaiting: true,
  })
  await until(() => statesOf(ctx, id)['accepted'] === 2_600, 'all messages')
  await quiet(ctx)
  expect(ctx.db.sqlGet('SELECT count(*) AS n FROM sandbox_messages')).toEqual({ n: 2_600 })
})

test('with a real server the same setting changes nothing: hours and intervals hold', async () => {
  const { ctx, admin } = await aWorkspace({ clock: new VirtualClock(SUNDAY) })
  const server = await smtpInbox()
  const id = aCampaign(ctx, {
    actor: admin,
    recipients: 20,
    accountId: anAccount(ctx, { port: server.port }),
    withoutWaiting: true,
  })
  await quiet(ctx)
  expect(statesOf(ctx, id)).toEqual({ planned: 20 })
})

import { expect, test } from 'vitest'
import { campaigns } from '../../../main/engine/campaigns/feature.ts'
import { aCampaign, anAccount, aTemplate, quiet, until } from '../../support/campaigns.ts'
import { aWorkspace } from '../../support/workspace.ts'

test('in a restored copy no campaign goes on by itself', async () => {
  const { ctx, admin } = await aWorkspace()
  const running = aCampaign(ctx, { recipients: 3, actor: admin, accountId: anAccount(ctx, { port: 1 }) })
  ctx.db.write((tx) => campaigns.restored?.(tx, ctx))
  expect(ctx.db.sqlGet('SELECT status, pausedReason FROM campaigns WHERE id = ?', [running])).toEqual({
    status: 'paused',
    pausedReason: 'restored',
  })
})

test('a simulated open counts as one, and who unsubscribes is suppressed', async () => {
  const { ctx, admin, as } = await aWorkspace()
  const accounts = await as(admin).mail.list({})
  aCampaign(ctx, {
    actor: admin,
    accountId: accounts.items[0]?.id ?? null,
    templateId: aTemplate(ctx),
    recipients: [
      { email: 'open+1@simulator.despacho.test' },
      { email: 'unsubscribe+1@simulator.despacho.test' },
      { email: 'deudora@clientes.despacho.test' },
    ],
  })
  await until(
    () => ctx.db.sqlGet<{ n: number }>('SELECT count(*) AS n FROM sandbox_messages')?.n === 3,
    'three messages',
  )
  await quiet(ctx)
  const engaged = () =>
    ctx.db.sqlGet<{ n: number }>('SELECT count(*) AS n FROM deliveries WHERE engagedAt IS NOT NULL')?.n
  await until(() => engaged() === 1, 'the open')
  expect(ctx.db.sqlGet('SELECT address, reason FROM suppressions')).toEqual({
    address: 'unsubscribe+1@simulator.despacho.test',
    reason: 'unsubscribed',
  })
})

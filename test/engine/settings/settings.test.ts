import { expect, test } from 'vitest'
import { aWorkspace } from '../../support/workspace.ts'

test('the region is changed field by field, and schedules follow the zone', async () => {
  const { ctx, as, admin, reopen } = await aWorkspace()
  const before = ctx.db.sqlAll<{ nextAt: number }>(
    'SELECT nextAt FROM schedules WHERE enabled = 1 ORDER BY id',
  )
  const after = await as(admin).settings.updateWorkspace({ zone: 'Pacific/Auckland' })
  expect(after.workspace).toMatchObject({
    zone: 'Pacific/Auckland',
    country: 'CL',
    name: 'Estudio de prueba',
  })
  const next = ctx.db.sqlAll<{ nextAt: number }>('SELECT nextAt FROM schedules WHERE enabled = 1 ORDER BY id')
  expect(before.length).toBeGreaterThan(0)
  expect(next).not.toEqual(before)
  const again = await reopen()
  expect(again.ctx.workspace().zone).toBe('Pacific/Auckland')
})

test('what nobody has heard of is refused at its field', async () => {
  const { as, admin } = await aWorkspace()
  for (const [field, value] of [
    ['zone', 'America/Narnia'],
    ['currency', 'pesos'],
    ['country', 'Chile'],
    ['locale', 'no such locale'],
  ] as const) {
    const error = await as(admin)
      .settings.updateWorkspace({ [field]: value })
      .catch((caught: { data: { issues: { path: string[]; message: string }[] } }) => caught)
    expect(error).toMatchObject({ data: { issues: [{ path: [field], message: `${field}_unknown` }] } })
  }
})

test('what campaigns begin with is the product’s own until it is changed', async () => {
  const { as, admin, user } = await aWorkspace()
  const first = await as(user('viewer')).settings.get()
  expect(first.sending).toMatchObject({ rulePack: null, window: { from: '09:00', to: '17:00' } })
  const window = { ...first.sending.window, to: '18:30', weekdays: [1, 2, 3, 4, 5, 6] }
  await as(admin).settings.updateSending({ ...first.sending, window })
  expect((await as(admin).settings.get()).sending.window).toEqual(window)
  const draft = await as(admin).campaigns.create({ name: 'Cobro' })
  expect(draft.settings).toMatchObject({
    window,
    rulePack: first.sending.rulePack ?? draft.settings.rulePack,
  })
  await expect(as(user('manager')).settings.updateSending(first.sending)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

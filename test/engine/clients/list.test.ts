import { expect, test } from 'vitest'
import { aClient } from '../../support/clients.ts'
import { aWorkspace } from '../../support/workspace.ts'

test('the first page says how many clients fit the filters', async () => {
  const { as, admin } = await aWorkspace()
  for (let n = 0; n < 7; n++)
    await as(admin).clients.create(aClient(`Cliente ${n}`, { stage: n < 3 ? 'lead' : 'active' }))
  const first = await as(admin).clients.list({ limit: 2, stage: ['active'] })
  expect(first.total).toBe(4)
  const second = await as(admin).clients.list({ limit: 2, stage: ['active'], cursor: first.nextCursor ?? '' })
  expect(second.total).toBeUndefined()
})

test('clients are filtered by band of health and by who is in charge, nobody included', async () => {
  const { as, admin, user } = await aWorkspace()
  const ana = user('staff')
  for (const health of [null, 0, 39, 40, 69, 70, 100])
    await as(admin).clients.create(
      aClient(`Salud ${health}`, { health, assigneeId: health === 70 ? ana.userId : null }),
    )
  const found = async (filter: object) =>
    (await as(admin).clients.list({ ...filter, sort: 'health' })).items.map(({ health }) => health)
  expect(await found({ health: ['low'] })).toEqual([0, 39])
  expect(await found({ health: ['fair', 'unknown'] })).toEqual([null, 40, 69])
  expect(await found({ health: ['good'] })).toEqual([70, 100])
  expect(await found({ assigneeId: [ana.userId] })).toEqual([70])
  expect(await found({ assigneeId: ['none'], health: ['good'] })).toEqual([100])
  expect(await found({ assigneeId: ['none', ana.userId ?? ''], health: ['good'] })).toEqual([70, 100])
})

test('the trash shows staff only what was theirs, and restoring brings it back', async () => {
  const { as, admin, user } = await aWorkspace()
  const [ana, bea] = [user('staff'), user('staff')]
  const mine = await as(admin).clients.create(aClient('Mía', { assigneeId: ana.userId }))
  const theirs = await as(admin).clients.create(aClient('Ajena', { assigneeId: bea.userId }))
  await as(ana).clients.remove({ id: mine.id })
  await as(admin).clients.remove({ id: theirs.id })
  expect((await as(ana).clients.deleted({})).items).toMatchObject([{ id: mine.id, name: 'Mía' }])
  expect((await as(admin).clients.deleted({ search: 'ajena' })).items).toMatchObject([{ id: theirs.id }])
  const { items, nextCursor } = await as(admin).clients.deleted({ limit: 1 })
  const rest = await as(admin).clients.deleted({ limit: 1, cursor: nextCursor ?? '' })
  expect([...items, ...rest.items].map(({ id }) => id).sort()).toEqual([mine.id, theirs.id].sort())
  await expect(as(ana).clients.restore({ id: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await as(ana).clients.restore({ id: mine.id })
  expect((await as(ana).clients.timeline({ id: mine.id, limit: 1 })).items[0]?.type).toBe('client.restored')
  expect((await as(ana).clients.deleted({})).items).toEqual([])
})

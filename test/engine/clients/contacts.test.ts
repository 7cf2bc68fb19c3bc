import { expect, test } from 'vitest'
import { aClient, aContact } from '../../support/clients.ts'
import { aWorkspace } from '../../support/workspace.ts'

async function aClientWithTwo() {
  const world = await aWorkspace()
  const { as, admin } = world
  const client = await as(admin).clients.create(aClient('Comercial Ñandú'))
  const rosa = await as(admin).clients.addContact(aContact(client.id, 'Rosa', 'rosa@cliente.example'))
  const ivan = await as(admin).clients.addContact({
    ...aContact(client.id, 'Iván', 'ivan@cliente.example'),
    primary: false,
  })
  const primaries = async () =>
    (await as(admin).clients.contacts({ clientId: client.id }))
      .filter(({ primary }) => primary)
      .map(({ name }) => name)
  return { ...world, client, rosa, ivan, primaries, clients: as(admin).clients }
}

test('a client with contacts always has exactly one that is primary', async () => {
  const { clients, rosa, ivan, primaries } = await aClientWithTwo()
  expect(await primaries()).toEqual(['Rosa'])
  await clients.updateContact({ id: ivan.id, version: ivan.version, fields: { primary: true } })
  expect(await primaries()).toEqual(['Iván'])
  await clients.removeContact({ id: ivan.id })
  expect(await primaries()).toEqual(['Rosa'])
  await clients.updateContact({ id: rosa.id, version: rosa.version, fields: { primary: false } })
  expect(await primaries()).toEqual(['Rosa'])
})

test('a deleted contact comes back as it was, without taking the place of the primary one', async () => {
  const { clients, client, rosa, primaries } = await aClientWithTwo()
  await clients.removeContact({ id: rosa.id })
  expect(await clients.contacts({ clientId: client.id })).toHaveLength(1)
  const back = await clients.restoreContact({ id: rosa.id })
  expect(back).toMatchObject({ name: 'Rosa', email: 'rosa@cliente.example', primary: false })
  expect(await primaries()).toEqual(['Iván'])
})

test('one address belongs to one contact of a client, whatever its case', async () => {
  const { clients, client, ivan } = await aClientWithTwo()
  const taken = {
    data: { issues: [{ path: ['email'], reason: 'contact_email_taken', params: { name: 'Rosa' } }] },
  }
  await expect(clients.addContact(aContact(client.id, 'Otra', 'ROSA@cliente.example'))).rejects.toMatchObject(
    taken,
  )
  await expect(
    clients.updateContact({ id: ivan.id, version: ivan.version, fields: { email: 'Rosa@cliente.example' } }),
  ).rejects.toMatchObject(taken)
})

test('a search with an at sign finds the client by the address of a contact', async () => {
  const { clients, client } = await aClientWithTwo()
  const found = await clients.list({ search: 'IVAN@cliente' })
  expect(found.items.map(({ id }) => id)).toEqual([client.id])
  expect((await clients.list({ search: 'nadie@cliente' })).items).toEqual([])
})

test('the timeline names contacts and the people a client passed between', async () => {
  const { clients, client, ivan, user } = await aClientWithTwo()
  const [ana, bea] = [user('staff', 'Ana'), user('staff', 'Bea')]
  await clients.updateContact({ id: ivan.id, version: ivan.version, fields: { phone: '+56 2 2345 6789' } })
  await clients.assign({ selection: { ids: [client.id] }, assigneeId: ana.userId })
  await clients.assign({ selection: { ids: [client.id] }, assigneeId: bea.userId })
  const { items } = await clients.timeline({ id: client.id, limit: 3 })
  expect(items.map(({ type, payload }) => [type, payload])).toMatchObject([
    ['client.assigned', { fromName: 'Ana', toName: 'Bea' }],
    ['client.assigned', { fromName: null, toName: 'Ana' }],
    ['contact.updated', { name: 'Iván', fields: ['phone'] }],
  ])
})

test('whatever happens with a client counts as its last activity', async () => {
  const { clients, client, ivan, clock, ctx } = await aClientWithTwo()
  await clock.advance(3_600_000)
  await clients.updateContact({ id: ivan.id, version: ivan.version, fields: { position: 'Tesorero' } })
  ctx.events.drain()
  expect((await clients.get({ id: client.id })).lastActivityAt).toBe(clock.now())
})

import { expect, test } from 'vitest'
import type { ClientFields } from '../../../shared/contract/clients.ts'
import { aWorkspace } from '../../support/workspace.ts'

function fields(more: Partial<ClientFields> = {}): ClientFields {
  return {
    name: 'Comercial Ñandú',
    taxId: null,
    stage: 'active',
    health: 80,
    assigneeId: null,
    tags: [],
    notes: '',
    ...more,
  }
}

test('staff see only the clients assigned to them, and another one’s id is not found', async () => {
  const { as, admin, user } = await aWorkspace()
  const [ana, bea] = [user('staff'), user('staff')]
  const mine = await as(admin).clients.create(fields({ name: 'Mía', assigneeId: ana.userId }))
  const theirs = await as(admin).clients.create(fields({ name: 'Ajena', assigneeId: bea.userId }))
  const page = await as(ana).clients.list({})
  expect(page.items.map((client) => client.id)).toEqual([mine.id])
  await expect(as(ana).clients.get({ id: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(as(ana).clients.contacts({ clientId: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(as(ana).clients.timeline({ id: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await as(ana).clients.setStage({ selection: { ids: [theirs.id] }, stage: 'former' })).toEqual({
    changed: 0,
  })
})

test('a list is read page by page without a gap or a repeat, in the order asked for', async () => {
  const { as, admin } = await aWorkspace()
  for (let n = 0; n < 25; n++) {
    await as(admin).clients.create(
      fields({ name: `Cliente ${String(n % 5)}`, health: n % 3 === 0 ? null : n }),
    )
  }
  for (const sort of ['name', 'health', 'updatedAt', 'lastActivityAt'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await as(admin).clients.list({ limit: 4, sort, direction: 'desc', cursor })
      seen.push(...page.items.map((client) => client.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(25)
    expect(seen).toHaveLength(25)
  }
})

test('a search ignores case and accents, and treats its wildcards as text', async () => {
  const { as, admin } = await aWorkspace()
  await as(admin).clients.create(fields())
  expect((await as(admin).clients.list({ search: 'nandu' })).items).toHaveLength(1)
  expect((await as(admin).clients.list({ search: '%_%' })).items).toHaveLength(0)
  expect((await as(admin).clients.list({ search: 'otra' })).items).toHaveLength(0)
})

test('a change to what somebody else changed meanwhile is refused and loses nothing', async () => {
  const { as, admin } = await aWorkspace()
  const client = await as(admin).clients.create(fields())
  await as(admin).clients.update({ id: client.id, version: client.version, fields: { notes: 'primero' } })
  const late = as(admin).clients.update({
    id: client.id,
    version: client.version,
    fields: { notes: 'segundo' },
  })
  await expect(late).rejects.toMatchObject({ code: 'CONFLICT', data: { reason: 'changed_meanwhile' } })
  expect((await as(admin).clients.get({ id: client.id })).notes).toBe('primero')
})

test('the timeline tells each change with who made it, newest first', async () => {
  const { as, admin, user } = await aWorkspace()
  const ana = user('staff', 'Ana')
  const client = await as(admin).clients.create(fields({ assigneeId: ana.userId }))
  await as(ana).clients.update({ id: client.id, version: 1, fields: { stage: 'at_risk', health: 30 } })
  const { items } = await as(ana).clients.timeline({ id: client.id })
  expect(items.map((entry) => [entry.type, entry.actorName])).toEqual([
    ['client.health_changed', 'Ana'],
    ['client.stage_changed', 'Ana'],
    ['client.created', 'Ada Admin'],
  ])
})

test('a deleted client is gone with what hangs below, and comes back when restored', async () => {
  const { as, admin } = await aWorkspace()
  const client = await as(admin).clients.create(fields({ tags: ['vip'] }))
  await as(admin).clients.addContact({
    clientId: client.id,
    name: 'Rosa',
    email: 'rosa@cliente.test',
    phone: null,
    position: null,
    language: 'es',
    primary: false,
  })
  await as(admin).clients.remove({ id: client.id })
  await expect(as(admin).clients.get({ id: client.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const back = await as(admin).clients.restore({ id: client.id })
  expect(back).toMatchObject({ tags: ['vip'], contacts: 1 })
  expect((await as(admin).clients.contacts({ clientId: client.id }))[0]).toMatchObject({ primary: true })
})

test('a tax id belongs to one client at a time, and the message names it', async () => {
  const { as, admin } = await aWorkspace()
  await as(admin).clients.create(fields({ name: 'Primero', taxId: '76.086.428-5' }))
  await expect(as(admin).clients.create(fields({ taxId: '76.086.428-5' }))).rejects.toMatchObject({
    code: 'INVALID',
    data: { issues: [{ path: ['taxId'], reason: 'tax_id_taken', params: { name: 'Primero' } }] },
  })
})

test('staff may not give clients away, nor set an assignee by an update', async () => {
  const { as, user } = await aWorkspace()
  const ana = user('staff')
  const client = await as(ana).clients.create(fields())
  expect(client.assigneeId).toBe(ana.userId)
  const update = as(ana).clients.update({ id: client.id, version: 1, fields: { assigneeId: null } })
  await expect(update).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

import { expect, test } from 'vitest'
import { aClient } from '../../support/clients.ts'
import { aWorkspace } from '../../support/workspace.ts'

test('a tax id is kept in one form, shown as its country writes it, and found however it is typed', async () => {
  const { as, admin } = await aWorkspace()
  const client = await as(admin).clients.create(aClient('Primero', { taxId: '76086428-5' }))
  expect(client).toMatchObject({ taxId: '76086428-5', taxIdShown: '76.086.428-5', country: null })
  for (const search of ['76.086.428-5', '76086428', '760864285', '76.086']) {
    expect((await as(admin).clients.list({ search })).items).toHaveLength(1)
  }
})

test('a wrong form and a wrong check digit are refused at the field, on creating and on changing', async () => {
  const { as, admin } = await aWorkspace()
  const refused = (reason: string) => ({
    code: 'INVALID',
    data: { issues: [{ path: ['taxId'], reason, params: { kind: 'RUT' } }] },
  })
  await expect(as(admin).clients.create(aClient('Otra', { taxId: '76.086.428-4' }))).rejects.toMatchObject(
    refused('tax_id_check_digit'),
  )
  await expect(as(admin).clients.create(aClient('Otra', { taxId: 'doce' }))).rejects.toMatchObject(
    refused('tax_id_format'),
  )
  const client = await as(admin).clients.create(aClient('Otra'))
  const change = as(admin).clients.update({ id: client.id, version: 1, fields: { taxId: '1-2' } })
  await expect(change).rejects.toMatchObject(refused('tax_id_format'))
  expect((await as(admin).clients.list({})).items).toHaveLength(1)
})

test('a client of another country is checked by the rules of that country', async () => {
  const { as, admin } = await aWorkspace()
  const peru = await as(admin).clients.create(aClient('Lima SAC', { taxId: '20100070970', country: 'PE' }))
  expect(peru).toMatchObject({ country: 'PE', taxIdShown: '20100070970' })
  const free = await as(admin).clients.create(aClient('Ohio Inc.', { taxId: '12-3456789', country: 'US' }))
  expect(free.taxIdShown).toBe('12-3456789')
  const wrong = as(admin).clients.update({ id: peru.id, version: 1, fields: { country: 'MX' } })
  await expect(wrong).rejects.toMatchObject({ data: { issues: [{ path: ['taxId'] }] } })
})

test('an id written otherwise is still the same client’s, and frees with its deletion', async () => {
  const { as, admin } = await aWorkspace()
  const first = await as(admin).clients.create(aClient('Primero', { taxId: '76.086.428-5' }))
  await expect(as(admin).clients.create(aClient('Otra', { taxId: '76086428-5' }))).rejects.toMatchObject({
    data: { issues: [{ reason: 'tax_id_taken', params: { name: 'Primero' } }] },
  })
  await as(admin).clients.remove({ id: first.id })
  await as(admin).clients.create(aClient('Otra', { taxId: '760864285' }))
  await expect(as(admin).clients.restore({ id: first.id })).rejects.toMatchObject({
    data: { issues: [{ reason: 'tax_id_taken', params: { name: 'Otra' } }] },
  })
})

test('staff are not told whose tax id it is when they may not see that client', async () => {
  const { as, admin, user } = await aWorkspace()
  await as(admin).clients.create(aClient('Secreta SpA', { taxId: '76.086.428-5' }))
  const attempt = as(user('staff')).clients.create(aClient('Otra', { taxId: '76086428-5' }))
  await expect(attempt).rejects.toMatchObject({ data: { issues: [{ reason: 'tax_id_taken_elsewhere' }] } })
  await expect(attempt).rejects.not.toHaveProperty('data.issues.0.params')
})

import { expect, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import type { Permission } from '../../../shared/domain/permissions.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { router } from '../../../main/engine/router.ts'
import { requestBy } from '../../support/request.ts'
import { aWorkspace } from '../../support/workspace.ts'

const program = (ctx: EngineContext, apiKey: string) =>
  createRouterClient(router, { context: { ...requestBy(ctx, null), via: 'api', apiKey } })

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; data: { reason: string } }) => error,
  )

const input = (permissions: Permission[], expiresAt: number | null = null) => ({
  name: 'ERP',
  permissions,
  expiresAt,
})

test('a key is shown once, kept as a hash, and acts for its maker within its permissions', async () => {
  const { ctx, as, admin } = await aWorkspace()
  const { key, details } = await as(admin).apiKeys.create(input(['users:read', 'session:self']))
  expect(key).toMatch(/^dsp_[A-Za-z0-9_-]{43}$/)
  expect(details).toMatchObject({ prefix: key.slice(0, 8), state: 'valid', user: { name: 'Ada Admin' } })
  expect(JSON.stringify(ctx.db.sqlAll('SELECT * FROM api_keys'))).not.toContain(key)
  const client = program(ctx, key)
  expect((await client.users.list({})).items).toHaveLength(1)
  expect(await failure(client.users.deactivate({ id: 'x' }))).toMatchObject({ code: 'FORBIDDEN' })
})

test('a maker gives no more than they hold, and what they lose the key loses', async () => {
  const { ctx, as, admin, user } = await aWorkspace()
  const staff = user('staff')
  expect(await failure(as(staff).apiKeys.create(input(['clients:read', 'users:manage'])))).toMatchObject({
    data: { issues: [{ path: ['permissions', 1], reason: 'permission_not_own' }] },
  })
  const { key } = await as(staff).apiKeys.create(input(['clients:read']))
  expect((await program(ctx, key).clients.list({})).items).toEqual([])
  await as(admin).users.setPermission({ role: 'staff', permission: 'clients:read', granted: false })
  expect(await failure(program(ctx, key).clients.list({}))).toMatchObject({ code: 'FORBIDDEN' })
})

test('an expired, revoked or unknown key opens nothing', async () => {
  const { ctx, as, admin, clock } = await aWorkspace()
  const short = await as(admin).apiKeys.create(input(['users:read'], clock.now() + 60_000))
  const long = await as(admin).apiKeys.create(input(['users:read']))
  expect(await failure(as(admin).apiKeys.create(input(['users:read'], clock.now())))).toMatchObject({
    data: { issues: [{ path: ['expiresAt'], reason: 'expiry_past' }] },
  })
  clock.jump(clock.now() + 60_000)
  expect(await failure(program(ctx, short.key).users.list({}))).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect((await as(admin).apiKeys.revoke({ id: long.details.id })).state).toBe('revoked')
  expect(await failure(program(ctx, long.key).users.list({}))).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(await failure(program(ctx, `dsp_${'a'.repeat(43)}`).users.list({}))).toMatchObject({
    code: 'UNAUTHENTICATED',
  })
})

test('a key makes no keys and changes no password', async () => {
  const { ctx, as, admin } = await aWorkspace()
  const { key } = await as(admin).apiKeys.create(input(['session:self']))
  const client = program(ctx, key)
  expect(await failure(client.apiKeys.create(input(['session:self'])))).toMatchObject({
    data: { reason: 'only_for_people' },
  })
  expect(
    await failure(
      client.session.changePassword({ currentPassword: null, newPassword: 'correcto caballo batería' }),
    ),
  ).toMatchObject({ data: { reason: 'only_for_people' } })
})

test('staff see and end their own keys only', async () => {
  const { as, admin, user } = await aWorkspace()
  const staff = user('staff')
  const { details } = await as(admin).apiKeys.create(input(['users:read']))
  await as(staff).apiKeys.create(input(['clients:read']))
  expect((await as(staff).apiKeys.list({})).items).toHaveLength(1)
  expect((await as(admin).apiKeys.list({})).items).toHaveLength(2)
  expect(await failure(as(staff).apiKeys.revoke({ id: details.id }))).toMatchObject({ code: 'NOT_FOUND' })
})

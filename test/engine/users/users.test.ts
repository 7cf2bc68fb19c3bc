import { describe, expect, test } from 'vitest'
import { aWorkspace } from '../../support/workspace.ts'

const PASSWORD = 'correcto caballo batería'
const berta = { signInName: 'berta', name: 'Berta Soto', email: null, role: 'staff', language: 'es' } as const

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; data: { reason: string } }) => error,
  )

describe('users', () => {
  test('one is added with a first password and found in the list', async () => {
    const { as, admin } = await aWorkspace()
    const added = await as(admin).users.create({ ...berta, password: PASSWORD })
    expect(added).toMatchObject({ name: 'Berta Soto', active: true, hasPassword: true, clients: 0 })
    const { items } = await as(admin).users.list({ search: 'BERTA' })
    expect(items.map(({ id }) => id)).toEqual([added.id])
    expect(JSON.stringify(items)).not.toContain('scrypt')
  })

  test('lists come in pages that neither repeat nor miss anybody', async () => {
    const { as, admin, user } = await aWorkspace()
    for (let count = 0; count < 7; count++) user('staff', 'Igual Nombre')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await as(admin).users.list({ limit: 3, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(8)
    expect(new Set(seen).size).toBe(8)
  })

  test('a sign-in name is given once, whatever its case', async () => {
    const { as, admin } = await aWorkspace()
    await as(admin).users.create({ ...berta, password: null })
    expect(
      await failure(as(admin).users.create({ ...berta, signInName: 'BERTA', password: null })),
    ).toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['signInName'], reason: 'sign_in_name_taken' }] },
    })
  })

  test('somebody else’s change in between is not overwritten', async () => {
    const { as, admin } = await aWorkspace()
    const { id, version } = await as(admin).users.create({ ...berta, password: null })
    await as(admin).users.update({ id, version, name: 'Berta S.' })
    expect(await failure(as(admin).users.update({ id, version, name: 'Otra' }))).toMatchObject({
      code: 'CONFLICT',
      data: { reason: 'changed_meanwhile' },
    })
  })

  test('the last active admin keeps role and account, and nobody closes their own', async () => {
    const { as, admin, user } = await aWorkspace()
    const id = admin.userId ?? ''
    const { version } = await as(admin).users.get({ id })
    expect(await failure(as(admin).users.update({ id, version, role: 'staff' }))).toMatchObject({
      data: { reason: 'last_admin' },
    })
    const second = user('admin')
    expect(await failure(as(admin).users.deactivate({ id }))).toMatchObject({
      data: { reason: 'own_account' },
    })
    await as(admin).users.deactivate({ id: second.userId ?? '' })
    expect(await failure(as(admin).users.update({ id, version, role: 'staff' }))).toMatchObject({
      data: { reason: 'last_admin' },
    })
  })

  test('a closed account loses its sessions and keys at once, and gets no session back when opened', async () => {
    const { as, admin, user, ctx } = await aWorkspace()
    const staff = user('staff')
    const client = as(staff)
    await client.apiKeys.create({ name: 'ERP', permissions: ['clients:read'], expiresAt: null })
    await as(admin).users.deactivate({ id: staff.userId ?? '' })
    expect((await client.session.state()).user).toBeNull()
    expect(ctx.db.sqlGet('SELECT count(*) AS keys FROM api_keys WHERE revokedAt IS NULL')).toEqual({
      keys: 0,
    })
    await as(admin).users.activate({ id: staff.userId ?? '' })
    expect((await client.session.state()).user).toBeNull()
  })

  test('a password set by an admin ends the person’s sessions and lifts a lock', async () => {
    const { as, admin, user, ctx, clock } = await aWorkspace()
    const staff = user('staff')
    const client = as(staff)
    ctx.db.write((tx) =>
      tx.sqlRun('UPDATE users SET failures = 9, lockedUntil = ? WHERE id = ?', [
        clock.now() + 60_000,
        staff.userId,
      ]),
    )
    const after = await as(admin).users.resetPassword({ id: staff.userId ?? '', password: PASSWORD })
    expect(after).toMatchObject({ hasPassword: true, lockedUntil: null })
    expect((await client.session.state()).user).toBeNull()
  })

  test('staff see who works here, but not when they signed in, and change nothing', async () => {
    const { as, admin, user, ctx } = await aWorkspace()
    ctx.db.write((tx) => tx.sqlRun('UPDATE users SET lastSignInAt = 5'))
    const staff = user('staff')
    const seen = await as(staff).users.get({ id: admin.userId ?? '' })
    expect(seen.lastSignInAt).toBeNull()
    expect(await failure(as(staff).users.deactivate({ id: admin.userId ?? '' }))).toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('permissions of roles', () => {
  test('an admin grants one, takes one, and restores the usual', async () => {
    const { as, admin, user } = await aWorkspace()
    const staff = user('staff')
    expect(staff.permissions).not.toContain('campaigns:launch')
    await as(admin).users.setPermission({ role: 'staff', permission: 'campaigns:launch', granted: true })
    expect((await as(staff).session.state()).permissions).toContain('campaigns:launch')
    const table = await as(admin).users.setPermission({
      role: 'staff',
      permission: 'campaigns:launch',
      granted: null,
    })
    const row = table.permissions.find(({ permission }) => permission === 'campaigns:launch')
    expect(row?.roles.staff).toEqual({ granted: false, usual: false, fixed: false })
    expect((await as(staff).session.state()).permissions).not.toContain('campaigns:launch')
  })

  test('admins cannot be left unable to repair the workspace', async () => {
    const { as, admin } = await aWorkspace()
    expect(
      await failure(
        as(admin).users.setPermission({ role: 'admin', permission: 'users:manage', granted: false }),
      ),
    ).toMatchObject({ data: { reason: 'permission_fixed' } })
  })
})

import { describe, expect, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { explainProblems } from '../../../main/engine/core/access/problems.ts'
import type { RequestContext } from '../../../main/engine/core/access/request.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { router } from '../../../main/engine/router.ts'
import { requestBy } from '../../support/request.ts'
import { aWorkspace, setPassword } from '../../support/workspace.ts'

const PASSWORD = 'correcto caballo batería'

/** Somebody who has not signed in, and the context of their calls. */
function stranger(ctx: EngineContext, changes: Partial<RequestContext> = {}) {
  const context: RequestContext = { ...requestBy(ctx, null), via: 'browser', ...changes }
  return { context, client: createRouterClient(router, { context, interceptors: [explainProblems] }) }
}

async function withPassword() {
  const workspace = await aWorkspace()
  const { ctx, admin } = workspace
  await setPassword(ctx, admin.userId ?? '', PASSWORD)
  const { signInName } = ctx.db.sqlGet<{ signInName: string }>('SELECT signInName FROM users') ?? {
    signInName: '',
  }
  return { ...workspace, signInName }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; data: { reason: string; params?: object } }) => error,
  )

describe('signing in', () => {
  test('name and password open a session, in any case of the name', async () => {
    const { ctx, signInName } = await withPassword()
    const { client } = stranger(ctx)
    expect((await client.session.state()).user).toBeNull()
    const state = await client.session.signIn({ name: signInName.toUpperCase(), password: PASSWORD })
    expect(state.user?.name).toBe('Ada Admin')
    expect(state.permissions).toContain('users:manage')
    expect((await client.session.list())[0]).toMatchObject({ current: true, via: 'browser' })
  })

  test('a wrong password, an unknown name and a closed account answer the same', async () => {
    const { ctx, signInName, user } = await withPassword()
    const closed = user('staff')
    await setPassword(ctx, closed.userId ?? '', PASSWORD)
    ctx.db.write((tx) =>
      tx.sqlRun(`UPDATE users SET active = 0, signInName = 'closed' WHERE id = ?`, [closed.userId]),
    )
    const { client } = stranger(ctx)
    const answers = await Promise.all([
      failure(client.session.signIn({ name: signInName, password: 'x'.repeat(12) })),
      failure(client.session.signIn({ name: 'nobody', password: 'x'.repeat(12) })),
      failure(client.session.signIn({ name: 'closed', password: PASSWORD })),
    ])
    for (const answer of answers) {
      expect(answer).toMatchObject({ code: 'UNAUTHENTICATED', data: { reason: 'sign_in_wrong' } })
    }
  })

  test('five wrong passwords make it wait, longer each time, whether the name exists or not', async () => {
    const { ctx, clock, signInName } = await withPassword()
    const { client } = stranger(ctx)
    for (const name of [signInName, 'nobody-of-this-name']) {
      for (let attempt = 0; attempt < 5; attempt++)
        await failure(client.session.signIn({ name, password: 'wrong' }))
      expect(await failure(client.session.signIn({ name, password: PASSWORD }))).toMatchObject({
        code: 'RATE_LIMITED',
        data: { reason: 'sign_in_locked', params: { seconds: 30 } },
      })
    }
    await clock.advance(30_000)
    await failure(client.session.signIn({ name: signInName, password: 'wrong' }))
    expect(await failure(client.session.signIn({ name: signInName, password: PASSWORD }))).toMatchObject({
      data: { params: { seconds: 60 } },
    })
    await clock.advance(60_000)
    expect((await client.session.signIn({ name: signInName, password: PASSWORD })).user).not.toBeNull()
  })

  test('many attempts at once do not slip past the count', async () => {
    const { ctx, signInName } = await withPassword()
    const { client } = stranger(ctx)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        failure(client.session.signIn({ name: signInName, password: 'wrong' })),
      ),
    )
    const locked = answers.filter((answer) => typeof answer === 'object' && answer.code === 'RATE_LIMITED')
    expect(locked).toHaveLength(7)
  })

  test('is told to subscribers and kept in the audit log, without what was typed as an unknown name', async () => {
    const { ctx, signInName } = await withPassword()
    const { client } = stranger(ctx)
    await failure(client.session.signIn({ name: 'mi-contraseña-secreta', password: 'wrong' }))
    await failure(client.session.signIn({ name: signInName, password: 'wrong' }))
    await client.session.signIn({ name: signInName, password: PASSWORD })
    const events = ctx.db.sqlAll<{ type: string; payload: string }>(
      `SELECT type, payload FROM events ORDER BY seq`,
    )
    expect(events.map(({ type }) => type)).toEqual([
      'session.sign_in_failed',
      'session.sign_in_failed',
      'session.signed_in',
    ])
    expect(JSON.stringify(events)).not.toContain('mi-contraseña-secreta')
    const actions = ctx.db
      .sqlAll<{ action: string }>('SELECT action FROM audit ORDER BY seq')
      .map((row) => row.action)
    expect(actions).toEqual(['session.sign_in_failed', 'session.sign_in_failed', 'session.sign_in'])
  })

  test('without a workspace it says so', async () => {
    const { ctx } = await withPassword()
    const context: RequestContext = { ...requestBy(ctx, null) }
    const client = createRouterClient(router, {
      context: { ...context, host: { ...context.host, current: () => null } },
    })
    expect(await failure(client.session.signIn({ name: 'ada', password: 'x' }))).toMatchObject({
      code: 'NO_WORKSPACE',
    })
    expect((await client.session.state()).workspace).toBeNull()
  })
})

describe('this machine', () => {
  test('a one-time token makes a browser trusted, and signs in where nobody has a password', async () => {
    const { ctx } = await aWorkspace()
    const { client } = stranger(ctx, { redeem: (token) => token === 'printed' })
    expect(await failure(client.session.redeem({ token: 'guessed' }))).toMatchObject({
      data: { reason: 'token_used' },
    })
    const state = await client.session.redeem({ token: 'printed' })
    expect(state).toMatchObject({ trusted: true, user: { role: 'admin' } })
  })

  test('where people have passwords, a token alone signs nobody in', async () => {
    const { ctx } = await withPassword()
    const { client } = stranger(ctx, { redeem: () => true })
    expect(await client.session.redeem({ token: 'printed' })).toMatchObject({ trusted: true, user: null })
  })

  test('the desktop window opens a workspace of one person, and no other', async () => {
    const { ctx, user } = await withPassword()
    const { client } = stranger(ctx, { via: 'desktop' })
    expect((await client.session.state()).canUnlock).toBe(true)
    expect((await client.session.unlock()).user?.name).toBe('Ada Admin')
    user('staff')
    const second = stranger(ctx, { via: 'desktop' })
    expect((await second.client.session.state()).canUnlock).toBe(false)
    expect(await failure(second.client.session.unlock())).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('a browser that brought no token unlocks nothing', async () => {
    const { ctx } = await aWorkspace()
    const { client } = stranger(ctx)
    expect(await failure(client.session.unlock())).toMatchObject({ data: { reason: 'password_needed' } })
  })
})

describe('one session among others', () => {
  test('a changed password ends the other sessions and asks for the present one', async () => {
    const { ctx, signInName } = await withPassword()
    const one = stranger(ctx).client
    const other = stranger(ctx).client
    await one.session.signIn({ name: signInName, password: PASSWORD })
    await other.session.signIn({ name: signInName, password: PASSWORD })
    expect(
      await failure(
        one.session.changePassword({ currentPassword: 'wrong', newPassword: 'otra frase distinta 7' }),
      ),
    ).toMatchObject({
      data: { issues: [{ path: ['currentPassword'], reason: 'password_wrong' }] },
    })
    expect(
      await failure(one.session.changePassword({ currentPassword: PASSWORD, newPassword: 'aaaaaaaaaaaa' })),
    ).toMatchObject({
      data: { issues: [{ path: ['newPassword'], reason: 'password_easy' }] },
    })
    await one.session.changePassword({ currentPassword: PASSWORD, newPassword: 'otra frase distinta 7' })
    expect((await one.session.state()).user).not.toBeNull()
    expect((await other.session.state()).user).toBeNull()
    expect(
      (await other.session.signIn({ name: signInName, password: 'otra frase distinta 7' })).user,
    ).not.toBeNull()
  })

  test('sessions are listed and ended one by one or all others at once', async () => {
    const { ctx, signInName } = await withPassword()
    const clients = [stranger(ctx).client, stranger(ctx).client, stranger(ctx).client] as const
    for (const client of clients) await client.session.signIn({ name: signInName, password: PASSWORD })
    const [first, second, third] = clients
    const mine = (await second.session.list()).find(({ current }) => current)
    expect(await first.session.revoke({ id: mine?.id })).toEqual({ ended: 1 })
    expect((await second.session.state()).user).toBeNull()
    expect(await first.session.revoke({})).toEqual({ ended: 1 })
    expect((await third.session.state()).user).toBeNull()
    expect((await first.session.state()).user).not.toBeNull()
  })

  test('a session ends when nobody uses it, and after two weeks in any case', async () => {
    const { ctx, clock, signInName } = await withPassword()
    const { client } = stranger(ctx)
    await client.session.signIn({ name: signInName, password: PASSWORD })
    clock.jump(clock.now() + 13 * 3_600_000)
    expect((await client.session.state()).user).toBeNull()
    await client.session.signIn({ name: signInName, password: PASSWORD })
    for (let hours = 0; hours < 14 * 24; hours += 8) {
      expect((await client.session.state()).user).not.toBeNull()
      clock.jump(clock.now() + 8 * 3_600_000)
    }
    expect((await client.session.state()).user).toBeNull()
  })

  test('preferences keep what is absent', async () => {
    const { as, admin } = await aWorkspace()
    await as(admin).session.preferences({ language: 'en', theme: 'dark' })
    const state = await as(admin).session.preferences({ name: 'Ada L.' })
    expect(state.user).toMatchObject({ language: 'en', theme: 'dark', name: 'Ada L.' })
  })
})

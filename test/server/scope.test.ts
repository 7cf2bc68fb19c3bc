import { isProcedure } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { accessRuleOf } from '../../main/engine/core/access/procedures.ts'
import { router } from '../../main/engine/router.ts'
import { proceduresOf } from '../support/contract.ts'
import { aScopeWorld, type Planted, type ScopeWorld } from '../support/scope-world.ts'
import { type ScopeRow, scopeRows } from './scope-rows.ts'

/** Every procedure with the permission it asks for. */
const procedures = proceduresOf(router, isProcedure).map(({ name, path, procedure }) => ({
  name,
  path,
  rule: procedure['~orpc'].middlewares.map(accessRuleOf).find((rule) => rule !== undefined),
}))

type Call = (input: unknown) => Promise<unknown>

/** The procedure of this name as staff of a client would call it. */
function callOf(world: ScopeWorld, { owner }: Planted, path: readonly string[]): Call {
  let node: unknown = world.as(owner)
  for (const step of path) node = (node as Record<string, unknown>)[step]
  return node as Call
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )

async function textOf(answer: unknown): Promise<string> {
  return answer instanceof Blob ? await answer.text() : (JSON.stringify(answer) ?? '')
}

/** What B looks like to somebody who sees all. */
async function stateOf(world: ScopeWorld, b: Planted): Promise<string> {
  const rows = ['clients', 'contacts', 'emails', 'approvals', 'notifications', 'sandbox_messages'].map(
    (table) =>
      world.ctx.db.sqlAll(`SELECT * FROM ${table}`).filter((row) => JSON.stringify(row).includes(b.marker)),
  )
  return JSON.stringify(rows)
}

/** Those that staff may call. */
const callable = ({ a }: ScopeWorld) =>
  procedures.filter(({ rule }) => {
    if (rule === 'public') return true
    return rule !== undefined && rule !== 'trusted' && a.owner.permissions.includes(rule)
  })

/** Those of them that hold something of clients, with how they are tried. */
function triedRows(world: ScopeWorld) {
  return callable(world).flatMap(({ name, path }) => {
    const row: ScopeRow | undefined = scopeRows[name]
    return row === undefined || 'none' in row ? [] : [{ name, path, row }]
  })
}

test('every procedure that staff may call has a row', async () => {
  const without = callable(await aScopeWorld())
    .map(({ name }) => name)
    .filter((name) => !(name in scopeRows))
  expect(without, 'procedures without a row in scope-rows.ts').toEqual([])
})

test('what staff may not call answers FORBIDDEN, whatever it is asked', async () => {
  const world = await aScopeWorld()
  const open = new Set(callable(world).map(({ name }) => name))
  const closed = procedures.filter(({ name }) => !open.has(name))
  expect(closed.length).toBeGreaterThan(10)
  for (const { name, path } of closed) {
    expect([name, await codeOf(callOf(world, world.a, path)({}))]).toEqual([name, 'FORBIDDEN'])
    expect([name, await codeOf(callOf(world, world.a, path)({ id: world.b.client }))]).toEqual([
      name,
      'FORBIDDEN',
    ])
  }
})

describe('staff of one client', () => {
  test('get nothing of another in any answer', async () => {
    const world = await aScopeWorld()
    const { a, b } = world
    for (const { name, path, row } of triedRows(world)) {
      if (!row.own) continue
      const text = await textOf(await callOf(world, a, path)(row.own(a)))
      const leaked = [b.marker, b.client, b.contact, b.email, b.approval, b.sandbox].filter((mark) =>
        text.includes(mark),
      )
      expect([name, leaked]).toEqual([name, []])
      expect([name, row.shows === false || text.includes(a.marker)]).toEqual([name, true])
    }
  })

  test('are told of the ids of another that there is no such thing', async () => {
    const world = await aScopeWorld()
    const { a, b } = world
    const before = await stateOf(world, b)
    for (const { name, path, row } of triedRows(world)) {
      for (const input of row.foreign?.(b, a) ?? []) {
        expect([name, await codeOf(callOf(world, a, path)(input))]).toEqual([name, 'NOT_FOUND'])
      }
    }
    expect(await stateOf(world, b)).toBe(before)
  })

  test('change nothing of another', async () => {
    const world = await aScopeWorld()
    const { a, b } = world
    const before = await stateOf(world, b)
    for (const { name, path, row } of triedRows(world)) {
      for (const input of row.untouched?.(b) ?? []) {
        const outcome = await codeOf(callOf(world, a, path)(input))
        expect([name, ['answered', 'NOT_FOUND']]).toEqual([name, expect.arrayContaining([outcome])])
        expect([name, await stateOf(world, b)]).toEqual([name, before])
      }
    }
  })

  test('who see all do see both, so that the tests above could fail', async () => {
    const { as, admin, a, b } = await aScopeWorld()
    const text = JSON.stringify([
      await as(admin).clients.list({}),
      await as(admin).emails.list({}),
      await as(admin).approvals.list({}),
      await as(admin).sandbox.list({}),
    ])
    expect(text.split(a.marker).length).toBeGreaterThan(4)
    expect(text.split(b.marker).length).toBeGreaterThan(4)
  })
})

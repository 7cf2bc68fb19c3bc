import { isContractProcedure } from '@orpc/contract'
import { isProcedure } from '@orpc/server'
import { expect, test } from 'vitest'
import { contract } from '../../shared/contract/index.ts'
import { accessRuleOf } from '../../main/engine/core/access/procedures.ts'
import { router } from '../../main/engine/router.ts'
import { proceduresOf } from '../support/contract.ts'

/** What may be called before signing in. A new line here is a decision. */
const open = new Set([
  'session.redeem',
  'session.signIn',
  'session.signOut',
  'session.state',
  'session.unlock',
  'workspaces.countries',
])

const implemented = proceduresOf(router, isProcedure)

test('every procedure of the contract is implemented', () => {
  const declared = proceduresOf(contract, isContractProcedure).map(({ name }) => name)
  expect(declared.length).toBeGreaterThan(20)
  expect(implemented.map(({ name }) => name).sort()).toEqual(declared.sort())
})

test('every procedure has exactly one access rule', () => {
  const without = implemented.filter(
    ({ procedure }) =>
      procedure['~orpc'].middlewares.filter((middleware) => accessRuleOf(middleware) !== undefined).length !==
      1,
  )
  expect(without.map(({ name }) => name)).toEqual([])
})

test('the rule comes before anything else, the check of the input included', () => {
  const late = implemented.filter(({ procedure }) => {
    const { middlewares, inputValidationIndex } = procedure['~orpc']
    const [first] = middlewares
    return first === undefined || accessRuleOf(first) === undefined || inputValidationIndex < 1
  })
  expect(late.map(({ name }) => name)).toEqual([])
})

test('nothing is open to everybody but what this list names', () => {
  const found = implemented
    .filter(({ procedure }) =>
      procedure['~orpc'].middlewares.some((middleware) => accessRuleOf(middleware) === 'public'),
    )
    .map(({ name }) => name)
  expect(new Set(found)).toEqual(open)
})

test('every procedure says its method, its path and what it does', () => {
  const mute = proceduresOf(contract, isContractProcedure).filter(({ procedure }) => {
    const { method, path, summary, tags } = procedure['~orpc'].route
    return !method || !path || !summary || !tags?.length
  })
  expect(mute.map(({ name }) => name)).toEqual([])
})

test('no two procedures share method and path', () => {
  const places = proceduresOf(contract, isContractProcedure).map(({ procedure }) => {
    const { method, path } = procedure['~orpc'].route
    return `${method} ${path?.replaceAll(/\{[^}]+\}/g, '{}')}`
  })
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

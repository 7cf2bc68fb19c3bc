import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isProcedure } from '@orpc/server'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { router } from '../../main/engine/router.ts'
import { proceduresOf } from '../support/contract.ts'
import { aHost, aNewWorkspace } from '../support/http-host.ts'

/** Not fuzzed, with the reason: each ends what the others stand on. */
const left: Record<string, string> = {
  'live.changes': 'streams until it is told to stop',
  'session.changePassword': 'ends the session of this test when it succeeds; tested by itself',
  'session.redeem': 'limited to a few calls a minute; tested by itself',
  'session.signIn': 'limited to a few calls a minute; tested by itself',
  'session.signOut': 'ends the session of this test',
  'workspaces.close': 'closes the workspace of this test',
  'workspaces.openSample': 'opens another workspace',
}
const RUNS = 25

interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

const hostile = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  '\uD800',
  '<script>alert(1)</script>',
  `'; DROP TABLE users; --`,
  '../../etc/passwd',
  '=cmd|calc',
  'a\r\nBcc: x@example.com',
  '🧾'.repeat(200),
  'x'.repeat(20_000),
  '{{ 1 | divided_by: 0 }}{% for i in (1..999999) %}{% endfor %}',
  'é́́́',
  -1,
  0,
  1.5,
  1e308,
  2 ** 53,
  -0,
  null,
  true,
  [],
  {},
  { __proto__: null, constructor: { prototype: 1 } },
  [[[[[]]]]],
  '2026-02-30',
  '0190a0a0-0000-7000-8000-000000000000',
  'America/Santiago',
)

/** Values near what a schema wants: right names, often right types, now and then something hostile. */
function near(schema: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  const junk = fc.oneof(
    { weight: 3, arbitrary: hostile },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  )
  return fc.oneof({ weight: 3, arbitrary: fitting(schema, depth) }, { weight: 1, arbitrary: junk })
}

function fitting(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf
  if (options?.length) return fc.oneof(...options.map((option) => near(option, depth)))
  if (schema.enum?.length) return fc.constantFrom(...schema.enum)
  if (schema.properties && depth < 4) {
    const fields = Object.entries(schema.properties).map(([name, value]): [string, fc.Arbitrary<unknown>] => [
      name,
      near(value, depth + 1),
    ])
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] })
  }
  if (schema.type === 'array') return fc.array(near(schema.items ?? {}, depth + 1), { maxLength: 3 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer') return fc.oneof(fc.integer({ min: -5, max: 300 }), fc.maxSafeInteger())
  if (schema.type === 'number') return fc.double()
  return fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 20 }), hostile)
}

test('no input of any procedure leads to an error of ours', { timeout: 240_000 }, async () => {
  const { browser, dataDir } = await aHost()
  const page = browser()
  await page.arrive()
  const state = await page.rpc.workspaces.create(aNewWorkspace)
  const ids = fc.constantFrom(state.user?.id ?? '', state.workspace?.id ?? '')
  /** The first of each procedure, with what the log says of it. */
  const failures = new Map<string, string>()
  let calls = 0
  const call = async (name: string, path: string[], input: unknown) => {
    calls += 1
    const answer = await page.fetch(`/rpc/${path.join('/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: input }),
    })
    const text = await answer.text()
    if (answer.status < 500 || text.includes('"UNAVAILABLE"') || failures.has(name)) return
    const reference = /"reference":"(\w+)"/.exec(text)?.[1] ?? 'no reference'
    failures.set(name, `${JSON.stringify(input).slice(0, 300)} → ${logged(dataDir, reference)}`)
  }
  const procedures = proceduresOf(router, isProcedure).filter(({ name }) => !(name in left))
  for (const { name, path, procedure } of procedures) {
    const schema: unknown = procedure['~orpc'].inputSchema
    // What the generator reads of a JSON schema is optional in all its parts.
    const json = (
      schema instanceof z.ZodType ? z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) : {}
    ) as JsonSchema
    const inputs = fc.sample(near(withIds(json, ids)), { numRuns: RUNS, seed: 20_261_120 })
    for (const input of inputs) await call(name, path, input)
  }
  expect(calls).toBeGreaterThan(procedures.length * 10)
  expect(Object.fromEntries(failures)).toEqual({})
  // The workspace this ran on is whole, and nobody else has become its admin.
  expect(await (await page.fetch('/healthz')).json()).toMatchObject({ status: 'ok' })
})

/** The line of the log under this reference, cut short. */
function logged(dataDir: string, reference: string): string {
  const files = globSync('**/despacho.log', { cwd: dataDir }).map((name) => join(dataDir, name))
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  return lines.find((line) => line.includes(reference))?.slice(0, 800) ?? reference
}

/** Lets some text fields hold ids that exist, so that calls get past "not found". */
function withIds(schema: JsonSchema, ids: fc.Arbitrary<string>): JsonSchema {
  const [first, second] = fc.sample(ids, { numRuns: 2, seed: 1 })
  const known = { anyOf: [{ enum: [first, second] }, { type: 'string' }] }
  const properties = Object.entries(schema.properties ?? {}).map(([name, value]): [string, JsonSchema] => [
    name,
    /(^|[a-z])id$/i.test(name) && value.type === 'string' ? known : value,
  ])
  return schema.properties ? { ...schema, properties: Object.fromEntries(properties) } : schema
}

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '../../shared/contract/index.ts'
import { permissions } from '../../shared/domain/permissions.ts'
import { proceduresOf } from '../support/contract.ts'
import { aHost, aNewWorkspace, type Browser } from '../support/http-host.ts'

type Planted = { canaries: string[]; mailAccountId?: string; userId?: string }

let planted = 0
/** A secret that is found again wherever it ends up, also in base64 or upper case. */
const canary = (state: Planted): string => {
  const text = `canario-${(planted += 1)}-Zq7xW9vKf3`
  state.canaries.push(text)
  return text
}

const account = {
  name: 'Relay',
  fromName: 'Cobranza',
  fromAddress: 'cobranza@aguirre.example',
  host: '127.0.0.1',
  port: 9,
  user: 'relay',
}

/**
 * Every procedure that takes a secret, with a call that plants a canary in each. A procedure with a
 * new secret needs a line here; the first test below finds it by the name of its field.
 */
const plants: Record<string, (page: Browser, state: Planted) => Promise<unknown>> = {
  'workspaces.create': (page, state) =>
    page.rpc.workspaces.create({
      ...aNewWorkspace,
      admin: { ...aNewWorkspace.admin, password: canary(state) },
    }),
  'session.signIn': async (page, state) => {
    await page.rpc.session.signIn({ name: 'ada', password: canary(state) }).catch(() => undefined)
    // People type their password into the field of the name, too.
    await page.rpc.session.signIn({ name: canary(state), password: 'x' }).catch(() => undefined)
  },
  'session.redeem': (page, state) => page.rpc.session.redeem({ token: canary(state) }).catch(() => undefined),
  'session.changePassword': async (page, state) => {
    const [current = ''] = state.canaries
    await page.rpc.session
      .changePassword({ currentPassword: canary(state), newPassword: canary(state) })
      .catch(() => undefined)
    await page.rpc.session.changePassword({ currentPassword: current, newPassword: canary(state) })
  },
  'users.create': async (page, state) => {
    const user = { signInName: 'berta', name: 'Berta', email: null, role: 'staff', language: null } as const
    state.userId = (await page.rpc.users.create({ ...user, password: canary(state) })).id
  },
  'users.resetPassword': (page, state) =>
    page.rpc.users.resetPassword({ id: state.userId ?? '', password: canary(state) }),
  'mail.create': async (page, state) => {
    state.mailAccountId = (await page.rpc.mail.create({ ...account, password: canary(state) })).id
  },
  'mail.update': async (page, state) => {
    const { id, version } = await page.rpc.mail.get({ id: state.mailAccountId ?? '' })
    await page.rpc.mail.update({ ...account, id, version, password: canary(state) })
  },
  'mail.check': (page, state) =>
    page.rpc.mail.check({ ...account, password: canary(state) }).catch(() => undefined),
}

const secretField = /password|passphrase|secret|token|credential|api_?key/i
const all = proceduresOf(contract, isContractProcedure)

test('every procedure whose input has the name of a secret is planted', () => {
  const takers = all.filter(({ procedure }) => {
    const schema: unknown = procedure['~orpc'].inputSchema
    if (!(schema instanceof z.ZodType)) return false
    const names = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).matchAll(
      /"([A-Za-z_]+)":\{/g,
    )
    return [...names].some(([, name = '']) => secretField.test(name))
  })
  expect(takers.map(({ name }) => name).sort()).toEqual(Object.keys(plants).sort())
})

test('no secret reaches the log, the files of the workspace, or any answer', async () => {
  const { browser, origin, dataDir, host, http } = await aHost()
  const page = browser()
  await page.arrive()
  const state: Planted = { canaries: [] }
  const tokens: string[] = [...page.cookies.values()]
  for (const plant of Object.values(plants)) await plant(page, state)
  const { key } = await page.rpc.apiKeys.create({
    name: 'ERP',
    permissions: [...permissions],
    expiresAt: null,
  })
  tokens.push(key, ...page.cookies.values(), new URL(http.freshAddress()).searchParams.get('token') ?? '')

  const answers = await everyReadAnswer(page, origin, key)
  host.current()?.db.connection.pragma('wal_checkpoint(TRUNCATE)')
  const places = new Map([...answers, ...filesBelow(dataDir)])
  expect(answers.size).toBeGreaterThan(20)
  expect([...places.keys()].some((place) => place.endsWith('workspace.db'))).toBe(true)
  expect([...places.keys()].some((place) => place.endsWith('despacho.log'))).toBe(true)

  const found = [...state.canaries, ...tokens].flatMap((secret) =>
    [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')].flatMap((form) =>
      [...places].filter(([, text]) => text.includes(form)).map(([place]) => `${form} in ${place}`),
    ),
  )
  expect(found).toEqual([])
})

/** Answers of every procedure that only reads, as text; those that need an id get those lists gave. */
async function everyReadAnswer(page: Browser, origin: string, key: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const ids = new Map<string, string>()
  for (const { name, path, procedure } of all) {
    const { route } = procedure['~orpc']
    if (route.method !== 'GET' || name === 'live.changes') continue
    const filled = route.path?.replaceAll(/\{(\w+)\}/g, () => ids.get(path[0] ?? '') ?? 'unknown')
    const answer = await page.fetch(`/api/v1${filled}`)
    const text = await answer.text()
    texts.set(`GET ${route.path}`, text)
    const id = /"id":"([^"]+)"/.exec(text)?.[1]
    if (id && !ids.has(path[0] ?? '')) ids.set(path[0] ?? '', id)
    texts.set(
      `GET ${route.path} with a key`,
      await (
        await fetch(`${origin}/api/v1${filled}`, { headers: { authorization: `Bearer ${key}` } })
      ).text(),
    )
  }
  for (const path of ['/healthz', '/metrics', '/api/v1/openapi.json', '/api/v1/']) {
    texts.set(path, await (await page.fetch(path)).text())
  }
  return texts
}

function filesBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return new Map(
    files
      .filter((file) => statSync(file).isFile())
      .map((file) => [file, readFileSync(file).toString('latin1')]),
  )
}

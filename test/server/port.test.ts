import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { type ClientContext, createORPCClient, DynamicLink, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, onTestFinished, test } from 'vitest'
import type { contract } from '../../shared/contract/index.ts'
import { isProblem, type Problem } from '../../shared/contract/errors.ts'
import type { RequestContext } from '../../main/engine/core/access/request.ts'
import { createPortHandler } from '../../main/engine/port-handler.ts'
import { requestBy } from '../support/request.ts'
import { aWorkspace } from '../support/workspace.ts'

type Client = ContractRouterClient<typeof contract>
const ports = createPortHandler()

/** What a call throws; fails the test when it answers. */
async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isProblem(error)) throw new Error('it answered, or threw something that is no problem')
  return error
}

function connect(context: RequestContext): { client: Client; port: MessagePort; far: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  ports.serve(port2, context)
  const client: Client = createORPCClient(new RPCLink({ port: port1 }))
  port1.start()
  onTestFinished(() => port1.close())
  return { client, port: port1, far: port2 }
}

test('the contract answers over a port', async () => {
  const { ctx, admin } = await aWorkspace()
  const { client } = connect(requestBy(ctx, admin))
  expect((await client.session.state()).user?.name).toBe('Ada Admin')
})

test('a problem arrives with its code, reason and fields', async () => {
  const { ctx, admin } = await aWorkspace()
  const { client } = connect(requestBy(ctx, admin))
  const error = await problemOf(
    client.session.changePassword({ currentPassword: null, newPassword: 'corta' }),
  )
  expect(error).toBeInstanceOf(ORPCError)
  expect(error.code).toBe('INVALID')
  expect(error.data.issues).toEqual([
    { path: ['newPassword'], reason: 'validation.too_small_string', params: { minimum: 12 } },
  ])
})

test('a call on a closed port never settles, and a link that opens another goes on', async () => {
  const { ctx, admin } = await aWorkspace()
  const first = connect(requestBy(ctx, admin))
  let open: RPCLink<ClientContext> | undefined
  let opened = 0
  const link = new DynamicLink(() => {
    if (!open) {
      const { port } = connect(requestBy(ctx, admin))
      opened += 1
      open = new RPCLink({ port })
      port.once('close', () => (open = undefined))
    }
    return open
  })
  first.port.close()
  const outcome = await Promise.race([
    first.client.session.state().then(
      () => 'answered',
      () => 'failed',
    ),
    new Promise((resolve) => setTimeout(() => resolve('silence'), 100)),
  ])
  expect(outcome).not.toBe('answered')
  const client: Client = createORPCClient(link)
  await client.session.state()
  expect(opened).toBe(1)
})

test('the context keeps what a plain object keeps: its functions still work behind every rule', async () => {
  const { ctx, admin } = await aWorkspace()
  const context = requestBy(ctx, admin)
  expect(Object.getPrototypeOf(context)).toBe(Object.prototype)
  expect(Object.getPrototypeOf(context.host)).toBe(Object.prototype)
  const { client } = connect(context)
  await client.session.signOut()
  expect(context.session.get()).toBeUndefined()
})

test('a file arrives as a file; bytes alone would not', async () => {
  const { ctx, admin } = await aWorkspace()
  const { client } = connect({ ...requestBy(ctx, admin), trusted: true })
  const bytes = new Uint8Array([1, 2, 3])
  const wrong = await problemOf(client.workspaces.restoreUpload({ file: bytes as never }))
  expect(wrong.code).toBe('INVALID')
  expect(wrong.data.issues?.[0]?.path).toEqual(['file'])
  const error = await problemOf(client.workspaces.restoreUpload({ file: new File([bytes], 'respaldo.db') }))
  // The file was read; this test's host restores nothing.
  expect(error.code).toBe('INTERNAL')
  expect(error.data.reference).toMatch(/^[0-9a-f]{10}$/)
})

test('changes stream over the port and stop when it closes', async () => {
  const { ctx, admin, clock, as } = await aWorkspace()
  const { client, port } = connect(requestBy(ctx, admin))
  const changes = await client.live.changes()
  let topic: string | undefined
  void changes.next().then(({ done, value }) => (topic = done ? undefined : value.topic))
  await as(admin).session.preferences({ theme: 'dark' })
  await expect
    .poll(async () => {
      await clock.advance(300)
      return topic
    })
    .toBe('session')
  port.close()
})

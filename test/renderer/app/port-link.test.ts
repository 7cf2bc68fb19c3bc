import { createORPCClient } from '@orpc/client'
import type { RouterClient } from '@orpc/server'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { z } from 'zod'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CallTimedOut, ConnectionLost, patient } from '../../../renderer/app/connection.ts'
import { portLink } from '../../../renderer/app/port-link.ts'

const router = {
  greet: os.input(z.string()).handler(({ input }) => `Hola, ${input}`),
  never: os.handler(() => new Promise<string>(() => undefined)),
}

const mainSide: MessagePort[] = []

beforeEach(() => {
  // What the preload does: it takes the port out of the window's message and hands it to the main process.
  vi.stubGlobal('window', {
    postMessage: (message: string, _origin: string, [port]: [MessagePort]) => {
      if (message !== 'rpc:connect') throw new Error(`unexpected ${message}`)
      new RPCHandler(router).upgrade(port)
      port.start()
      mainSide.push(port)
    },
  })
})

afterEach(() => {
  for (const port of mainSide.splice(0)) port.close()
  vi.unstubAllGlobals()
})

it('speaks over one port for all calls', async () => {
  const client: RouterClient<typeof router> = createORPCClient(portLink())
  expect(await Promise.all([client.greet('Ana'), client.greet('Luis')])).toEqual(['Hola, Ana', 'Hola, Luis'])
  expect(mainSide).toHaveLength(1)
})

it('rejects the calls in flight when the port closes, and opens another for the next call', async () => {
  const client: RouterClient<typeof router> = createORPCClient(portLink())
  await client.greet('Ana')
  const hanging = client.never()
  mainSide[0]?.close()
  await expect(hanging).rejects.toBeInstanceOf(ConnectionLost)
  expect(await client.greet('Marta')).toBe('Hola, Marta')
  expect(mainSide).toHaveLength(2)
})

it('stops waiting for an answer that does not come in time', async () => {
  const link = patient(portLink())
  await expect(link.call(['never'], undefined, { context: { timeoutMs: 20 } })).rejects.toBeInstanceOf(
    CallTimedOut,
  )
})

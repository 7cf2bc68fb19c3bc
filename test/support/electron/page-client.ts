import { EventEmitter } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Page } from '@playwright/test'
import type { contract } from '../../../shared/contract/index.ts'

/** One end of a channel that the page has handed to the app, reached from the test. */
class PagePort extends EventEmitter {
  readonly #post: (message: string) => void

  constructor(post: (message: string) => void) {
    super()
    this.#post = post
  }
  postMessage(message: unknown): void {
    if (typeof message !== 'string') throw new TypeError('tests send no files')
    this.#post(message)
  }
}

export interface PageClient {
  client: ContractRouterClient<typeof contract>
  /** Whether the app has closed the channel. */
  closed(): boolean
}

/** The contract as the page would call it: through the preload, over a port of its own. */
export async function connectThrough(page: Page): Promise<PageClient> {
  const name = `fromPort${Math.trunc(performance.now() * 1_000)}`
  let closed = false
  const port = new PagePort((message) => {
    void page
      .evaluate(
        ([key, text]) => {
          const ports = window as unknown as Record<string, MessagePort>
          ports[key]?.postMessage(text)
        },
        [`${name}Port`, message] as const,
      )
      .catch(() => undefined)
  })
  await page.exposeFunction(name, (data: string | null) => {
    if (data === null) closed = true
    else port.emit('message', { data })
  })
  await page.evaluate((key) => {
    const { port1, port2 } = new MessageChannel()
    const tell = (window as unknown as Record<string, (data: string | null) => void>)[key]
    Object.assign(window, { [`${key}Port`]: port1 })
    port1.addEventListener('message', ({ data }) => tell?.(data as string))
    port1.addEventListener('close', () => tell?.(null))
    port1.start()
    window.postMessage('rpc:connect', '*', [port2])
  }, name)
  return { client: createORPCClient(new RPCLink({ port })), closed: () => closed }
}

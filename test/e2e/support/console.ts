import { test as base } from '@playwright/test'
import { startHost, type Host } from './host.ts'

type PerFile = {
  /** Arguments of the host for this file: `test.use({ hostArguments: ['--sample'] })`. */
  hostArguments: readonly string[]
  host: Host
}

/**
 * The test of the browser specs: `host` is a headless host of the worker's own, and relative addresses
 * lead to it. Files that ask for other arguments get another host.
 */
export const test = base.extend<{ baseURL: string }, PerFile>({
  hostArguments: [[], { option: true, scope: 'worker' }],
  host: [
    async ({ hostArguments }, use) => {
      const host = await startHost({ args: hostArguments })
      await use(host)
      await host.discard()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ host }, use) => use(host.origin),
})

export { expect } from '@playwright/test'

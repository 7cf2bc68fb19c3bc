import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { whyWrongNode } from '../main/server/node-version.ts'

const why = whyWrongNode(process.versions.node)
if (why) throw new Error(why)

const root = fileURLToPath(new URL('..', import.meta.url))

/** Unit, migration, server and desktop tests: everything that needs no page in a browser. */
export default defineConfig({
  root,
  test: {
    include: ['test/{engine,migrations,server,shared,desktop,renderer,architecture,run}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
})

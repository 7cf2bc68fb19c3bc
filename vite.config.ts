import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import mantine from 'postcss-preset-mantine'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What stays outside the bundles: Electron and Node bring it, or it carries a binary. */
const external = ['electron', 'better-sqlite3', /^node:/, ...builtinModules]

function nodeBuild(
  entries: Record<string, string>,
  outDir: string,
  format: 'es' | 'cjs',
): EnvironmentOptions {
  const extension = format === 'cjs' ? 'cjs' : 'js'
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      outDir: here(outDir),
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      target: 'node24',
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, here(path)])),
        external,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
        },
      },
    },
  }
}

/**
 * Bundles the worker of `new Worker(new URL('./x.ts', import.meta.url))` as an entry of its own and lets
 * the URL point at it: Vite does so for browsers only. From source, Node runs the same line as it stands.
 */
function nodeWorkers(): Plugin {
  const worker = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1\s*,\s*import\.meta\.url\s*\)/g
  return {
    name: 'node-workers',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'main',
    async transform(code, id) {
      if (!code.includes('import.meta.url')) return null
      const replaced = await replaceEach(code, worker, async (path) => {
        const target = await this.resolve(path, id)
        if (!target) this.error(`The worker ${path} of ${id} does not exist.`)
        const reference = this.emitFile({ type: 'chunk', id: target.id })
        return `import.meta.ROLLUP_FILE_URL_${reference}`
      })
      return replaced === code ? null : { code: replaced, map: null }
    },
    resolveFileUrl: ({ relativePath }) => `new URL(${JSON.stringify(relativePath)}, import.meta.url)`,
  }
}

async function replaceEach(
  code: string,
  pattern: RegExp,
  replacement: (path: string) => Promise<string>,
): Promise<string> {
  let result = ''
  let from = 0
  for (const match of code.matchAll(pattern)) {
    result += code.slice(from, match.index) + (await replacement(match[2] ?? ''))
    from = match.index + match[0].length
  }
  return result + code.slice(from)
}

/** Three bundles from one place: the page, the two hosts with the engine, and the preload. */
export default defineConfig({
  root: here('renderer'),
  plugins: [react(), nodeWorkers()],
  // oxlint-disable-next-line typescript/no-unsafe-call -- the package declares its export as any
  css: { postcss: { plugins: [mantine()] } },
  // The content security policy allows no data: addresses.
  build: { assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        outDir: here('dist/renderer'),
        emptyOutDir: true,
        rolldownOptions: { input: here('renderer/index.html') },
      },
    },
    main: nodeBuild({ desktop: 'main/desktop.ts', headless: 'main/headless.ts' }, 'dist/main', 'es'),
    preload: nodeBuild({ index: 'preload/index.ts' }, 'dist/preload', 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})

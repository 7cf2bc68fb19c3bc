import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a named run is given: the arguments behind its name. */
export type RunOptions = { readonly args: readonly string[] }

type Run = (options: RunOptions) => Promise<object>

const kebab = /^[a-z][a-z0-9-]*\.ts$/

/**
 * Runs `<folder>/<name>.ts`, which exports `run`, an async function that returns the figures as an object;
 * without a name runs all, in order. The figures are printed as one JSON object on the last line: those of
 * the one, or all of them under their names. Exits with 1 when one throws, and with 2 on an unknown name.
 */
export async function dispatch(folder: string, argv: readonly string[]): Promise<void> {
  const known = readdirSync(folder)
    .filter((file) => kebab.test(file) && file !== 'index.ts' && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'))
    .sort()
  const [name, args] = argv[0]?.startsWith('-') ? [undefined, argv] : [argv[0], argv.slice(1)]
  if (name !== undefined && !known.includes(name)) {
    console.error(`There is no "${name}" here. Known: ${known.join(', ') || 'none yet'}.`)
    process.exitCode = 2
    return
  }
  const results: Record<string, object> = {}
  for (const each of name === undefined ? known : [name]) {
    console.error(`── ${each}`)
    results[each] = await runOne(join(folder, `${each}.ts`), { args })
  }
  console.log(JSON.stringify(name === undefined ? results : results[name]))
}

async function runOne(file: string, options: RunOptions): Promise<object> {
  const module: unknown = await import(pathToFileURL(file).href)
  if (!isRunnable(module)) throw new Error(`${file} does not export a function called run`)
  try {
    return await module.run(options)
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

function isRunnable(module: unknown): module is { run: Run } {
  return typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function'
}

// Builds dist when it does not come from the present sources.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runOnOwnNode } from './child.js'
import { ensureInstalled, root, seconds } from './install.js'

const sources = [
  'main',
  'renderer',
  'preload',
  'shared',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]
const stamp = join(root, 'dist', '.sources')

/** A hash over the names and contents of everything that goes into dist. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const name of sources) addTo(hash, name)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} name
 */
function addTo(hash, name) {
  const path = join(root, name)
  if (!existsSync(path)) return
  const entries = readEntries(path)
  if (entries) for (const entry of entries) addTo(hash, `${name}/${entry}`)
  else hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
}

/** @param {string} path */
function readEntries(path) {
  try {
    return readdirSync(path).sort()
  } catch {
    return undefined
  }
}

/**
 * Builds unless dist is up to date. Returns the exit code of the build, 0 when there was nothing to do.
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuilt(options = {}) {
  const hash = sourceHash()
  if (!options.force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 0
  console.log('Building the console.')
  const started = Date.now()
  rmSync(stamp, { force: true })
  const code = await runOnOwnNode(['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn'])
  if (code === 0) {
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, hash)
    console.log(`Built in ${seconds(started)} s.`)
  }
  return code
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled()
  process.exitCode = await ensureBuilt({ force: true })
}

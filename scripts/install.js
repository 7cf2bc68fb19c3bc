// Installs what is missing. Runs on any Node from 18 on and uses nothing that npm brings, because it
// runs before npm has brought anything.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The oldest Node that the engine runs on: better-sqlite3 13 crashes on Node 20. */
const oldestNode = 24

/**
 * The Node that carries everything of ours: the one npm installed, else the running one if it is new
 * enough, else undefined.
 */
export function ownNode() {
  const installed = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(installed)) return installed
  return Number(process.versions.node.split('.')[0]) >= oldestNode ? process.execPath : undefined
}

/** The environment for children: `node` means ours, whatever the machine has. */
export function ownEnvironment() {
  // Windows calls it Path, and a copy of the environment tells the two apart.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const path = join(root, 'node_modules', '.bin') + delimiter + (process.env[name] ?? '')
  return { ...process.env, [name]: path }
}

/**
 * Installs the dependencies when node_modules does not hold what package-lock.json names.
 * Ends the process with a sentence when npm cannot.
 */
export async function ensureInstalled() {
  const reason = whyInstall()
  if (!reason) return
  console.log(`Installing dependencies (${reason}). This takes a minute or two.`)
  const started = Date.now()
  const pulse = setInterval(() => console.log(`  still installing, ${seconds(started)} s`), 20_000)
  const code = await npm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  clearInterval(pulse)
  if (code !== 0) {
    fail(
      'The dependencies could not be installed: npm ci ended with an error (above). ' +
        'Check the connection to the npm registry and the space on disk, then run the command again.',
    )
  }
  if (!nodeWorks()) {
    fail(
      `Node ${oldestNode} was not installed: the npm package "node" runs a script to fetch it. ` +
        'Allow scripts (npm config set ignore-scripts false), then run npm ci again.',
    )
  }
  console.log(`Installed in ${seconds(started)} s.`)
}

/**
 * Why an install is needed, in a few words, or undefined. npm writes node_modules/.package-lock.json
 * last, so it says what is there, also after an install that was cut short.
 */
export function whyInstall(folder = root) {
  const installed = lockOf(join(folder, 'node_modules', '.package-lock.json'))
  if (!installed) return 'first time'
  if (!ownNode()) return `Node ${oldestNode} is missing`
  const wanted = lockOf(join(folder, 'package-lock.json'))
  if (!wanted) fail('package-lock.json is missing or damaged. Restore it from the repository.')
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const there = installed[path]
    if (there ? there.version !== entry.version : !entry.optional) return 'package-lock.json has changed'
  }
  return undefined
}

/** @param {string} file */
function lockOf(file) {
  try {
    /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
    const lock = JSON.parse(readFileSync(file, 'utf8'))
    return lock.packages
  } catch {
    return undefined
  }
}

/**
 * npm with the Node that npm itself was started with: the Node in node_modules is about to be replaced.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function npm(args) {
  const cli = process.env.npm_execpath
  const node = process.env.npm_node_execpath ?? process.execPath
  const child = cli?.endsWith('.js')
    ? spawn(node, [cli, ...args], { cwd: root, stdio: 'inherit' })
    : spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`npm could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function nodeWorks() {
  const node = ownNode()
  return node !== undefined && spawnSync(node, ['--version']).stdout?.toString().startsWith(`v${oldestNode}.`)
}

/** @param {number} since */
export function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1)
}

/**
 * Says why and ends.
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence, code = 1) {
  console.error(sentence)
  process.exit(code)
}

// Adds to package-lock.json the platform packages that npm left out.
//
// npm drops an optional dependency from the lock file when the registry it asked does not
// carry that platform's build, and `npm ci` then refuses the lock. The versions are known
// from the parent's manifest, so the entries can be written without asking anyone; npm
// fetches one only on the platform it is for. Run it after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
/** @typedef {{ version?: string, cpu?: string[], os?: string[], dev?: boolean, optional?: boolean }} Entry */
/** @typedef {Entry & { optionalDependencies?: Record<string, string> }} Parent */
/** @type {{ packages: Record<string, Parent> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['x64', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'arm', 'wasm32']

let added = 0
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || !/^\d+\.\d+\.\d+/.test(version)) continue
    const words = (name.split('/').at(-1) ?? '').split('-')
    const os = systems.find((system) => words.includes(system))
    const cpu = processors.find((processor) => words.includes(processor))
    if (!os || !cpu) continue
    lock.packages[key] = { version, cpu: [cpu], dev: true, optional: true, os: [os] }
    added += 1
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added} platform packages added`)

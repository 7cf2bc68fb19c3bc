import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor, type ESTree } from 'vite'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A source file, its path from the root with slashes, and what it takes from elsewhere. */
export type Module = {
  readonly path: string
  readonly lines: number
  /** Paths from the root for files of ours, bare names (`electron`, `node:fs`) for packages. */
  readonly imports: readonly string[]
  /** Those of them that are loaded before the first line runs. */
  readonly loadedFirst: readonly string[]
  /** Uses of the machine's own clock, timers and chance, as they are written: `Date.now`. */
  readonly machine: readonly string[]
}

/** Every TypeScript file of the product, parsed. Throws on a file that does not parse. */
export function readModules(): Module[] {
  return globSync('{main,renderer,preload,shared}/**/*.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => parseModule(path, readFileSync(join(root, path), 'utf8')))
}

/** One file, parsed; `path` is from the root and decides what its relative imports mean. */
export function parseModule(path: string, source: string): Module {
  const { program, module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const found = new Set<string>()
  for (const entry of module.staticImports) found.add(entry.moduleRequest.value)
  for (const entry of module.staticExports.flatMap((statement) => statement.entries)) {
    if (entry.moduleRequest) found.add(entry.moduleRequest.value)
  }
  const loadedFirst = [...found].map((specifier) => resolve(path, specifier))
  const machine = module.staticImports
    .filter((entry) => /^(node:)?timers(\/|$)/.test(entry.moduleRequest.value))
    .flatMap((entry) => entry.entries.filter((taken) => taken.importName.kind !== 'Name'))
    .map((taken) => `all timers as ${taken.localName.value}`)
  const others = new Set<ESTree.Node>()
  const note = (specifier: string | undefined): void => void (specifier && found.add(specifier))
  new Visitor({
    ImportExpression: (node) => note(textOf(node.source)),
    TSImportType: (node) => note(node.source.value),
    NewExpression(node) {
      if (nameOf(node.callee) === 'URL' && isImportMetaUrl(node.arguments[1])) note(textOf(node.arguments[0]))
      if (nameOf(node.callee) === 'Date' && node.arguments.length === 0) machine.push('new Date()')
    },
    CallExpression(node) {
      if (nameOf(node.callee) === 'require') note(textOf(node.arguments[0]))
      if (nameOf(node.callee) === 'Date') machine.push('Date()')
    },
    Identifier: (node) => void (timers.has(node.name) && !others.has(node) && machine.push(node.name)),
    MemberExpression(node) {
      const name = memberName(node)
      if (name && readings.has(name)) machine.push(name)
      // A socket has a setTimeout of its own.
      if (!node.computed && nameOf(node.object) !== 'globalThis') others.add(node.property)
    },
  }).visit(program)
  const imports = [...found].map((specifier) => resolve(path, specifier)).sort()
  return { path, lines: source.split('\n').length - 1, imports, loadedFirst, machine }
}

const timers = new Set(['setTimeout', 'setInterval'])
const readings = new Set(['Date.now', 'Math.random'])

function resolve(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '')
  return bare.startsWith('.') ? posix.join(posix.dirname(from), bare) : bare
}

function nameOf(node: ESTree.Node | null | undefined): string | undefined {
  return node?.type === 'Identifier' ? node.name : undefined
}

function textOf(node: ESTree.Node | null | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

function memberName(node: ESTree.MemberExpression): string | undefined {
  const object = nameOf(node.object)
  const property = node.computed ? textOf(node.property) : nameOf(node.property)
  return object && property ? `${object}.${property}` : undefined
}

function isImportMetaUrl(node: ESTree.Node | null | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    nameOf(node.property) === 'url'
  )
}

/** Whether a file of ours that is imported is there. */
export function isThere(path: string): boolean {
  return existsSync(join(root, path))
}

import { isBuiltin } from 'node:module'
import type { Module } from './graph.ts'

/** A rule of the architecture: what it says, and the imports (or uses, or lengths) that break it. */
export type Rule = {
  readonly says: string
  readonly broken: (module: Module) => readonly string[]
}

const inside = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`))

const isElectron = (name: string): boolean => /^electron(-updater)?(\/|$)/.test(name)

const isOurs = (target: string): boolean =>
  inside(target, 'main', 'renderer', 'preload', 'shared', 'test', 'scripts', 'docs')

/** An import rule: modules to which it applies may not import what is refused. */
function never(
  says: string,
  applies: (path: string) => boolean,
  refused: (target: string, path: string) => boolean,
): Rule {
  return {
    says,
    broken: (module) =>
      applies(module.path) ? module.imports.filter((target) => refused(target, module.path)) : [],
  }
}

/** The feature a file of the engine belongs to, undefined for core, migrations and the engine's own files. */
export function featureOf(path: string): string | undefined {
  const name = /^main\/engine\/([^/]+)\//.exec(path)?.[1]
  return name === 'core' || name === 'migrations' ? undefined : name
}

function isInternalOfAnother(target: string, path: string): boolean {
  const other = featureOf(target)
  if (other === undefined || other === featureOf(path)) return false
  return target !== `main/engine/${other}/${other}.ts` && target !== `main/engine/${other}/queries.ts`
}

/** The import rules of the architecture, and the two that hold for single files. */
export const rules: readonly Rule[] = [
  never(
    'the page and the preload never import the main side',
    (path) => inside(path, 'renderer', 'preload'),
    (target) => inside(target, 'main'),
  ),
  never(
    'the page uses neither Node nor Electron',
    (path) => inside(path, 'renderer'),
    (target) => isBuiltin(target) || isElectron(target) || target === 'better-sqlite3',
  ),
  never(
    'the engine never imports its hosts',
    (path) => inside(path, 'main/engine'),
    (target) =>
      inside(target, 'main/desktop', 'main/server', 'renderer', 'preload') ||
      target === 'main/desktop.ts' ||
      target === 'main/headless.ts',
  ),
  never(
    'only main/desktop and the preload import Electron',
    (path) => !inside(path, 'main/desktop', 'preload') && path !== 'main/desktop.ts',
    isElectron,
  ),
  never(
    'shared imports nobody',
    (path) => inside(path, 'shared'),
    (target) => (isOurs(target) && !inside(target, 'shared')) || isBuiltin(target) || isElectron(target),
  ),
  never(
    'the contract imports nothing but zod, oRPC and shared',
    (path) => inside(path, 'shared/contract'),
    (target) => !inside(target, 'shared') && !/^(zod|@orpc\/[a-z-]+)(\/|$)/.test(target),
  ),
  never(
    "a feature imports another feature's <feature>.ts or queries.ts only",
    (path) => featureOf(path) !== undefined,
    isInternalOfAnother,
  ),
  never(
    'core never imports a feature',
    (path) => inside(path, 'main/engine/core'),
    (target) =>
      inside(target, 'main/engine') && !inside(target, 'main/engine/core', 'main/engine/migrations'),
  ),
  never(
    'the product never imports its tests or scripts',
    () => true,
    (target) => inside(target, 'test', 'scripts'),
  ),
  {
    says: 'the engine takes time and chance from its context, outside core/clock.ts',
    broken: (module) =>
      inside(module.path, 'main/engine') && module.path !== 'main/engine/core/clock.ts' ? module.machine : [],
  },
  {
    says: 'the headless entry loads nothing before it has checked the version of Node',
    broken: (module) =>
      module.path === 'main/headless.ts'
        ? module.loadedFirst.filter((target) => target !== 'main/server/node-version.ts')
        : [],
  },
  {
    says: 'a file or folder is named by what it holds',
    broken: (module) =>
      module.path
        .split('/')
        .filter((name) => /^(utils?|helpers?|managers?|common|misc)(\.tsx?)?$/.test(name)),
  },
  {
    says: 'a file has at most 350 lines',
    broken: (module) => (module.lines > 350 ? [`${module.lines} lines`] : []),
  },
]

/** What breaks a rule, one sentence each. */
export function violations(modules: readonly Module[], rule: Rule): string[] {
  return modules.flatMap((module) => rule.broken(module).map((what) => `${module.path}: ${what}`))
}

/** The names the top level may have besides dotfiles and what git ignores. */
export const topLevel: ReadonlySet<string> = new Set([
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'docs',
  'electron-builder.yml',
  'main',
  'package-lock.json',
  'package.json',
  'preload',
  'renderer',
  'scripts',
  'shared',
  'test',
  'tsconfig.json',
  'vite.config.ts',
])

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isThere, parseModule, readModules, root } from './graph.ts'
import { rules, topLevel, violations } from './rules.ts'

const modules = readModules()

describe('the import graph', () => {
  test('holds the modules of every part of the product', () => {
    for (const part of ['main/engine/core/', 'renderer/', 'preload/', 'shared/contract/']) {
      const seen = modules.filter((module) => module.path.startsWith(part))
      expect(seen.length, `modules under ${part}`).toBeGreaterThan(0)
    }
  })

  test('has imports that lead to files which are there', () => {
    const ours = modules.flatMap((module) =>
      module.imports
        .filter((target) => /^(main|renderer|preload|shared)\//.test(target) && !isThere(target))
        .map((target) => `${module.path}: ${target}`),
    )
    expect(ours).toEqual([])
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(modules.length)
  })

  for (const rule of rules) {
    test(`keeps to: ${rule.says}`, () => {
      expect(violations(modules, rule)).toEqual([])
    })
  }
})

/** For each rule a file that breaks it, in its own words: a rule that lets it pass checks nothing. */
const breaking: Record<string, readonly [path: string, source: string][]> = {
  'the page and the preload never import the main side': [
    ['renderer/features/home/home.tsx', "import type { Engine } from '../../../main/engine/engine.ts'"],
    ['preload/index.ts', "export * from '../main/desktop/window.ts'"],
  ],
  'the page uses neither Node nor Electron': [
    ['renderer/app/files.ts', "import { readFileSync } from 'node:fs'"],
    ['renderer/app/shell.ts', "const { shell } = await import('electron')"],
  ],
  'the engine never imports its hosts': [
    ['main/engine/mail/mail.ts', "const host = await import('../../server/http.ts')"],
    ['main/engine/core/log.ts', "type Window = import('../../desktop/window.ts').Window"],
  ],
  'only main/desktop and the preload import Electron': [
    ['main/engine/core/secrets/key.ts', "import { safeStorage } from 'electron'"],
    ['main/server/http.ts', "import updater from 'electron-updater'"],
    ['main/headless.ts', "const electron = require('electron/main')"],
  ],
  'shared imports nobody': [
    ['shared/domain/money.ts', "import { log } from '../../main/engine/core/log.ts'"],
    ['shared/domain/nit.ts', "import { createHash } from 'crypto'"],
  ],
  'the contract imports nothing but zod, oRPC and shared': [
    ['shared/contract/clients.ts', "import dayjs from 'dayjs'"],
  ],
  "a feature imports another feature's <feature>.ts or queries.ts only": [
    ['main/engine/campaigns/jobs.ts', "import { send } from '../mail/lanes/smtp.ts'"],
    ['main/engine/campaigns/campaigns.ts', "new Worker(new URL('../clients/reader.ts', import.meta.url))"],
  ],
  'core never imports a feature': [
    ['main/engine/core/queue/queue.ts', "import { clients } from '../../clients/clients.ts'"],
    ['main/engine/core/context.ts', "import { features } from '../features.ts'"],
  ],
  'the product never imports its tests or scripts': [
    ['main/engine/engine.ts', "import { aWorkspace } from '../../test/support/workspace.ts'"],
  ],
  'the engine takes time and chance from its context, outside core/clock.ts': [
    ['main/engine/mail/mail.ts', 'const at = Date.now()'],
    ['main/engine/mail/mail.ts', "const at = Date['now']()"],
    ['main/engine/mail/mail.ts', 'const at = new Date()'],
    ['main/engine/mail/mail.ts', 'const text = Date()'],
    ['main/engine/mail/mail.ts', 'setTimeout(() => {}, 10)'],
    ['main/engine/mail/mail.ts', 'const wait = globalThis.setInterval'],
    ['main/engine/mail/mail.ts', 'const luck = Math.random()'],
    ['main/engine/mail/mail.ts', "import { setTimeout as sleep } from 'node:timers/promises'"],
    ['main/engine/mail/mail.ts', "import * as timers from 'node:timers'"],
  ],
  'the headless entry loads nothing before it has checked the version of Node': [
    ['main/headless.ts', "import { serve } from './server/serve.ts'"],
  ],
  'a file or folder is named by what it holds': [
    ['main/engine/core/utils.ts', 'export {}'],
    ['renderer/components/common/card.tsx', 'export {}'],
  ],
  'a file has at most 350 lines': [['shared/domain/money.ts', '// a line\n'.repeat(351)]],
}

/** Files close to the border that break nothing. */
const lawful: readonly [path: string, source: string][] = [
  ['main/engine/campaigns/campaigns.ts', "import { getClient } from '../clients/queries.ts'"],
  ['main/engine/campaigns/campaigns.ts', "import { addClient } from '../clients/clients.ts'"],
  ['main/engine/campaigns/launch/ledger.ts', "import { plan } from '../planner.ts'"],
  ['main/engine/features.ts', "import { clients } from './clients/feature.ts'"],
  ['main/engine/core/clock.ts', 'const now = Date.now(); setTimeout(() => {}, now)'],
  ['main/engine/mail/mail.ts', 'const at = new Date(0)'],
  ['main/engine/mail/mail.ts', "import { setImmediate as turn } from 'node:timers/promises'"],
  ['main/engine/mail/mail.ts', 'socket.setTimeout(10)'],
  ['main/headless.ts', "import './server/node-version.ts'\nawait import('./server/serve.ts')"],
  ['main/desktop/window.ts', "import { BrowserWindow } from 'electron'"],
  ['shared/contract/clients.ts', "import { z } from 'zod'\nimport { procedure } from './base.ts'"],
  ['shared/domain/money.ts', '// a line\n'.repeat(350)],
]

describe('the rules themselves', () => {
  test.each(rules.map((rule) => [rule.says, rule] as const))('find what breaks: %s', (says, rule) => {
    const examples = breaking[says] ?? []
    expect(examples.length).toBeGreaterThan(0)
    for (const [path, source] of examples) {
      expect(violations([parseModule(path, source)], rule), `${path}: ${source.slice(0, 80)}`).not.toEqual([])
    }
  })

  test.each(lawful)('let pass what breaks none, in %s', (path, source) => {
    const module = parseModule(path, source)
    expect(rules.flatMap((rule) => violations([module], rule))).toEqual([])
  })

  test('refuse a file that does not parse', () => {
    expect(() => parseModule('main/engine/engine.ts', 'const = 1')).toThrow(/does not parse/)
  })
})

describe('the top level', () => {
  test('holds the names of the architecture and no others', () => {
    const ignored = new Set(
      readFileSync(join(root, '.gitignore'), 'utf8')
        .split('\n')
        .map((line) => line.replace(/\/$/, '')),
    )
    const others = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !ignored.has(name) && !topLevel.has(name),
    )
    expect(others).toEqual([])
  })
})

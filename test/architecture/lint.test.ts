import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './graph.ts'

/** What the linter has to find, by file: made up, each breaking one rule. */
const breaking: readonly [rule: string, path: string, source: string][] = [
  ['no-restricted-imports', 'renderer/app/a.ts', "export type { Engine } from '../../main/engine/engine.ts'"],
  ['no-restricted-imports', 'shared/domain/a.ts', "export { log } from '../../main/engine/core/log.ts'"],
  ['no-restricted-imports', 'main/engine/mail/a.ts', "export { app } from 'electron'"],
  ['no-restricted-imports', 'main/engine/mail/b.ts', "export { open } from '../../desktop/window.ts'"],
  ['no-restricted-imports', 'main/server/a.ts', "export { app } from 'electron'"],
  [
    'no-restricted-imports',
    'main/desktop/a.ts',
    "export { aWorkspace } from '../../test/support/workspace.ts'",
  ],
  ['no-restricted-properties', 'main/engine/mail/d.ts', 'export const at = Date.now()'],
  ['no-restricted-properties', 'main/engine/mail/e.ts', 'export const luck = Math.random()'],
  ['no-restricted-globals', 'main/engine/mail/f.ts', 'setTimeout(() => undefined, 1)'],
  [
    'no-restricted-imports',
    'main/engine/mail/c.ts',
    "export { setTimeout as sleep } from 'node:timers/promises'",
  ],
  ['no-explicit-any', 'shared/domain/b.ts', 'export const x: any = 1'],
  ['no-unsafe-return', 'shared/domain/c.ts', 'export const x = (s: string) => JSON.parse(s)'],
  ['no-floating-promises', 'main/engine/mail/g.ts', 'Promise.resolve(1)'],
  ['max-lines', 'shared/domain/d.ts', 'export {}\n'.repeat(301)],
  ['max-lines-per-function', 'main/engine/mail/h.ts', `export function f() {\n${'f()\n'.repeat(60)}}`],
  ['filename-case', 'shared/domain/NotKebab.ts', 'export {}'],
]

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-lint-'))
  let found: readonly { code: string; filename: string }[] = []

  beforeAll(() => {
    for (const name of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(root, name), join(folder, name))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    for (const [, path, source] of breaking) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), `${source}\n`)
    }
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [oxlint, '--type-aware', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    })
    found = Report.parse(JSON.parse(stdout)).diagnostics
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(breaking)('applies %s to %s', (rule, path) => {
    const codes = found.filter((item) => item.filename.endsWith(path)).map((item) => item.code)
    expect(codes).toContainEqual(expect.stringContaining(`(${rule})`))
  })
})

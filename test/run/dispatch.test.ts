import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const dispatcher = new URL('../support/dispatch.ts', import.meta.url).href

/** Runs the dispatcher, in a process of its own, over files given as name and source. */
function dispatched(files: Record<string, string>, ...args: string[]): { code: number | null; last: string } {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-dispatch-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source)
  const script = `import { dispatch } from '${dispatcher}'
    await dispatch(${JSON.stringify(folder)}, ${JSON.stringify(args)})`
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  return { code: status, last: stdout.trimEnd().split('\n').at(-1) ?? '' }
}

const files = {
  'index.ts': 'throw new Error("not to be run")',
  'kill.ts': 'export const run = async ({ args }) => { console.log("killing"); return { lost: 0, args } }',
  'disk.ts': 'export const run = async () => ({ full: true })',
  'broken.ts': 'export const run = async () => { throw new Error("no sink") }',
}

test('a named run prints its figures as one object on the last line', () => {
  const { code, last } = dispatched(files, 'kill', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(last)).toEqual({ lost: 0, args: ['--json'] })
})

test('without a name all run, and one that fails fails the whole', () => {
  const { code, last } = dispatched(files, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(last)).toEqual({
    broken: { failed: 'no sink' },
    disk: { full: true },
    kill: { lost: 0, args: ['--json'] },
  })
})

test('an unknown name is refused', () => {
  expect(dispatched(files, 'flood').code).toBe(2)
})

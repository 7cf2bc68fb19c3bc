import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { whyInstall } from '../../scripts/install.js'

type Lock = Record<string, { version: string; optional?: boolean }>

/** A folder whose lock file wants some packages and whose node_modules holds some. */
function aFolder(wanted: Lock, installed?: Lock): string {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-install-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  if (installed) {
    mkdirSync(join(folder, 'node_modules'))
    const file = join(folder, 'node_modules', '.package-lock.json')
    writeFileSync(file, JSON.stringify({ packages: installed }))
  }
  return folder
}

const wanted: Lock = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/@oxlint/win32-x64': { version: '1.94.0', optional: true },
}

test('nothing is installed where node_modules holds what the lock file names', () => {
  expect(whyInstall(aFolder(wanted, { 'node_modules/zod': { version: '4.6.7' } }))).toBeUndefined()
})

test('a folder without node_modules is installed', () => {
  expect(whyInstall(aFolder(wanted))).toBe('first time')
})

test('a package of another version, or one more, is installed', () => {
  expect(whyInstall(aFolder(wanted, { 'node_modules/zod': { version: '4.6.6' } }))).toMatch(/has changed/)
  expect(whyInstall(aFolder(wanted, {}))).toMatch(/has changed/)
})

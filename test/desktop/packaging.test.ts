import { existsSync, readFileSync } from 'node:fs'
import { FuseV1Options } from '@electron/fuses'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8').replaceAll(/^ *#.*\n/gm, '')

/** The indented lines below a key at the left edge. */
function section(key: string): string {
  return new RegExp(`^${key}:\\n((?: .*\\n)+)`, 'm').exec(text)?.[1] ?? ''
}
const fusesSet: Record<string, boolean> = {}
for (const [, name = '', on] of section('electronFuses').matchAll(/^ {2}(\w+): (true|false)$/gm)) {
  fusesSet[name] = on === 'true'
}

const fuses: [name: string, on: boolean, because: string][] = [
  ['runAsNode', false, 'an environment variable must not turn the app into a plain Node'],
  ['enableCookieEncryption', true, 'what the page stores is encrypted with the system’s key'],
  ['enableNodeOptionsEnvironmentVariable', false, 'NODE_OPTIONS could load any code'],
  ['enableNodeCliInspectArguments', false, '--inspect opens the main process to anybody'],
  ['enableEmbeddedAsarIntegrityValidation', true, 'a changed archive is refused'],
  ['onlyLoadAppFromAsar', true, 'a folder put beside the archive is not loaded'],
  ['loadBrowserProcessSpecificV8Snapshot', false, 'there is none of ours'],
  ['grantFileProtocolExtraPrivileges', false, 'the page does not come from file:'],
]

test.each(fuses)('the fuse %s is %s: %s', (name, on) => {
  expect(fusesSet).toHaveProperty(name, on)
})

test('every fuse that this Electron has was decided on, or is right as it comes', () => {
  const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
  // Traps instead of bounds checks in WebAssembly: on by default, and electron-builder has no name for it.
  const decided = new Set(fuses.map(([name]) => name.toLowerCase().replace(/^enable/, '')))
  const open = known.filter((name) => !decided.has(name.toLowerCase().replace(/^enable/, '')))
  expect(open).toEqual(['WasmTrapHandlers'])
  expect(Object.keys(fusesSet).sort()).toEqual(fuses.map(([name]) => name).sort())
})

test('native code is not rebuilt, and no rule of what is packed depends on the machine that packs', () => {
  expect(text).toMatch(/^npmRebuild: false$/m)
  expect(text).toMatch(/^asar: true$/m)
  expect(text).not.toContain('asarUnpack')
  expect(text).not.toContain('${platform}')
})

test('each platform takes its own database binaries along and leaves the others', () => {
  const kept: Record<string, string> = { win: 'win32', mac: 'darwin', linux: 'linux' }
  for (const [target, platform] of Object.entries(kept)) {
    const rules = /files: (\[.*\])/.exec(section(target))?.[1] ?? ''
    for (const other of ['win32', 'darwin', 'linux', 'linuxmusl']) {
      expect([target, other, new RegExp(`[{,]${other}[,}]`).test(rules)]).toEqual([
        target,
        other,
        other !== platform,
      ])
    }
  }
})

test('the icons of app and tray are there', () => {
  const resources = /buildResources: (\S+)/.exec(section('directories'))?.[1] ?? ''
  for (const name of ['icon.icns', 'icon.ico', 'icon.png']) {
    expect(existsSync(join(root, resources, name))).toBe(true)
  }
  for (const state of ['needs', 'paused', 'well']) {
    for (const name of [`${state}-16`, `${state}-32`, `${state}-template-16`, `${state}-template-32`]) {
      const png = readFileSync(join(root, resources, 'tray', `${name}.png`))
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(Number(/\d+$/.exec(name)?.[0]))
    }
  }
})

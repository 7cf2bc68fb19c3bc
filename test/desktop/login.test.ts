import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createStartAtLogin } from '../../main/desktop/system/login.ts'
import { aDataDir } from '../support/electron/launch.ts'

type LoginApp = Parameters<typeof createStartAtLogin>[0]

function anApp(isPackaged = true): LoginApp & { set: Electron.Settings[] } {
  const set: Electron.Settings[] = []
  return {
    isPackaged,
    set,
    setLoginItemSettings: (settings) => void set.push(settings),
    getLoginItemSettings: () =>
      ({ openAtLogin: set.at(-1)?.openAtLogin ?? false }) as Electron.LoginItemSettings,
  }
}

test('Windows starts it hidden, macOS by its login items', () => {
  for (const [platform, args] of [
    ['win32', ['--hidden']],
    ['darwin', undefined],
  ] as const) {
    const app = anApp()
    const login = createStartAtLogin(app, platform, {})
    expect(login.get()).toBe(false)
    login.set(true)
    expect(login.get()).toBe(true)
    expect(app.set.at(-1)?.args).toEqual(args)
  }
})

test('on Linux an entry in the autostart folder does it, with a program path of any spelling', () => {
  const folder = aDataDir()
  const env = { XDG_CONFIG_HOME: folder, APPIMAGE: '/opt/My $Apps/100% "Despacho".AppImage' }
  const login = createStartAtLogin(anApp(), 'linux', env)
  expect(login.get()).toBe(false)
  login.set(true)
  expect(login.get()).toBe(true)
  const entry = readFileSync(join(folder, 'autostart', 'despacho.desktop'), 'utf8')
  expect(entry).toContain(String.raw`Exec="/opt/My \$Apps/100%% \"Despacho\".AppImage" --hidden`)
  login.set(false)
  expect(login.get()).toBe(false)
})

test('an app that was not installed has nothing to start', () => {
  const login = createStartAtLogin(anApp(false), 'linux', {})
  login.set(true)
  expect(login.get()).toBeNull()
})

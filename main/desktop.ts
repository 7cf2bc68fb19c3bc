import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron'
import { readArguments } from './desktop/arguments.ts'
import { openConsole } from './desktop/console.ts'
import { explainFailure } from './desktop/life/failure.ts'
import { registerPageScheme } from './desktop/page/protocol.ts'
import { dataFolder } from './engine/workspaces/data-folder.ts'

/**
 * The desktop host. Everything here happens before the app is ready, and nothing is awaited: Electron is
 * ready only after this file has run to its end.
 */
const words = readArguments(process.argv.slice(1))
const dataDir = words.smoke ? mkdtempSync(join(tmpdir(), 'despacho-smoke-')) : dataFolder()
const chromium = join(dataDir, 'desktop')
mkdirSync(chromium, { recursive: true, mode: 0o700 })
app.setPath('userData', chromium)
app.setAppUserModelId('co.despacho.console')
app.enableSandbox()
registerPageScheme(protocol)

// One per data folder: a second start shows the window of the first, which is told of its arguments.
if (app.requestSingleInstanceLock()) {
  const electron = {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeImage,
    nativeTheme,
    Notification,
    powerMonitor,
    protocol,
    safeStorage,
    screen,
    session,
    shell,
    Tray,
  }
  const preload = join(import.meta.dirname, '..', 'preload', 'index.cjs')
  const start = { words, dataDir, preload, env: process.env, platform: process.platform }
  openConsole(electron, start).catch((error: unknown) => explainFailure(electron, dataDir, error))
} else {
  app.quit()
}

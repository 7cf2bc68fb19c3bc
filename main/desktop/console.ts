import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { appVersion } from '../engine/app.ts'
import type { DesktopSurface } from '../engine/core/access/request.ts'
import { SystemClock } from '../engine/core/clock.ts'
import { logToFolder } from '../engine/core/log-file.ts'
import { enterUnlocked } from '../engine/session/session.ts'
import { createWorkspaceHost } from '../engine/workspaces/host.ts'
import { rendererFolder } from '../server/page-files.ts'
import type { Arguments } from './arguments.ts'
import { keepInTray } from './closing.ts'
import type { ElectronParts } from './electron-parts.ts'
import type { Follower } from './follow.ts'
import { createInstructions } from './instructions.ts'
import { keychainHolds } from './keys/keychain.ts'
import { desktopKeyStore } from './keys/key-store.ts'
import { createPassphraseWindow } from './keys/passphrase-window.ts'
import { endAfter, followPower, followStarts } from './lifecycle.ts'
import { PAGE_SCHEME, pageOrigin } from './page/address.ts'
import { guardContents, guardSession } from './page/guards.ts'
import { createPageAnswers } from './page/protocol.ts'
import { serveContract } from './page/rpc.ts'
import { windowSession } from './session.ts'
import { openSettingsFile } from './settings-file.ts'
import { runSmoke } from './smoke.ts'
import { createSurroundings } from './surroundings.ts'
import { createStartAtLogin } from './system/login.ts'
import { createMainWindow, type MainWindow } from './window/main-window.ts'

/** What a start of the app is given. */
export interface Start {
  words: Arguments
  dataDir: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  preload: string
}

/**
 * The console on the desktop, from before the app is ready to its end: engine, window, tray, notifications.
 * Rejects when it cannot be opened.
 */
export async function openConsole(electron: ElectronParts, start: Start): Promise<void> {
  const { app, session, shell } = electron
  const instructions = createInstructions()
  let window: MainWindow | undefined
  const open = (path: string) => {
    instructions.give({ do: 'open', path })
    window?.show()
  }
  followStarts(app, { show: () => window?.show(), open })
  if (start.words.place !== undefined) open(start.words.place)
  const origin = pageOrigin(app.isPackaged, start.env)
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, { origin, openExternal: (address) => shell.openExternal(address) }),
  )
  await app.whenReady()
  guardSession(session.defaultSession, origin)
  const engine = await openEngine(electron, start)
  const { host, clock, log, settings } = engine
  const login = createStartAtLogin(app, start.platform, start.env)
  const surface: DesktopSurface = {
    settings: () => ({ startAtLogin: login.get(), closeToTray: settings.get().closeToTray }),
    saveSettings({ startAtLogin, closeToTray }) {
      if (startAtLogin !== undefined) login.set(startAtLogin)
      if (closeToTray !== undefined) settings.set({ closeToTray, closeExplained: true })
      surroundings.refreshMenu()
      return surface.settings()
    },
    instructions: (signal) => instructions.stream(signal),
  }
  let follower: Follower | undefined
  const context = windowSession({
    host,
    desktop: surface,
    log,
    platform: start.platform,
    onChange: () => follower?.refresh(),
  })
  engine.onWorkspace(() => follower?.refresh())
  const answered = Promise.withResolvers<void>()
  serveContract(electron.ipcMain, {
    origin,
    context,
    onAnswer: () => answered.resolve(),
    onRefusal: (address) => log.warn({ address }, 'refused a port that was not the page’s'),
  })
  const ending = endAfter(app, async () => {
    host.current()?.live.close()
    surroundings.remove()
    await host.close()
    log.info({}, 'console stopped')
  })
  window = createMainWindow({
    ...electron,
    settings,
    origin,
    preload: start.preload,
    platform: start.platform,
    keepOnClose: () => !ending.begun() && keepInTray({ ...electron, settings, language: engine.language }),
  })
  const surroundings = createSurroundings(electron, {
    start,
    engine,
    context,
    window,
    open,
    give: (instruction) => instructions.give(instruction),
    stop: ending.stop,
  })
  follower = surroundings.follower
  followPower(electron.powerMonitor, clock, log)
  if (start.words.smoke) {
    const keychain = keychainHolds(electron.safeStorage, start.platform)
    const { electron: of, chrome, node } = process.versions
    const openWindow = () => void window?.prepare()
    const parts = { host, dataDir: start.dataDir, openWindow, keychain, answered: answered.promise }
    app.exit(await runSmoke({ ...parts, versions: { electron: of, chrome, node } }))
    return
  }
  if (start.words.sample) await host.openSample(engine.language())
  else await host.openLast()
  const opened = host.current()
  if (opened) enterUnlocked(opened, context)
  follower.refresh()
  if (!start.words.hidden) window.show()
  log.info({ version: appVersion, electron: process.versions['electron'] }, 'console opened')
}

export type DesktopEngine = Awaited<ReturnType<typeof openEngine>>

/** The workspaces with their clock, log and keys, and the protocol that the page comes over. */
async function openEngine(electron: ElectronParts, { words, dataDir, env, platform }: Start) {
  const { app, protocol } = electron
  const clock = new SystemClock()
  const log = logToFolder(join(dataDir, 'logs'), clock)
  const settings = openSettingsFile(dataDir)
  const systemLanguage = systemLanguageOf(app)
  let language = systemLanguage
  const passphrase = createPassphraseWindow(electron.BrowserWindow, () => language)
  const answers = await createPageAnswers(rendererFolder())
  protocol.handle(PAGE_SCHEME, passphrase.answering(answers))
  let changed: () => void = () => undefined
  const host = createWorkspaceHost({
    dataDir,
    clock,
    log,
    keyStore: desktopKeyStore({
      keychain: electron.safeStorage,
      platform,
      dataDir,
      // The test of the app itself asks nobody.
      secret: words.smoke ? randomBytes(32).toString('base64') : env['DESPACHO_KEY'],
      ask: passphrase.ask,
    }),
    onChange: () => changed(),
  })
  return {
    host,
    clock,
    log,
    settings,
    systemLanguage,
    language: () => language,
    speak: (next: 'es' | 'en') => {
      language = next
    },
    onWorkspace: (listener: () => void) => {
      changed = listener
    },
  }
}

function systemLanguageOf(app: ElectronParts['app']): 'es' | 'en' {
  const tag = app.getPreferredSystemLanguages().find((name) => /^(es|en)\b/i.test(name))
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'es'
}

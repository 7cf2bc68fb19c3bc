import { appVersion } from '../engine/app.ts'
import type { RequestContext } from '../engine/core/access/request.ts'
import { enterUnlocked } from '../engine/session/session.ts'
import { keepInTray } from './life/closing.ts'
import type { ElectronParts, Start } from './electron-parts.ts'
import { createEngineHost, type EngineHost } from './engine-host.ts'
import { endAfter, followPower, followStarts } from './life/lifecycle.ts'
import { keychainHolds } from './keys/keychain.ts'
import { pageOrigin } from './page/address.ts'
import { guardContents, guardSession } from './page/guards.ts'
import { serveContract } from './page/rpc.ts'
import { windowSession } from './session.ts'
import { openSettingsFile, type SettingsFile } from './settings-file.ts'
import { runSmoke } from './life/smoke.ts'
import { createSurroundings } from './surroundings.ts'
import { createStartAtLogin } from './system/login.ts'
import { createWayIn, type WayIn } from './way-in.ts'
import { createMainWindow, type MainWindow } from './window/main-window.ts'

/**
 * The console on the desktop, from before the app is ready to its end: engine, window, tray, notifications.
 * Rejects when it cannot be opened.
 */
export async function openConsole(electron: ElectronParts, start: Start): Promise<void> {
  const { app, session, shell } = electron
  const settings = openSettingsFile(start.dataDir)
  const wayIn = createWayIn(settings, start.words.place)
  const origin = pageOrigin(app.isPackaged, start.env)
  followStarts(app, wayIn)
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, { origin, openExternal: (address) => shell.openExternal(address) }),
  )
  await app.whenReady()
  guardSession(session.defaultSession, origin)
  const engine = await createEngineHost(electron, start)
  const parts = assemble(electron, { start, settings, wayIn, origin, engine })
  if (start.words.smoke) return smoke(electron, start, engine, parts)
  const { host, log } = engine
  if (start.words.sample) await host.openSample(engine.language())
  else await host.openLast()
  const opened = host.current()
  if (opened) enterUnlocked(opened, parts.context)
  parts.refresh()
  wayIn.begin(parts.window, start.words.hidden)
  log.info({ version: appVersion, electron: process.versions['electron'] }, 'console opened')
}

interface Made {
  start: Start
  settings: SettingsFile
  wayIn: WayIn
  origin: string
  engine: EngineHost
}

interface Assembled {
  context: RequestContext
  window: MainWindow
  /** Resolves when the page has had its first answer. */
  answered: Promise<void>
  /** Looks anew at who is signed in, and where. */
  refresh: () => void
}

/** Window, contract and everything around them, wired to the engine; nothing is shown yet. */
function assemble(electron: ElectronParts, made: Made): Assembled {
  const { start, settings, origin, engine } = made
  const { host, log } = engine
  const refresh = () => surroundings.follower.refresh()
  const context = windowSession({
    host,
    desktop: surfaceOf(electron, made, () => surroundings.refreshMenu()),
    log,
    platform: start.platform,
    onChange: refresh,
  })
  engine.onWorkspace(refresh)
  const answered = Promise.withResolvers<void>()
  serveContract(electron.ipcMain, {
    origin,
    context,
    onAnswer: () => answered.resolve(),
    onRefusal: (address) => log.warn({ address }, 'refused a port that was not the page’s'),
  })
  const ending = endAfter(electron.app, async () => {
    // Streams of changes never end by themselves; without them, the rest is done in no time.
    host.current()?.live.close()
    surroundings.remove()
    await host.close()
    log.info({}, 'console stopped')
  })
  const window = createMainWindow({
    ...electron,
    settings,
    origin,
    preload: start.preload,
    platform: start.platform,
    keepOnClose: () => !ending.begun() && keepInTray({ ...electron, settings, language: engine.language }),
  })
  const surroundings = createSurroundings(electron, { ...made, context, window, stop: ending.stop })
  followPower(electron.powerMonitor, engine.clock, log)
  return { context, window, refresh, answered: answered.promise }
}

function surfaceOf({ app }: ElectronParts, { start, settings, wayIn }: Made, changed: () => void) {
  const login = createStartAtLogin(app, start.platform, start.env)
  const current = () => ({ startAtLogin: login.get(), closeToTray: settings.get().closeToTray })
  const surface: NonNullable<RequestContext['desktop']> = {
    settings: current,
    saveSettings({ startAtLogin, closeToTray }) {
      if (startAtLogin !== undefined) login.set(startAtLogin)
      if (closeToTray !== undefined) settings.set({ closeToTray, closeExplained: true })
      changed()
      return current()
    },
    instructions: wayIn.stream,
  }
  return surface
}

async function smoke(
  { app, safeStorage }: ElectronParts,
  { dataDir, platform }: Start,
  { host }: EngineHost,
  { window, answered }: Assembled,
): Promise<void> {
  const { electron, chrome, node } = process.versions
  const code = await runSmoke({
    host,
    dataDir,
    answered,
    openWindow: () => void window.prepare(),
    keychain: keychainHolds(safeStorage, platform),
    versions: { electron, chrome, node },
  })
  app.exit(code)
}

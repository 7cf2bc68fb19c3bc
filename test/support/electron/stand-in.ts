import { EventEmitter } from 'node:events'
import { StandInApp } from './app.ts'
import {
  StandInImage,
  StandInMenu,
  StandInNotification,
  standInSafeStorage,
  StandInTheme,
  StandInTray,
} from './around.ts'
import { windowClass } from './browser-window.ts'
import { type DevTools, startChromium } from './devtools.ts'
import type { StandInContents } from './web-contents.ts'

/**
 * A stand-in for the `electron` module of a main process, for machines without Electron's binary: windows are
 * pages of a real Chromium, with the real preload in an isolated world and the real headers of the app's
 * protocol; the rest keeps what it was told. Typed against Electron's declarations, so that it cannot drift.
 */

let tools: Promise<DevTools> | undefined
const chromium = () => {
  tools ??= startChromium(process.env['DESPACHO_CHROMIUM'] ?? 'chromium').then(async (started) => {
    await started.send('Target.setDiscoverTargets', { discover: true })
    process.send?.({ endpoint: started.endpoint })
    return started
  })
  return tools
}

export const app = new StandInApp({
  env: process.env,
  closeWindows() {
    for (const window of BrowserWindow.getAllWindows()) window.close()
    return BrowserWindow.getAllWindows().length === 0
  },
  end(code) {
    const ended = tools ? tools.then((started) => started.end()) : Promise.resolve()
    void ended.catch(() => undefined).then(() => process.exit(code))
  },
})

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()
export const privileged: Electron.CustomScheme[] = []

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    privileged.push(...schemes)
  },
  handle(scheme: string, handler: Handler) {
    if (!app.isReady()) throw new Error('protocol.handle can only be used after app is ready')
    handlers.set(scheme, handler)
  },
} satisfies Partial<Electron.Protocol>

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
let requestHandler: RequestHandler = null
let checkHandler: CheckHandler = null
const defaultSession = {
  setPermissionRequestHandler: (handler: RequestHandler) => void (requestHandler = handler),
  setPermissionCheckHandler: (handler: CheckHandler) => void (checkHandler = handler),
  setDevicePermissionHandler: () => undefined,
} satisfies Partial<Electron.Session>
export const session = { defaultSession }

/** Names of permissions in the DevTools protocol, and in Electron. */
const permissions = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'idle-detection': 'idle-detection',
  'local-fonts': 'local-fonts',
} as const

/** Asks the app's handlers as Electron would; without handlers everything is granted. */
function granted(
  contents: StandInContents,
  permission: (typeof permissions)[keyof typeof permissions],
): boolean {
  const details = { isMainFrame: true, requestingUrl: 'app://console/' }
  const owner = contents as unknown as Electron.WebContents
  let allowed = true
  requestHandler?.(owner, permission, (answer) => (allowed = answer), details)
  return allowed && (checkHandler?.(owner, permission, 'app://console/', details) ?? true)
}

export const ipcMain = new EventEmitter()

export const BrowserWindow = windowClass({
  tools: chromium,
  created: (contents) => app.emit('web-contents-created', {}, contents),
  allClosed: () => app.emit('window-all-closed'),
  around: {
    platform: process.platform,
    answer(request) {
      const handler = handlers.get(new URL(request.url).protocol.slice(0, -1))
      return handler && Promise.resolve(handler(request))
    },
    received: (channel, event, message) => ipcMain.emit(channel, event, message),
    permissions: (contents) =>
      Object.fromEntries(
        Object.entries(permissions).map(([name, permission]) => [name, granted(contents, permission)]),
      ),
  },
})

export const dialog = {
  showMessageBox: (options: Electron.MessageBoxOptions) =>
    Promise.resolve({ response: options.cancelId ?? 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
}

export const shell = {
  openExternal: () => Promise.resolve(),
  openPath: () => Promise.resolve(''),
} satisfies Partial<Electron.Shell>

const workArea = { x: 0, y: 0, width: 1600, height: 900 }
const display = { id: 1, workArea, bounds: workArea, scaleFactor: 1 }
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] }

export const Menu = StandInMenu
export const nativeImage = StandInImage
export const nativeTheme = new StandInTheme()
export const Notification = StandInNotification
export const powerMonitor = new EventEmitter()
export const safeStorage = standInSafeStorage(process.argv.includes('--password-store=basic'))
export const Tray = StandInTray

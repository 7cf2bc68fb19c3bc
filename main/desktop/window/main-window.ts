import type { BrowserWindow, NativeTheme, Screen } from 'electron'
import { belongsToPage, placeOf } from '../page/address.ts'
import type { SettingsFile } from '../settings-file.ts'
import { placeWindow, SMALLEST } from './window-state.ts'

/** The page's own background (`--d-canvas` in renderer/app/theme.ts), so that nothing flashes while it loads. */
const background = { light: '#f3f5f7', dark: '#0f1115' }

interface WindowParts {
  BrowserWindow: typeof BrowserWindow
  nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on'>
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>
  settings: SettingsFile
  origin: string
  preload: string
  platform: NodeJS.Platform
  /** Asked when the person closes the window: whether to keep it, hidden. */
  keepOnClose: () => boolean
}

export interface MainWindow {
  /** The window, while there is one. */
  current(): BrowserWindow | undefined
  /** Shows it in front, making it first when there is none. */
  show(): void
  /** Makes it without showing it. */
  prepare(): BrowserWindow
}

/** The one window of the console. It remembers size, place and page. */
export function createMainWindow(parts: WindowParts): MainWindow {
  let current: BrowserWindow | undefined
  const open = (shown: boolean): BrowserWindow => {
    const window = new parts.BrowserWindow(optionsOf(parts))
    current = window
    if (parts.settings.get().maximized) window.maximize()
    remember(window, parts)
    window.on('close', (event) => {
      if (!parts.keepOnClose()) return
      event.preventDefault()
      window.hide()
    })
    window.on('closed', () => {
      if (current === window) current = undefined
    })
    if (shown) window.once('ready-to-show', () => window.show())
    const recover = () => void window.loadURL(parts.origin + parts.settings.get().page)
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') recover()
    })
    recover()
    return window
  }
  parts.nativeTheme.on('updated', () => current?.setBackgroundColor(backgroundOf(parts)))
  return {
    current: () => current,
    prepare: () => current ?? open(false),
    show() {
      if (!current) {
        open(true)
        return
      }
      if (current.isMinimized()) current.restore()
      current.show()
      current.focus()
    },
  }
}

function optionsOf(parts: WindowParts): Electron.BrowserWindowConstructorOptions {
  const primary = parts.screen.getPrimaryDisplay()
  const others = parts.screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const areas = [primary, ...others].map(({ workArea }) => workArea)
  return {
    ...placeWindow(parts.settings.get().bounds, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Despacho',
    autoHideMenuBar: true,
    backgroundColor: backgroundOf(parts),
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on macOS its dictionaries would be fetched from Google.
      spellcheck: parts.platform === 'darwin',
    },
  }
}

function backgroundOf({ nativeTheme }: WindowParts): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light
}

function remember(window: BrowserWindow, { settings, origin }: WindowParts): void {
  const place = () => {
    if (window.isDestroyed() || window.isMinimized()) return
    settings.set({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  }
  window.on('resized', place)
  window.on('moved', place)
  window.on('maximize', place)
  window.on('unmaximize', place)
  // Linux tells no end of moving or resizing.
  window.on('blur', place)
  window.on('close', place)
  const page = (address: string) => {
    if (belongsToPage(address, origin)) settings.set({ page: placeOf(address) })
  }
  window.webContents.on('did-navigate', (_event, address) => page(address))
  window.webContents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
    if (isMainFrame) page(address)
  })
}

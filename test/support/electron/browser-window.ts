import { EventEmitter } from 'node:events'
import type { DevTools } from './devtools.ts'
import { StandInContents, type Surround } from './web-contents.ts'

type Implemented =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setOverlayIcon'
  | 'show'
  | 'unmaximize'

interface WindowParts {
  tools: () => Promise<DevTools>
  around: Surround
  /** A window with its contents was made. */
  created: (contents: EventEmitter) => void
  allClosed: () => void
}

/** Makes the BrowserWindow class whose windows are pages of one Chromium. */
export function windowClass(parts: WindowParts) {
  const open = new Set<StandInWindow>()

  class StandInWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Implemented> {
    readonly options: Electron.BrowserWindowConstructorOptions
    readonly webContents: ContentsAhead
    background: string
    overlay: { icon: unknown; description: string } | undefined
    #bounds: Electron.Rectangle
    #state = { visible: false, minimized: false, maximized: false, destroyed: false, focused: false }
    readonly #contents: Promise<StandInContents>

    static getAllWindows(): StandInWindow[] {
      return [...open]
    }

    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      super()
      this.options = options
      this.background = options.backgroundColor ?? '#fff'
      const { x = 0, y = 0, width = 800, height = 600 } = options
      this.#bounds = { x, y, width, height }
      this.webContents = new ContentsAhead()
      this.#contents = parts.tools().then((tools) =>
        StandInContents.open(tools, parts.around, options.webPreferences?.preload).then((contents) => {
          this.webContents.become(contents)
          return contents
        }),
      )
      this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
      open.add(this)
      if (options.show !== false) this.show()
      parts.created(this.webContents)
    }

    async loadURL(address: string): Promise<void> {
      const contents = await this.#contents
      const loaded = new Promise((resolve) => contents.once('did-finish-load', resolve))
      await contents.loadURL(address)
      await loaded
    }
    show(): void {
      this.#state.visible = true
      this.focus()
      this.emit('show')
    }
    hide(): void {
      this.#state.visible = false
      this.#state.focused = false
      this.emit('hide')
    }
    focus(): void {
      this.#state.focused = true
    }
    isFocused = (): boolean => this.#state.focused
    isVisible = (): boolean => this.#state.visible
    isDestroyed = (): boolean => this.#state.destroyed
    isMinimized = (): boolean => this.#state.minimized
    isMaximized = (): boolean => this.#state.maximized
    minimize(): void {
      this.#state.minimized = true
    }
    restore(): void {
      this.#state.minimized = false
    }
    maximize(): void {
      this.#state.maximized = true
      this.emit('maximize')
    }
    unmaximize(): void {
      this.#state.maximized = false
      this.emit('unmaximize')
    }
    getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds })
    setBounds(bounds: Partial<Electron.Rectangle>): void {
      this.#bounds = { ...this.#bounds, ...bounds }
      this.emit('resized')
    }
    setBackgroundColor(color: string): void {
      this.background = color
    }
    setOverlayIcon(icon: Electron.NativeImage | null, description: string): void {
      this.overlay = { icon, description }
    }
    close(): void {
      if (this.#state.destroyed) return
      let prevented = false
      this.emit('close', { preventDefault: () => (prevented = true) })
      if (!prevented) this.destroy()
    }
    destroy(): void {
      if (this.#state.destroyed) return
      this.#state.destroyed = true
      open.delete(this)
      void this.#contents.then((contents) => contents.close())
      this.emit('closed')
      if (open.size === 0) parts.allClosed()
    }
  }
  return StandInWindow
}

/** The contents of a window before Chromium has opened the page: handlers given now are passed on then. */
class ContentsAhead extends EventEmitter {
  #contents: StandInContents | undefined
  #openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined
  readonly printed: unknown[] = []

  become(contents: StandInContents): void {
    this.#contents = contents
    if (this.#openHandler) contents.setWindowOpenHandler(this.#openHandler)
    const emit = contents.emit.bind(contents)
    contents.emit = (name: string | symbol, ...values: unknown[]) => {
      const heard = this.emit(name, ...values)
      return emit(name, ...values) || heard
    }
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = handler
    this.#contents?.setWindowOpenHandler(handler)
  }
  getURL(): string {
    return this.#contents?.getURL() ?? ''
  }
  async executeJavaScript(code: string): Promise<unknown> {
    return this.#contents?.executeJavaScript(code)
  }
  print(options: unknown): void {
    this.printed.push(options)
  }
}

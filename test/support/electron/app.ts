import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

type Implemented =
  | 'enableSandbox'
  | 'exit'
  | 'getBadgeCount'
  | 'getLoginItemSettings'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'setLoginItemSettings'
  | 'setPath'
  | 'whenReady'

interface AppParts {
  env: NodeJS.ProcessEnv
  /** Closes all windows; false when one of them refused. */
  closeWindows: () => boolean
  /** Ends Chromium, then the process. */
  end: (code: number) => void
}

/** Electron's app: its life, its folders, its one instance. */
export class StandInApp extends EventEmitter implements Pick<Electron.App, Implemented> {
  readonly isPackaged: boolean
  sandboxed = false
  readonly defaultProtocols: string[] = []
  readonly #parts: AppParts
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #badge = 0
  #loginItem: Electron.Settings = {}
  #lock: Server | undefined
  /** What a second instance says to the first has arrived. */
  #delivered: Promise<void> = Promise.resolve()

  constructor(parts: AppParts) {
    super()
    this.#parts = parts
    this.isPackaged = parts.env['ELECTRON_STAND_IN_PACKAGED'] === '1'
  }

  /** The entry has run to its end: what it awaits at its top would wait for ever, as in Electron. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('ready')
    this.#ready.resolve()
  }

  whenReady = (): Promise<void> => this.#ready.promise
  isReady = (): boolean => this.#isReady
  enableSandbox(): void {
    this.#beforeReady('enableSandbox')
    this.sandboxed = true
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }
  getPath = (name: string): string => this.#paths.get(name) ?? ''
  getPreferredSystemLanguages = (): string[] =>
    (this.#parts.env['ELECTRON_STAND_IN_LANGUAGES'] ?? 'es-CL').split(',')
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  setAsDefaultProtocolClient(protocol: string): boolean {
    this.defaultProtocols.push(protocol)
    return true
  }
  setBadgeCount(count = 0): boolean {
    this.#badge = count
    return true
  }
  getBadgeCount = (): number => this.#badge
  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = settings
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    const openAtLogin = this.#loginItem.openAtLogin ?? false
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    }
  }

  /** One per user data folder; a second one tells the first of its arguments, then gets `false`. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    mkdirSync(folder, { recursive: true })
    return this.#takeLock(folder)
  }

  #takeLock(folder: string): boolean {
    const [file, address] = [join(folder, 'instance.pid'), join(folder, 'instance.socket')]
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) {
      this.#delivered = tell(address, process.argv)
      return false
    }
    writeFileSync(file, String(process.pid))
    rmSync(address, { force: true })
    this.#lock = createServer((socket) => {
      socket.setEncoding('utf8')
      socket.on('data', (text) => {
        this.emit('second-instance', {}, JSON.parse(String(text)) as string[], '', null)
        socket.end('seen')
      })
    }).listen(address)
    this.#lock.unref()
    return true
  }

  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => (prevented = true) })
    if (prevented || !this.#parts.closeWindows()) return
    this.exit(0)
  }

  exit(code = 0): void {
    this.emit('will-quit', { preventDefault: () => undefined })
    this.emit('quit', {}, code)
    this.#lock?.close()
    void this.#delivered.then(() => this.#parts.end(code))
  }

  #beforeReady(name: string): void {
    if (this.#isReady) throw new Error(`app.${name} can only be called before the app is ready`)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function tell(address: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.write(JSON.stringify(words)))
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
    socket.on('data', () => socket.destroy())
  })
}

import { EventEmitter } from 'node:events'

/** A menu as it was built: `items` with their labels, submenus and clicks. */
export class StandInMenu implements Pick<Electron.Menu, 'items'> {
  static #application: StandInMenu | null = null
  readonly items: Electron.MenuItem[]

  private constructor(template: Electron.MenuItemConstructorOptions[]) {
    this.items = template.map(itemOf)
  }
  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): StandInMenu {
    return new StandInMenu(template)
  }
  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.#application = menu
  }
  static getApplicationMenu(): StandInMenu | null {
    return StandInMenu.#application
  }
}

function itemOf(options: Electron.MenuItemConstructorOptions): Electron.MenuItem {
  if (options.type !== 'separator' && !options.label && !options.role) {
    throw new TypeError('a menu item needs a label, a role or the type separator')
  }
  const submenu = Array.isArray(options.submenu) ? StandInMenu.buildFromTemplate(options.submenu) : undefined
  const item = {
    label: '',
    enabled: true,
    checked: false,
    visible: true,
    ...options,
    submenu,
  } as unknown as Electron.MenuItem
  const { click } = options
  // Electron calls it with three arguments of its own; a menu of the system passes none.
  item.click = () => {
    if (options.type === 'checkbox') item.checked = !item.checked
    click?.(item, undefined, {})
  }
  return item
}

/** An image, as much of it as a test asks about. */
export class StandInImage implements Pick<
  Electron.NativeImage,
  'addRepresentation' | 'isEmpty' | 'setTemplateImage'
> {
  readonly representations: Electron.AddRepresentationOptions[] = []
  template = false

  static createEmpty = (): StandInImage => new StandInImage()
  static createFromDataURL(dataURL: string): StandInImage {
    const image = new StandInImage()
    image.addRepresentation({ dataURL, scaleFactor: 1 })
    return image
  }
  addRepresentation(options: Electron.AddRepresentationOptions): void {
    if (!options.dataURL?.startsWith('data:image/png;base64,')) throw new TypeError('not a PNG')
    this.representations.push(options)
  }
  isEmpty = (): boolean => this.representations.length === 0
  setTemplateImage(on: boolean): void {
    this.template = on
  }
}

/** The icon beside the clock. */
export class StandInTray
  extends EventEmitter
  implements Pick<Electron.Tray, 'destroy' | 'isDestroyed' | 'setContextMenu' | 'setImage' | 'setToolTip'>
{
  #destroyed = false

  constructor(image: Electron.NativeImage | string) {
    super()
    this.setImage(image)
  }
  setImage(image: Electron.NativeImage | string): void {
    if (typeof image === 'string' || image.isEmpty()) throw new TypeError('the tray needs an image')
  }
  setToolTip(text: string): void {
    void text
  }
  setContextMenu(menu: Electron.Menu | null): void {
    void menu
  }
  destroy(): void {
    this.#destroyed = true
  }
  isDestroyed = (): boolean => this.#destroyed
}

/** A notification of the system: shown until it is closed. */
export class StandInNotification
  extends EventEmitter
  implements Pick<Electron.Notification, 'body' | 'close' | 'show' | 'title'>
{
  title: string
  body: string

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }
  static isSupported = (): boolean => true
  show(): void {
    this.emit('show', {})
  }
  close(): void {
    this.emit('close', {})
  }
}

/** Keeps secrets as a keychain would: for whoever has the key of this process's run. */
export function standInSafeStorage(basicText: boolean) {
  const mark = Buffer.from('stand-in keychain ')
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(!basicText),
    getSelectedStorageBackend: () => (basicText ? ('basic_text' as const) : ('gnome_libsecret' as const)),
    encryptStringAsync: (text: string) =>
      Promise.resolve(Buffer.concat([mark, Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a))])),
    decryptStringAsync(box: Buffer) {
      if (!box.subarray(0, mark.length).equals(mark)) return Promise.reject(new Error('not of this keychain'))
      const result = Buffer.from([...box.subarray(mark.length)].map((byte) => byte ^ 0x5a)).toString()
      return Promise.resolve({ result, shouldReEncrypt: false })
    },
  } satisfies Partial<Electron.SafeStorage>
}

/** Light or dark, as the system or the app has it. */
export class StandInTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  #source: Electron.NativeTheme['themeSource'] = 'system'

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#source = source
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

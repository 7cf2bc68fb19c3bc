import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { ownAddress, shownAddress } from './addresses.ts'
import type { DevTools } from './devtools.ts'
import { StandInPort } from './message-port.ts'
import { BINDING, mainWorld, PRELOAD_WORLD, preloadWorld } from './page-world.ts'

type Fields = Record<string, unknown>
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** What the contents need of the stand-in around them. */
export interface Surround {
  platform: NodeJS.Platform
  /** Answers a request for an address of a handled scheme; undefined for others. */
  answer(request: Request): Promise<Response> | undefined
  /** Hands over what the preload sent. */
  received(channel: string, event: Electron.IpcMainEvent, message: unknown): void
  /** What the page may do, by CDP's name of the permission. */
  permissions(contents: StandInContents): Record<string, boolean>
}

interface Preventable extends Fields {
  preventDefault(): void
}

/** One page in Chromium, as Electron's WebContents. */
export class StandInContents
  extends EventEmitter
  implements Pick<Electron.WebContents, 'id' | 'getURL' | 'setWindowOpenHandler' | 'executeJavaScript'>
{
  static #last = 0
  readonly id = (StandInContents.#last += 1)
  readonly mainFrame: { url: string; parent: null; origin: string }
  readonly #tools: DevTools
  readonly #session: string
  readonly #target: string
  readonly #around: Surround
  readonly #ports = new Map<number, StandInPort>()
  #context: number | undefined
  #topFrame = ''
  #asked: string | undefined
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  private constructor(tools: DevTools, target: string, session: string, around: Surround) {
    super()
    this.#tools = tools
    this.#target = target
    this.#session = session
    this.#around = around
    this.mainFrame = { url: '', parent: null, origin: '' }
  }

  /** Opens a page of its own, with the preload before its scripts. */
  static async open(
    tools: DevTools,
    around: Surround,
    preload: string | undefined,
  ): Promise<StandInContents> {
    const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank', newWindow: true })
    const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true })
    const contents = new StandInContents(tools, String(targetId), String(sessionId), around)
    await contents.#prepare(preload)
    return contents
  }

  async #prepare(preload: string | undefined): Promise<void> {
    this.#listen()
    await this.#send('Page.enable')
    await this.#send('Runtime.enable')
    const { frameTree } = (await this.#send('Page.getFrameTree')) as { frameTree: { frame: { id: string } } }
    this.#topFrame = frameTree.frame.id
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld })
    if (preload !== undefined) {
      await this.#send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD })
      const source = preloadWorld(readFileSync(preload, 'utf8'), this.#around.platform)
      await this.#send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD })
    }
  }

  getURL(): string {
    return this.mainFrame.url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async loadURL(address: string): Promise<void> {
    for (const [name, granted] of Object.entries(this.#around.permissions(this))) {
      const setting = granted ? 'granted' : 'denied'
      await this.#tools
        .send('Browser.setPermission', { permission: { name }, setting })
        .catch(() => undefined)
    }
    this.#asked = shownAddress(address)
    await this.#send('Page.navigate', { url: this.#asked })
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { result } = (await this.#send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value?: unknown } }
    return result.value
  }

  async close(): Promise<void> {
    this.#endPorts()
    await this.#tools.send('Target.closeTarget', { targetId: this.#target }).catch(() => undefined)
  }

  #send(method: string, params: Fields = {}): Promise<Fields> {
    return this.#tools.send(method, params, this.#session)
  }

  #listen(): void {
    const on = (method: string, listener: (params: Fields) => void) =>
      this.#tools.on(method, (params, session) => {
        if (session === this.#session) listener(params)
      })
    on('Fetch.requestPaused', (params) => void this.#paused(params))
    on('Page.frameNavigated', ({ frame }) => this.#navigated(frame as { parentId?: string; url: string }))
    on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.#topFrame) this.mainFrame.url = ownAddress(String(url))
      this.emit('did-navigate-in-page', {}, ownAddress(String(url)), frameId === this.#topFrame)
    })
    on('Page.loadEventFired', () => this.emit('did-finish-load'))
    on('Page.windowOpen', ({ url }) => {
      this.#openHandler({ url: ownAddress(String(url)) } as Electron.HandlerDetails)
    })
    on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    )
    on('Runtime.executionContextCreated', ({ context }) => {
      const { id, name } = context as { id: number; name: string }
      if (name === PRELOAD_WORLD) this.#context = id
    })
    on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return
      this.#context = Number(executionContextId)
      this.#told(JSON.parse(String(payload)) as Told)
    })
    this.#tools.on('Target.targetCreated', ({ targetInfo }) => {
      const { openerId, targetId } = targetInfo as { openerId?: string; targetId: string }
      if (openerId === this.#target)
        void this.#tools.send('Target.closeTarget', { targetId }).catch(() => undefined)
    })
  }

  #navigated(frame: { parentId?: string; url: string }): void {
    if (frame.parentId !== undefined) return
    this.#endPorts()
    this.mainFrame.url = ownAddress(frame.url)
    this.mainFrame.origin = this.mainFrame.url.split('/').slice(0, 3).join('/')
    this.emit('did-navigate', {}, this.mainFrame.url, 200, 'OK')
  }

  /** A request of the page: a navigation asks the app first, an answer comes from its protocol handler. */
  async #paused(params: Fields): Promise<void> {
    const { requestId, request, resourceType, frameId } = params as {
      requestId: string
      request: { url: string; method: string; headers: Record<string, string>; postData?: string }
      resourceType: string
      frameId: string
    }
    const refuse = (errorReason: string) =>
      this.#send('Fetch.failRequest', { requestId, errorReason }).catch(() => undefined)
    const address = ownAddress(request.url)
    if (resourceType === 'Document' && request.url !== this.#asked && !this.#mayNavigate(address, frameId)) {
      return void (await refuse('Aborted'))
    }
    if (resourceType === 'Document' && frameId === this.#topFrame) this.#asked = undefined
    const body = request.method === 'POST' ? { body: request.postData ?? '' } : {}
    const answer = this.#around.answer(
      new Request(address, { method: request.method, headers: request.headers, ...body }),
    )
    // Nothing but the app's own scheme is reachable: a test never leaves the machine.
    if (!answer) return void (await refuse('BlockedByClient'))
    const response = await answer
    await this.#send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    }).catch(() => undefined)
  }

  #mayNavigate(url: string, frameId: string): boolean {
    let prevented = false
    const event: Preventable = {
      url,
      isMainFrame: frameId === this.#topFrame,
      isSameDocument: false,
      preventDefault: () => (prevented = true),
    }
    this.emit('will-frame-navigate', event)
    return !prevented
  }

  #told(told: Told): void {
    if (told.port !== undefined) {
      const port = this.#ports.get(told.port)
      if (told.closed) this.#ports.delete(told.port)
      if (told.closed) port?.ended()
      else if (told.data) port?.arrived(told.data)
      return
    }
    const ports = (told.ports ?? []).map((id) => {
      const port = new StandInPort(this.#farEnd(id))
      this.#ports.set(id, port)
      return port
    })
    const event = { ports, senderFrame: this.mainFrame, sender: this } as unknown as Electron.IpcMainEvent
    this.#around.received(told.channel ?? '', event, told.message)
  }

  #farEnd(id: number) {
    const contextId = this.#context
    const call = (data: object, close: boolean) =>
      void this.#send('Runtime.evaluate', {
        contextId,
        expression: `electronPort(${id}, ${JSON.stringify(data)}, ${close})`,
      }).catch(() => undefined)
    return { post: (data: object) => call(data, false), close: () => call({}, true) }
  }

  /** The page went elsewhere or away: its ends of all channels close. */
  #endPorts(): void {
    for (const port of this.#ports.values()) port.ended()
    this.#ports.clear()
  }
}

interface Told {
  channel?: string
  message?: unknown
  ports?: number[]
  port?: number
  data?: { text?: string; bytes?: string }
  closed?: boolean
}

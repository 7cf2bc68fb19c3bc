import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Fields = Record<string, unknown>
type Listener = (params: Fields, sessionId: string | undefined) => void

/** A Chromium and the connection over which it is driven (Chrome DevTools Protocol). */
export interface DevTools {
  /** Address for other clients, such as Playwright's. */
  endpoint: string
  send(method: string, params?: Fields, sessionId?: string): Promise<Fields>
  on(method: string, listener: Listener): void
  end(): Promise<void>
}

const quiet = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-sync',
  // Electron has it; Chromium keeps it behind a switch.
  '--enable-blink-features=MessagePortCloseEvent',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** Starts a Chromium of its own, with a profile of its own. */
export async function startChromium(program: string): Promise<DevTools> {
  const profile = mkdtempSync(join(tmpdir(), 'despacho-chromium-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...quiet, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const endpoint = await endpointOf(child)
  const socket = new WebSocket(endpoint)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const spoken = speak(socket)
  return {
    endpoint,
    ...spoken,
    async end() {
      await end(child, () => spoken.send('Browser.close'))
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8')
    child.stderr?.on('data', (chunk: string) => {
      text += chunk
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Chromium ended before it listened:\n${text}`)))
  })
}

function speak(socket: WebSocket): Pick<DevTools, 'send' | 'on'> {
  const waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Listener[]>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number
      method?: string
      params?: Fields
      result?: Fields
      error?: { message: string }
      sessionId?: string
    }
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? []) {
        listener(message.params ?? {}, message.sessionId)
      }
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) call?.reject(new Error(message.error.message))
    else call?.resolve(message.result ?? {})
  })
  return {
    send(method, params, sessionId) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('Chromium is gone'))
      const id = (last += 1)
      const { promise, resolve, reject } = Promise.withResolvers<Fields>()
      waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) })
      socket.send(JSON.stringify({ id, method, params: params ?? {}, ...(sessionId && { sessionId }) }))
      return promise
    },
    on(method, listener) {
      listeners.set(method, [...(listeners.get(method) ?? []), listener])
    },
  }
}

async function end(child: ChildProcess, close: () => Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3_000)
  void close().catch(() => undefined)
  await ended
  clearTimeout(impatience)
}

import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type Page } from '@playwright/test'
import type * as Electron from 'electron'
import { onTestFinished } from 'vitest'
import { findChromium } from '../chromium.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The desktop app under test: in Electron where its binary is, else on the stand-in. */
export interface DesktopApp {
  /** The page of its first window. */
  page(): Promise<Page>
  /** Runs a function in the main process; it may use nothing but its two parameters. */
  evaluate<Result, Arg = undefined>(
    work: (electron: typeof Electron, arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
  ): Promise<Result>
  /** Its exit code, once it has ended. */
  exited: Promise<number | null>
  /** What it has printed so far. */
  printed(): string
  pid: number | undefined
}

/** When what was started is ended: with the test, or with `afterAll` after all tests of a file. */
export type Finally = (work: () => Promise<void> | void) => void

export interface Launch {
  args?: string[]
  dataDir?: string
  env?: Record<string, string>
}

/** The key that tests give the app and the workspaces they prepare for it. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64')

const binary = electronBinary()
/** For `expect.poll`: how long a window, a page or a process may take. */
export const soon = { timeout: 15_000 }

/** Which of the two these tests run on. */
export const runsOn = binary ? 'electron' : 'stand-in'

/** Electron's binary, where it is and can open windows. */
function electronBinary(): string | undefined {
  if (process.env['DESPACHO_DESKTOP'] === 'stand-in') return undefined
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return undefined
  const folder = join(root, 'node_modules', 'electron')
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }
  const path = join(dist, names[process.platform] ?? 'electron')
  return existsSync(path) ? path : undefined
}

/** A temporary folder. */
export function aDataDir(finish: Finally = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-desktop-'))
  finish(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** Starts the built app, with a data folder of its own unless one is given. */
export async function aDesktop(
  launch: Launch = {},
  finish: Finally = onTestFinished,
): Promise<DesktopApp & { dataDir: string }> {
  const dataDir = launch.dataDir ?? aDataDir(finish)
  const env = {
    ...process.env,
    DESPACHO_DATA: dataDir,
    DESPACHO_KEY: TEST_KEY,
    DESPACHO_DEV_PAGE: '',
    ...launch.env,
  }
  if (!existsSync(join(root, 'dist/main/desktop.js')))
    throw new Error('The app is not built. Run: npm run build')
  const app = binary
    ? await inElectron(binary, launch.args ?? [], env, finish)
    : await onStandIn(launch.args ?? [], env, finish)
  return { ...app, dataDir }
}

async function inElectron(
  path: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  finish: Finally,
): Promise<DesktopApp> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: path,
    args: [...sandbox, root, ...args],
    env: Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  })
  const child = app.process()
  const printed = collect(child)
  finish(async () => {
    if (child.exitCode === null) child.kill('SIGKILL')
    await app.close().catch(() => undefined)
  })
  return {
    page: () => app.firstWindow(),
    evaluate: async (work, arg) =>
      (await app.evaluate(work as never, arg as never)) as Awaited<ReturnType<typeof work>>,
    exited: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    printed,
    pid: child.pid,
  }
}

const chromiumPath = binary ? undefined : findChromium()

async function onStandIn(args: string[], env: NodeJS.ProcessEnv, finish: Finally): Promise<DesktopApp> {
  if (!chromiumPath) throw new Error('No Chromium was found. Name one in DESPACHO_CHROMIUM.')
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = fork(main, [join(root, 'dist/main/desktop.js'), ...args], {
    env: { ...env, DESPACHO_CHROMIUM: chromiumPath },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const printed = collect(child)
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const endpoint = Promise.withResolvers<string>()
  const ready = Promise.withResolvers<void>()
  const calls = new Map<number, PromiseWithResolvers<unknown>>()
  child.on(
    'message',
    (told: { endpoint?: string; ready?: true; id?: number; value?: unknown; error?: string }) => {
      if (told.endpoint) endpoint.resolve(told.endpoint)
      if (told.ready) ready.resolve()
      const call = calls.get(told.id ?? -1)
      if (told.error === undefined) call?.resolve(told.value)
      else call?.reject(new Error(told.error))
    },
  )
  const gone = exited.then((code) => {
    throw new Error(`The app ended with code ${code}:\n${printed()}`)
  })
  gone.catch(() => undefined)
  finish(async () => {
    // Told so, it ends its Chromium first; a signal would leave that behind.
    if (child.connected) child.disconnect()
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await exited
    clearTimeout(impatience)
  })
  await Promise.race([ready.promise, gone])
  let id = 0
  let page: Promise<Page> | undefined
  return {
    page: () => (page ??= Promise.race([endpoint.promise, gone]).then((at) => firstPage(at, finish))),
    evaluate(work, arg) {
      const call = Promise.withResolvers<unknown>()
      calls.set((id += 1), call)
      child.send({ id, source: work.toString(), arg })
      return Promise.race([call.promise, gone]) as Promise<Awaited<ReturnType<typeof work>>>
    },
    exited,
    printed,
    pid: child.pid,
  }
}

/** Attaches Playwright to the stand-in's Chromium. */
async function firstPage(endpoint: string, finish: Finally): Promise<Page> {
  const browser = await chromium.connectOverCDP(endpoint)
  finish(async () => {
    await browser.close().catch(() => undefined)
  })
  for (;;) {
    const pages = browser.contexts().flatMap((context) => context.pages())
    const page = pages.find((candidate) => candidate.url() !== 'about:blank')
    if (page) return page
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => (text += chunk))
  }
  return () => text
}

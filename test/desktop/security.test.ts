import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardSession } from '../../main/desktop/page/guards.ts'
import { belongsToPage, pageOrigin } from '../../main/desktop/page/address.ts'
import { createPageAnswers } from '../../main/desktop/page/protocol.ts'
import { isThePage } from '../../main/desktop/page/rpc.ts'
import { openExternalLink, placeOfDeepLink } from '../../main/desktop/page/links.ts'
import { rendererFolder } from '../../main/server/page-files.ts'
import { aDesktop, type DesktopApp, soon } from '../support/electron/launch.ts'

const origin = 'app://console'
let app: DesktopApp
let page: Page

beforeAll(async () => {
  app = await aDesktop({}, afterAll)
  page = await app.page()
  await page.locator('#root button').first().waitFor()
})

test('the window is sandboxed and isolated, and the page sees nothing of Node or Electron', async () => {
  const names = ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer']
  const seen = await page.evaluate((list) => list.filter((name) => name in window), names)
  expect(seen).toEqual([])
  expect(await page.evaluate('Object.keys(window.despacho)')).toEqual(['desktop', 'platform'])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows() as unknown as {
      options?: Electron.BrowserWindowConstructorOptions
      webContents: { getLastWebPreferences?: () => Electron.WebPreferences }
    }[]
    return window?.webContents.getLastWebPreferences?.() ?? window?.options?.webPreferences
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})

test('the page comes under a policy without anything unsafe, and violates it nowhere', async () => {
  const answers = await createPageAnswers(rendererFolder())
  const response = await answers(new Request('app://console/campaigns/7'))
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(response.status).toBe(200)
  expect(policy).toContain(`default-src 'none'`)
  expect(policy).toContain(`frame-ancestors 'none'`)
  expect(policy).not.toContain('unsafe')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  await page.reload()
  await page.locator('#root button').first().waitFor()
  expect(complaints).toEqual([])
})

test('nothing beside the files of the page can be reached over its protocol', async () => {
  const answers = await createPageAnswers(rendererFolder())
  for (const address of [
    'app://console/../main/desktop.js',
    'app://console/%2e%2e/main/desktop.js',
    'app://console/..%2f..%2fpackage.json',
    'app://console/assets/../../package.json',
    'app://console/..%5c..%5cpackage.json',
    'app://elsewhere/index.html',
  ]) {
    expect([address, (await answers(new Request(address))).status]).toEqual([address, 404])
  }
  expect((await answers(new Request('app://console/', { method: 'POST', body: 'x' }))).status).toBe(405)
})

test('every permission is denied, but copying text to the clipboard from our own page', () => {
  type Handler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
  type Check = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
  let request: Handler = null
  let check: Check = null
  guardSession(
    {
      setPermissionRequestHandler: (handler: Handler) => void (request = handler),
      setPermissionCheckHandler: (handler: Check) => void (check = handler),
      setDevicePermissionHandler: () => undefined,
    } as unknown as Electron.Session,
    origin,
  )
  const asks = (permission: string, requestingUrl: string, isMainFrame = true) => {
    let answer = false
    const details = { requestingUrl, isMainFrame }
    request?.({} as never, permission as never, (granted) => (answer = granted), details)
    expect(check?.(null, permission as never, requestingUrl, details as never)).toBe(answer)
    return answer
  }
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'hid', 'fileSystem']) {
    expect(asks(permission, 'app://console/')).toBe(false)
  }
  expect(asks('clipboard-sanitized-write', 'app://console/')).toBe(true)
  expect(asks('clipboard-sanitized-write', 'app://console/', false)).toBe(false)
  expect(asks('clipboard-sanitized-write', 'https://example.invalid/app://console/')).toBe(false)
})

test('the page itself is told that it may use neither camera nor place', async () => {
  const states = await page.evaluate(() =>
    Promise.all(
      ['geolocation', 'camera', 'notifications'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('the window goes nowhere but to the page, and opens no other window', async () => {
  await page.locator('#root button').first().waitFor()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (address: string) => {
      opened.push(address)
      return Promise.resolve()
    }
  })
  const before = page.url()
  for (const address of [
    'https://example.invalid/?next=app://console',
    'file:///etc/passwd',
    'https://github.com/',
  ]) {
    await page.evaluate((to) => void (location.href = to), address).catch(() => undefined)
    await page.waitForTimeout(150)
  }
  await page.evaluate(() => void window.open('https://example.invalid/'))
  await page.evaluate(() => void window.open('https://api.slack.com/apps'))
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['https://github.com/', 'https://api.slack.com/apps'])
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('links lead outside only to sites on the list, by their parsed address', () => {
  const opened: string[] = []
  const open = (address: string) => openExternalLink(address, (url) => Promise.resolve(void opened.push(url)))
  expect(open('https://github.com/despacho')).toBe(true)
  for (const address of [
    'http://github.com/',
    'https://github.com.example.invalid/',
    'https://github.com@example.invalid/',
    'https://example.invalid/?https://github.com/',
    'https://github.com:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'despacho://campaigns',
    'no address',
  ]) {
    expect([address, open(address)]).toEqual([address, false])
  }
  expect(opened).toEqual(['https://github.com/despacho'])
})

test('a port is taken from the top frame of our page only', () => {
  const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } }) as never
  expect(isThePage(frame('app://console/campaigns'), origin)).toBe(true)
  expect(isThePage(frame('app://console/', {}), origin)).toBe(false)
  expect(isThePage(frame('app://elsewhere/'), origin)).toBe(false)
  expect(isThePage(frame('https://example.invalid/?app://console/'), origin)).toBe(false)
  expect(isThePage({ senderFrame: null }, origin)).toBe(false)
})

test('a frame inside the page gets no port: neither its own nor through its parent', async () => {
  await page.locator('#root button').first().waitFor()
  await app.evaluate(({ ipcMain }) => {
    Object.assign(globalThis, { asked: 0 })
    ipcMain.prependListener('rpc:connect', () => ((globalThis as unknown as { asked: number }).asked += 1))
  })
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<p>inside</p>' }))
  })
  await expect.poll(() => page.frames().length, soon).toBe(2)
  const inside = page.frames()[1]!
  expect(await inside.evaluate('window.despacho')).toBeUndefined()
  await inside.evaluate(() => {
    for (const target of [window, window.parent]) {
      target.postMessage('rpc:connect', '*', [new MessageChannel().port2])
    }
  })
  await page.waitForTimeout(300)
  expect(await app.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBe(0)
})

test('a development page is taken by an app that is not installed, from this machine only', () => {
  const named = (page: string) => ({ DESPACHO_DEV_PAGE: page })
  expect(pageOrigin(false, named('http://localhost:5173/'))).toBe('http://localhost:5173')
  expect(pageOrigin(true, named('http://localhost:5173/'))).toBe(origin)
  expect(pageOrigin(false, named('http://example.invalid/'))).toBe(origin)
  expect(pageOrigin(false, {})).toBe(origin)
  expect(belongsToPage('http://localhost:5173/campaigns', 'http://localhost:5173')).toBe(true)
  expect(belongsToPage('app://console:x@elsewhere/', origin)).toBe(false)
})

test('a link from outside leads to places of the console and to nothing else', () => {
  expect(placeOfDeepLink('despacho://approvals/0198c4e2-7a1b')).toBe('/approvals/0198c4e2-7a1b')
  expect(placeOfDeepLink('despacho://campaigns')).toBe('/campaigns')
  expect(placeOfDeepLink('despacho://campaigns/')).toBe('/campaigns')
  expect(placeOfDeepLink('despacho://')).toBe('/')
  for (const link of [
    'despacho://users',
    'despacho://approvals/../settings',
    'despacho://approvals/%2e%2e',
    'despacho://approvals/1?approve=yes',
    'despacho://approvals/1#x',
    'despacho://user@approvals/1',
    'despacho:approvals',
    'https://approvals/1',
    'despacho://approvals//evil',
    'despacho:///approvals',
  ]) {
    expect([link, placeOfDeepLink(link)]).toEqual([link, undefined])
  }
})

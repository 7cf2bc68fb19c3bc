import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataFolder, anApproval } from '../support/desktop.ts'
import { aDesktop, type DesktopApp, soon } from '../support/electron/launch.ts'
import { connectThrough, type PageClient } from '../support/electron/page-client.ts'

let app: DesktopApp
let page: Page
let contract: PageClient['client']

/** What the tray and the notifications were told, kept in the main process from before they are. */
interface Seen {
  menu: Electron.Menu | null
  notifications: { notification: Electron.Notification; closed: boolean }[]
  asked: Electron.MessageBoxOptions[]
  answer: number
}

beforeAll(async () => {
  const dataDir = await aDataFolder(
    (ctx) => {
      anApproval(ctx, 'Cobranza de marzo')
      anApproval(ctx, 'Aviso & convocatoria')
    },
    { finish: afterAll },
  )
  app = await aDesktop({ dataDir }, afterAll)
  await app.evaluate(({ Tray, Notification, dialog }) => {
    const seen: Seen = { menu: null, notifications: [], asked: [], answer: 2 }
    Object.assign(globalThis, { seen })
    const setMenu = Tray.prototype.setContextMenu
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu
      setMenu.call(this, menu)
    }
    const show = Notification.prototype.show
    Notification.prototype.show = function () {
      const entry = { notification: this, closed: false }
      this.on('close', () => (entry.closed = true))
      seen.notifications.push(entry)
      show.call(this)
    }
    dialog.showMessageBox = (...args: unknown[]) => {
      seen.asked.push(args.at(-1) as Electron.MessageBoxOptions)
      return Promise.resolve({ response: seen.answer, checkboxChecked: false })
    }
  })
  page = await app.page()
  contract = (await connectThrough(page)).client
  // Whoever signs in is followed anew: what was told before the test looked is told again.
  await contract.session.preferences({ theme: 'dark' })
}, 60_000)

interface Entry {
  label: string
  enabled: boolean
  submenu: Entry[]
}
const trayMenu = () =>
  app.evaluate(() => {
    const plain = (menu: Electron.Menu | null | undefined): Entry[] =>
      (menu?.items ?? [])
        .filter(({ type }) => type !== 'separator')
        .map(({ label, enabled, submenu }) => ({ label, enabled, submenu: submenu ? plain(submenu) : [] }))
    return plain((globalThis as unknown as { seen: Seen }).seen.menu)
  })
const chooseInTray = (words: string[]) =>
  app.evaluate((_electron, path) => {
    let items = (globalThis as unknown as { seen: Seen }).seen.menu?.items ?? []
    for (const [depth, word] of path.entries()) {
      const item = items.find(({ label }) => label.startsWith(word))
      if (!item) throw new Error(`no entry ${word}`)
      if (depth === path.length - 1) (item.click as () => void)()
      else items = item.submenu?.items ?? []
    }
  }, words)
/** Windows has a mark on the taskbar instead of a number. */
const badge = () =>
  app.evaluate(
    ({ app: desktop }, numbered) => (numbered ? desktop.getBadgeCount() : undefined),
    process.platform !== 'win32',
  )
const placeOfPage = async () => new URL(page.url()).pathname

test('the tray says what waits and lists each approval with the time that is left', async () => {
  await expect.poll(async () => (await trayMenu()).length, soon).toBeGreaterThan(3)
  const menu = await trayMenu()
  expect(menu[0]).toMatchObject({ label: 'Estudio Aguirre', enabled: false })
  expect(menu[1]).toMatchObject({ label: '2 aprobaciones pendientes', enabled: false })
  expect(menu[2]?.label).toBe('Cobranza de marzo · quedan 23 h')
  expect(menu[3]?.label).toBe('Aviso && convocatoria · quedan 23 h')
  expect(menu[2]?.submenu.map(({ label }) => label)).toEqual([
    '120 mensajes desde mañana',
    'Solicitud de Beto Rojas',
    'Revisar',
    'Aprobar…',
  ])
  expect(menu.slice(-2).map(({ label }) => label)).toEqual(['Abrir Despacho', 'Salir de Despacho'])
})

test('an entry leads to the page of its approval, in the window that is open', async () => {
  const { items } = await contract.approvals.list({ status: ['pending'] })
  const wanted = items.find(({ title }) => title === 'Cobranza de marzo')
  await chooseInTray(['Cobranza', 'Revisar'])
  await expect.poll(placeOfPage, soon).toBe(`/approvals/${wanted?.id}`)
})

test('approving from the tray asks first, and approves when it is confirmed', async () => {
  await chooseInTray(['Cobranza', 'Aprobar'])
  const asked = await app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.asked)
  expect(asked.at(-1)).toMatchObject({
    message: '¿Aprobar «Cobranza de marzo»?',
    detail: '120 mensajes desde mañana',
  })
  expect((await contract.approvals.waiting()).count).toBe(2)
  await app.evaluate(() => void ((globalThis as unknown as { seen: Seen }).seen.answer = 0))
  await chooseInTray(['Cobranza', 'Aprobar'])
  await expect.poll(async () => (await contract.approvals.waiting()).count, soon).toBe(1)
  await expect.poll(async () => (await trayMenu())[1]?.label, soon).toBe('1 aprobación pendiente')
})

test('a notification leads to its page; one that was read elsewhere is withdrawn, and the badge counts', async () => {
  const { items } = await contract.notifications.list({ show: 'unread' })
  const unread = items.length
  await expect.poll(badge, soon).toBe(process.platform === 'win32' ? undefined : unread)
  const titles = () =>
    app.evaluate(() =>
      (globalThis as unknown as { seen: Seen }).seen.notifications.map(({ notification, closed }) => ({
        title: notification.title,
        closed,
      })),
    )
  const shown = await titles()
  expect(shown.length).toBeGreaterThan(0)
  await page.evaluate(() => history.pushState(null, '', '/'))
  await app.evaluate(() => {
    const { notifications } = (globalThis as unknown as { seen: Seen }).seen
    notifications[0]?.notification.emit('click', {})
  })
  await expect.poll(placeOfPage, soon).not.toBe('/')
  await contract.notifications.readAll({})
  await expect.poll(async () => (await titles()).slice(1).every(({ closed }) => closed), soon).toBe(true)
  await expect.poll(badge, soon).toBe(process.platform === 'win32' ? undefined : 0)
})

test('menus, tray and theme follow what the person chooses', async () => {
  const labels = () =>
    app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label))
  expect(await labels()).toContain('Ayuda')
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await contract.session.preferences({ language: 'en', theme: 'light' })
  await expect.poll(labels, soon).toContain('Help')
  await expect.poll(async () => (await trayMenu()).at(-1)?.label, soon).toBe('Quit Despacho')
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('light')
})

test('the application menu leads to pages', async () => {
  await app.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'View')
    view?.submenu?.items.find(({ label }) => label === 'Clients')?.click()
  })
  await expect.poll(placeOfPage, soon).toBe('/clients')
})

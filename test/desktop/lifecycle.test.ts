import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { followPower } from '../../main/desktop/life/lifecycle.ts'
import { silentLog } from '../../main/engine/core/log.ts'
import { EventEmitter } from 'node:events'
import { aDataFolder } from '../support/desktop.ts'
import { aDesktop, type DesktopApp, soon } from '../support/electron/launch.ts'
import { connectThrough } from '../support/electron/page-client.ts'

const logOf = (dataDir: string) => readFileSync(join(dataDir, 'logs', 'despacho.log'), 'utf8')
const placeOf = async (app: DesktopApp) => new URL((await app.page()).url()).pathname
const isVisible = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)

test('a second start ends at once, shows the window of the first and passes its link on', async () => {
  const dataDir = await aDataFolder()
  const first = await aDesktop({ dataDir })
  const page = await first.page()
  await page.locator('main').first().waitFor()
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  const second = await aDesktop({ dataDir, args: ['despacho://campaigns'] })
  expect(await second.exited).toBe(0)
  await expect.poll(() => isVisible(first), soon).toBe(true)
  await expect.poll(() => placeOf(first), soon).toBe('/campaigns')
})

test('a link the app is started with opens its page, and a wrong one opens nothing', async () => {
  const app = await aDesktop({ dataDir: await aDataFolder(), args: ['despacho://approvals'] })
  await app.page()
  await expect.poll(() => placeOf(app), soon).toBe('/approvals')
  await app.evaluate(({ app: desktop }) => {
    for (const link of ['despacho://clients?x', 'despacho://jobs/../audit']) {
      desktop.emit('open-url', { preventDefault: () => undefined }, link)
    }
    desktop.emit('open-url', { preventDefault: () => undefined }, 'despacho://clients')
  })
  await expect.poll(() => placeOf(app), soon).toBe('/clients')
})

test('closing leaves the engine at work and says so once; quitting stops it', async () => {
  const dataDir = await aDataFolder()
  const app = await aDesktop({ dataDir })
  const page = await app.page()
  const { client } = await connectThrough(page)
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push(args.at(-1))
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  for (let time = 0; time < 2; time += 1) {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    expect(await isVisible(app)).toBe(false)
    await app.evaluate(({ app: desktop }) => void desktop.emit('activate', {}, false))
    expect(await isVisible(app)).toBe(true)
  }
  const asked = await app.evaluate(
    () => (globalThis as unknown as { asked: Electron.MessageBoxOptions[] }).asked,
  )
  expect(asked).toHaveLength(1)
  expect(asked[0]?.message).toBe('Despacho sigue trabajando en la bandeja')
  expect((await client.session.state()).workspace?.name).toBe('Estudio Aguirre')
  await app.evaluate(({ app: desktop }) => void setTimeout(() => desktop.quit(), 0))
  expect(await app.exited).toBe(0)
  expect(logOf(dataDir)).toContain('console stopped')
})

test('whoever chose it ends the app by closing the window, once the engine has stopped', async () => {
  const dataDir = await aDataFolder()
  const app = await aDesktop({ dataDir })
  const { client } = await connectThrough(await app.page())
  await client.desktop.saveSettings({ closeToTray: false })
  const atTheEnd = join(dataDir, 'at-the-end.log')
  await app.evaluate(
    ({ app: desktop, BrowserWindow }, [log, copy]) => {
      desktop.once('will-quit', () => process.getBuiltinModule('node:fs').copyFileSync(log, copy))
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0)
    },
    [join(dataDir, 'logs', 'despacho.log'), atTheEnd] as const,
  )
  expect(await app.exited).toBe(0)
  expect(readFileSync(atTheEnd, 'utf8')).toContain('console stopped')
  const [workspace = ''] = readdirSync(join(dataDir, 'workspaces'))
  expect(existsSync(join(dataDir, 'workspaces', workspace, 'workspace.db-wal'))).toBe(false)
})

test('size, place and page are there again at the next start', async () => {
  const dataDir = await aDataFolder()
  const first = await aDesktop({ dataDir })
  await (await first.page()).locator('main').first().waitFor()
  await first.evaluate(
    ({ app }) => void app.emit('open-url', { preventDefault: () => undefined }, 'despacho://campaigns'),
  )
  await expect.poll(() => placeOf(first), soon).toBe('/campaigns')
  await first.evaluate(({ BrowserWindow, app }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 40, y: 30, width: 1100, height: 700 })
    window?.emit('resized')
    setTimeout(() => app.quit(), 0)
  })
  await first.exited
  const second = await aDesktop({ dataDir })
  await second.page()
  await expect.poll(() => placeOf(second), soon).toBe('/campaigns')
  const bounds = await second.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  )
  expect(bounds).toEqual({ x: 40, y: 30, width: 1100, height: 700 })
})

test('waking up makes the clock look at the time anew', () => {
  const monitor = new EventEmitter()
  let nudges = 0
  followPower(monitor as unknown as Electron.PowerMonitor, { nudge: () => (nudges += 1) }, silentLog)
  monitor.emit('suspend')
  expect(nudges).toBe(0)
  monitor.emit('resume')
  monitor.emit('unlock-screen')
  expect(nudges).toBe(2)
})

test('the app is wired to the machine’s sleep', async () => {
  const dataDir = await aDataFolder()
  const app = await aDesktop({ dataDir, args: ['--hidden'] })
  await expect
    .poll(() => app.evaluate(({ powerMonitor }) => powerMonitor.listenerCount('resume')), soon)
    .toBe(1)
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await expect.poll(() => logOf(dataDir), soon).toContain('machine woke up')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
})

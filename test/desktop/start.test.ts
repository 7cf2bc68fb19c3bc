import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aDataFolder } from '../support/desktop.ts'
import { aDesktop, runsOn, soon } from '../support/electron/launch.ts'
import { connectThrough } from '../support/electron/page-client.ts'

console.log(`The desktop specs run on ${runsOn === 'electron' ? 'Electron' : 'the stand-in for Electron'}.`)

test('the test of the app itself makes a workspace, answers the page and says so in one line', async () => {
  const app = await aDesktop({ args: ['--smoke'] })
  expect(await app.exited).toBe(0)
  const line: unknown = JSON.parse(app.printed().trim().split('\n').at(-1) ?? '')
  expect(line).toMatchObject({ smoke: 'ok', database: 'ok', rpc: 'answered' })
  expect(existsSync(join(app.dataDir, 'workspaces'))).toBe(false)
})

test('a first start shows the console, and the page reaches the engine through the preload', async () => {
  const app = await aDesktop()
  const page = await app.page()
  await page.locator('#root button').first().waitFor()
  expect(await page.evaluate('window.despacho')).toMatchObject({ desktop: true, platform: process.platform })
  const { client } = await connectThrough(page)
  expect(await client.session.state()).toMatchObject({ workspace: null, trusted: true, via: 'desktop' })
})

test('the workspace that was open last opens again, unlocked, and answers after the page was loaded anew', async () => {
  const dataDir = await aDataFolder()
  const app = await aDesktop({ dataDir })
  const page = await app.page()
  const { client } = await connectThrough(page)
  const state = await client.session.state()
  expect(state.workspace?.name).toBe('Estudio Aguirre')
  expect(state.user?.name).toBe('Ada Aguirre')
  expect(await client.desktop.settings()).toEqual({ startAtLogin: null, closeToTray: true })
  expect(await client.desktop.saveSettings({ closeToTray: false })).toMatchObject({ closeToTray: false })
  expect(JSON.parse(readFileSync(join(dataDir, 'desktop.json'), 'utf8'))).toMatchObject({
    closeToTray: false,
  })
  await page.reload()
  const again = await connectThrough(page)
  expect((await again.client.session.state()).user?.name).toBe('Ada Aguirre')
})

test('when the app closes the page’s port, the page opens another and goes on', async () => {
  const app = await aDesktop({ dataDir: await aDataFolder() })
  const page = await app.page()
  await page.locator('main').first().waitFor()
  await app.evaluate(({ ipcMain }) => {
    const ports: Electron.MessagePortMain[] = []
    Object.assign(globalThis, { ports })
    ipcMain.prependListener('rpc:connect', (event: Electron.IpcMainEvent) => ports.push(...event.ports))
  })
  await page.reload()
  await page.locator('main').first().waitFor()
  const opened = () => app.evaluate(() => (globalThis as unknown as { ports: unknown[] }).ports.length)
  const before = await opened()
  expect(before).toBeGreaterThan(0)
  await app.evaluate(() => {
    for (const port of (globalThis as unknown as { ports: Electron.MessagePortMain[] }).ports) port.close()
  })
  await expect.poll(opened, soon).toBeGreaterThan(before)
  const { client, closed } = await connectThrough(page)
  expect((await client.session.state()).user?.name).toBe('Ada Aguirre')
  expect(closed()).toBe(false)
})

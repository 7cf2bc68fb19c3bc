import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { aFirm, type Firm } from './support/firm.ts'
import { startHost, type Host } from './support/host.ts'

let host: Host
let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  host = await startHost()
  firm = await aFirm(host, browser)
  await firm.addUser('sol', 'Sol Iturra', 'staff')
})
test.afterEach(() => firm.leave())
test.afterAll(() => host.discard())

test('entries are found by what was done, and the chain is checked', async () => {
  const page = await firm.page()
  await page.goto('/audit')
  await expect(page.getByRole('row', { name: /Creó una cuenta.*Ada Aguirre/ })).toBeVisible()
  await page.getByRole('button', { name: 'Filtrar' }).click()
  await page.getByRole('menuitem', { name: 'Qué hizo' }).click()
  await page.getByRole('checkbox', { name: 'Creó una cuenta' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 fila' })).toBeVisible()
  await page.getByRole('row', { name: /Creó una cuenta/ }).click()
  await expect(page.getByRole('dialog').getByText('"role": "staff"')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'La cadena está intacta' })).toBeVisible()
})

test('an entry that was changed outside is found and named', async () => {
  await host.end()
  const folder = join(host.dataDir, 'workspaces')
  const database = new Database(join(folder, readdirSync(folder)[0] ?? '', 'workspace.db'))
  database.exec(
    `DROP TRIGGER audit_no_update; UPDATE audit SET details = '{"role":"admin"}' WHERE action = 'user.create'`,
  )
  const broken: unknown = database.prepare(`SELECT seq FROM audit WHERE action = 'user.create'`).pluck().get()
  database.close()
  await host.restart()
  const page = await firm.page()
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click()
  await expect(page.getByRole('alert')).toContainText(`La cadena está rota en la entrada ${String(broken)}`)
})

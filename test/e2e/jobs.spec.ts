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
  await host.end()
  leaveDeadJobs(host)
  await host.restart()
})
test.afterEach(() => firm.leave())
test.afterAll(() => host.discard())

/** Three clean-ups that ran out of attempts with one error, and one with another. */
function leaveDeadJobs({ dataDir }: Host): void {
  const folder = join(dataDir, 'workspaces')
  const database = new Database(join(folder, readdirSync(folder)[0] ?? '', 'workspace.db'))
  const insert = database.prepare(
    `INSERT INTO jobs (type, payload, state, rank, runAt, attempts, maxAttempts, lastError, createdAt, finishedAt)
     VALUES ('clean_up', '{}', 'dead', 0, ?, 5, 5, ?, ?, ?)`,
  )
  const now = Date.now()
  for (const error of ['EACCES: logs', 'EACCES: logs', 'EACCES: logs', 'ENOSPC: disk <b>full</b>']) {
    insert.run(now - 60_000, error, now - 60_000, now - 30_000)
  }
  database.close()
}

test('failed jobs stand by their error, and a whole group is retried', async () => {
  const page = await firm.page()
  await page.goto('/')
  await page.getByRole('link', { name: /4 trabajos fallaron/ }).click()
  const groups = page.getByRole('listitem').filter({ hasText: 'Limpieza de registros' })
  await expect(groups).toHaveCount(2)
  await expect(page.getByText('ENOSPC: disk <b>full</b>')).toBeVisible()
  const group = groups.filter({ hasText: 'EACCES' })
  await expect(group).toContainText('3 trabajos')
  await group.getByRole('button', { name: 'Reintentar todos' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reintentar todos' }).click()
  await expect(page.getByText('3 trabajos volvieron a la cola')).toBeVisible()
  await expect(group).toHaveCount(0)
})

test('the list of a group is filtered by its error; one job is inspected and retried', async () => {
  const page = await firm.page()
  await page.goto('/jobs')
  await page.getByRole('link', { name: /^Ver: ENOSPC/ }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 fila' })).toBeVisible()
  await page.getByRole('row', { name: /ENOSPC/ }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('5 de 5')).toBeVisible()
  await panel.getByRole('button', { name: 'Reintentar' }).click()
  await expect(page.getByText('El trabajo volvió a la cola')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Quitar filtros' }).first().click()
  await expect(page.getByRole('row', { name: /Limpieza de registros.*Terminado/ }).first()).toBeVisible()
})

import { anApprovalDesk, type Desk, expectAccessible } from './support/approval-desk.ts'
import { expect, test } from './support/console.ts'

let desk: Desk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await anApprovalDesk(host, browser)
})
test.afterEach(() => desk.leave())

test('what happens appears by itself, with its count in the rail and at the bell', async ({ host }) => {
  const page = await desk.manager()
  await page.goto(`${host.origin}/notifications`)
  await expect(page.getByText('No hay notificaciones')).toBeVisible()
  await desk.ask('Recordatorio de marzo')
  await expect(
    page.getByRole('link', { name: 'Sol Iturra pide aprobar «Recordatorio de marzo»' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Notificaciones: 1 sin leer' })).toBeVisible()
  await page.getByRole('button', { name: 'Notificaciones: 1 sin leer' }).click()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Recordatorio de marzo/ })
    .click()
  await expect(page).toHaveURL(/\/approvals\//)
  await expect(page.getByRole('button', { name: 'Notificaciones', exact: true })).toBeVisible()
})

test('deleting can be undone, snoozing puts away, and all can be read at once', async ({ host }) => {
  await desk.ask('Una')
  await desk.ask('Dos')
  const page = await desk.manager()
  await page.goto(`${host.origin}/notifications`)
  const una = page.getByRole('article').filter({ hasText: '«Una»' })
  await una.hover()
  await una.getByRole('button', { name: 'Eliminar' }).click()
  await expect(una).toHaveCount(0)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect(una).toBeVisible()
  await una.hover()
  await una.getByRole('button', { name: 'Posponer' }).click()
  await page.getByRole('menuitem', { name: 'Dentro de 1 hora' }).click()
  await expect(una).toHaveCount(0)
  await page.getByText('Pospuestas', { exact: true }).click()
  await expect(una).toBeVisible()
  await una.hover()
  await una.getByRole('button', { name: 'Traer ahora' }).click()
  await page.getByText('Todas', { exact: true }).click()
  await expect(una).toBeVisible()
  await page.getByRole('button', { name: 'Marcar todo como leído' }).click()
  await page.getByText('No leídas', { exact: true }).click()
  await expect(page.getByText('Todo está leído')).toBeVisible()
})

test('preferences are saved as they are made, and approvals stay in the console', async ({ host }) => {
  const page = await desk.manager()
  await page.goto(`${host.origin}/notifications/preferences`)
  await page.getByLabel('Terminó una campaña, Correo').selectOption('Resumen semanal')
  await expect(page.getByText('Guardado')).toBeVisible()
  await page.getByLabel('Salió una campaña, Escritorio').click({ force: true })
  await page.getByLabel('Respetar horas de silencio').click({ force: true })
  await page.getByLabel('Desde').fill('19:30')
  await expect(page.getByText('hasta el día siguiente')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Terminó una campaña, Correo')).toHaveValue('weekly')
  await expect(page.getByLabel('Salió una campaña, Escritorio')).toBeChecked()
  await expect(page.getByLabel('Desde')).toHaveValue('19:30')
  await expect(
    page.getByRole('img', { name: 'Piden una aprobación, En la consola: Siempre se muestra' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Restablecer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restablecer' }).click()
  await expect(page.getByLabel('Terminó una campaña, Correo')).toHaveValue('daily')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the notification pages (${scheme})`, async ({ host }) => {
    for (const width of [1_440, 390]) {
      const page = await desk.manager({ scheme, width, language: scheme === 'dark' ? 'en' : 'es' })
      for (const path of ['/notifications', '/notifications/preferences']) {
        await page.goto(host.origin + path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await expectAccessible(page)
      }
    }
  })
}

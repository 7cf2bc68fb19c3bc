import { anApprovalDesk, type Desk, expectAccessible } from './support/approval-desk.ts'
import { expect, test } from './support/console.ts'

let desk: Desk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await anApprovalDesk(host, browser)
})
test.afterEach(() => desk.leave())

test('a request shows the exact launch and is approved', async ({ host }) => {
  const id = await desk.ask('Recordatorio de marzo')
  const page = await desk.manager()
  await page.goto(`${host.origin}/approvals/${id}`)
  const detail = page.getByRole('article')
  await expect(detail.getByRole('heading', { name: 'Recordatorio de marzo' })).toBeVisible()
  await expect(detail.getByText('Aviso para Compras de Ferretería El Roble')).toBeVisible()
  await expect(detail.locator('iframe').contentFrame().getByText('hay un pago pendiente')).toBeVisible()
  await expect(detail.getByText('Nada cambió desde que se pidió')).toBeVisible()
  await detail.getByRole('button', { name: 'Aprobar' }).click()
  await expect(page.getByText('Se aprobó «Recordatorio de marzo»')).toBeVisible()
})

test('rejecting asks for a reason, and stands in the history', async ({ host }) => {
  const id = await desk.ask('Avisos de abril')
  const page = await desk.manager()
  await page.goto(`${host.origin}/approvals/${id}`)
  await page.getByRole('article').getByRole('button', { name: 'Rechazar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Rechazar' }).click()
  await expect(dialog.getByText('Falta el motivo')).toBeVisible()
  await dialog.getByLabel('Motivo').fill('Falta excluir a quienes tienen convenio')
  await dialog.getByRole('button', { name: 'Rechazar' }).click()
  await expect(page.getByText('Se rechazó «Avisos de abril»')).toBeVisible()
  await page.goto(`${host.origin}/approvals/history`)
  await expect(page.getByRole('row', { name: /Avisos de abril.*Rechazada/ })).toBeVisible()
})

test('who comes late is told who decided', async ({ host }) => {
  const id = await desk.ask('Avisos de mayo')
  const page = await desk.manager()
  await page.goto(`${host.origin}/approvals/${id}`)
  await expect(page.getByRole('article').getByRole('button', { name: 'Aprobar' })).toBeVisible()
  await desk.decideElsewhere(id, 'approve')
  await expect(page.getByRole('status').filter({ hasText: 'Ada Aguirre la aprobó' })).toBeVisible()
  await expect(page.getByRole('article').getByRole('button', { name: 'Aprobar' })).toHaveCount(0)
})

test('the keyboard goes through the queue, selects and approves several', async ({ host }) => {
  await desk.ask('Primera del teclado')
  await desk.ask('Segunda del teclado')
  const page = await desk.manager()
  await page.goto(`${host.origin}/approvals`)
  const detail = page.getByRole('article')
  await expect(detail.getByRole('heading', { name: 'Primera del teclado' })).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await expect(detail.getByRole('heading', { name: 'Segunda del teclado' })).toBeVisible()
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: '2 seleccionadas' })).toBeVisible()
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
  await expect(page.getByText('Se aprobaron 2 solicitudes')).toBeVisible()
  await expect(page.getByText('Nada espera una decisión')).toBeVisible()
})

test('on a phone the decision is within reach, and leads back to the queue', async ({ host }) => {
  await desk.ask('Desde el teléfono')
  const page = await desk.manager({ width: 390 })
  await page.goto(`${host.origin}/approvals`)
  await page.getByRole('link', { name: 'Desde el teléfono' }).click()
  const approve = page.getByRole('button', { name: 'Aprobar' })
  await expect(approve).toBeInViewport()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await approve.click()
  await expect(page).toHaveURL(/\/approvals$/)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the approvals pages (${scheme})`, async ({ host }) => {
    const id = await desk.ask(`Accesible ${scheme}`)
    const page = await desk.manager({ scheme, language: scheme === 'dark' ? 'en' : 'es' })
    for (const path of [`/approvals/${id}`, '/approvals/history']) {
      await page.goto(host.origin + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
    }
    const phone = await desk.manager({ scheme, width: 390 })
    await phone.goto(`${host.origin}/approvals/${id}`)
    await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(phone)
    await desk.decideElsewhere(id, 'reject')
  })
}

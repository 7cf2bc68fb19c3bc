import { expect, test } from './support/console.ts'
import { aFirm, type Firm } from './support/firm.ts'

let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser)
})
test.afterEach(() => firm.leave())

test('a schedule is changed with fields, and its words and next times say what that means', async () => {
  const page = await firm.page()
  await page.goto('/schedules')
  await page.getByRole('button', { name: /Respaldo diario/ }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('A las 01:30, cada día')).toBeVisible()
  await panel.getByRole('button', { name: 'Editar' }).click()
  await panel.getByRole('combobox', { name: 'Se repite' }).click()
  await page.getByRole('option', { name: 'Cada semana' }).click()
  for (const day of ['mar', 'jue']) await panel.getByText(day, { exact: true }).click()
  await panel.getByLabel('Hora', { exact: true }).fill('22:15')
  await expect(panel.getByText(/A las 22:15.*lunes, miércoles y viernes/)).toBeVisible()
  await expect(panel.getByRole('listitem')).toHaveCount(5)
  await panel.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Programación guardada')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Respaldo diario.*22:15/ })).toBeVisible()
})

test('an expression that cannot be is refused at its field, in English too', async () => {
  const page = await firm.page({ language: 'en' })
  await page.goto('/schedules')
  await page.getByRole('button', { name: /Integrity check/ }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Edit' }).click()
  await panel.getByRole('combobox', { name: 'Repeats' }).click()
  await page.getByRole('option', { name: 'Cron expression' }).click()
  await panel.getByLabel('Cron expression').fill('61 25 * * *')
  await expect(panel.getByText('This expression is not valid.')).toBeVisible()
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByRole('alert')).toContainText('The cron expression is not valid')
  await expect(panel.getByLabel('Cron expression')).toHaveValue('61 25 * * *')
})

test('running now leaves its mark in the history; switching off leaves no next time', async () => {
  const page = await firm.page()
  await page.goto('/schedules')
  await page.getByRole('button', { name: /Limpieza de registros/ }).click()
  const panel = page.getByRole('dialog').first()
  await panel.getByRole('button', { name: 'Ejecutar ahora' }).click()
  await page
    .getByRole('dialog', { name: /Ejecutar Limpieza/ })
    .getByRole('button', { name: 'Ejecutar ahora' })
    .click()
  await expect(panel.getByText('A mano')).toBeVisible()
  await expect(panel.getByText('Terminado')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('switch', { name: 'Activar Limpieza de registros' }).press('Space')
  await expect(page.getByText('Limpieza de registros está apagada')).toBeVisible()
  await expect(page.getByRole('button', { name: /Limpieza de registros.*Apagada/ })).toBeVisible()
})

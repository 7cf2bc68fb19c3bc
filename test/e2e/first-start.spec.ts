import { expect, test } from '@playwright/test'
import { password } from './support/firm.ts'
import { startHost, type Host } from './support/host.ts'

let host: Host
test.describe.configure({ mode: 'serial' })
test.use({ locale: 'es-CL', timezoneId: 'America/Santiago' })
test.beforeAll(async () => {
  host = await startHost()
})
test.afterAll(() => host.discard())

test('the first minutes: a bad form is explained and keeps what was typed, then the workspace opens', async ({
  page,
}) => {
  await page.goto(host.address)
  await expect(page.getByRole('heading', { level: 1, name: 'Para empezar' })).toBeVisible()
  await page.getByRole('link', { name: 'Crear espacio' }).click()
  await page.getByLabel('Nombre y apellido').fill('María José Núñez')
  await expect(page.getByLabel('Nombre de usuario')).toHaveValue('maria')
  await page.getByLabel('Correo').fill('maria.nuñez')
  await page.getByRole('button', { name: 'Crear el espacio' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toContainText('Nombre de la firma')
  await expect(summary).toContainText('La dirección de correo no es válida')
  await expect(summary).toContainText('Contraseña')
  await expect(page.getByLabel('Nombre y apellido')).toHaveValue('María José Núñez')
  await page.getByLabel('Nombre de la firma').fill('Estudio Núñez')
  await page.getByLabel('Correo').fill('maria@nunez.test')
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(password)
  await expect(page.getByText('Largo suficiente')).toBeVisible()
  await page.getByRole('button', { name: 'Crear el espacio' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inicio' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Primeros pasos' })).toBeVisible()

  await page.goto(`${host.origin}/start`)
  await page.getByRole('button', { name: 'Explorar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inicio' })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('Datos de ejemplo')).toBeVisible()

  await page.goto(`${host.origin}/start`)
  await page.getByRole('button', { name: /^Estudio Núñez/ }).click()
  await expect(page).toHaveURL(/sign-in/)
  await page.getByLabel('Nombre de usuario').fill('maria')
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(password)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inicio' })).toBeVisible()

  await page.goto(`${host.origin}/start`)
  await page.getByRole('button', { name: /^Más sobre Estudio Quillay/ }).click()
  await page.getByRole('menuitem', { name: 'Eliminar' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Eliminar el espacio' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('Estudio Quillay')
  await dialog.getByRole('button', { name: 'Eliminar el espacio' }).click()
  await expect(page.getByRole('button', { name: /^Estudio Quillay/ })).toHaveCount(0)
})

test('leaving the form with something typed asks first', async ({ page, context }) => {
  await host.restart()
  await page.goto(host.address)
  await page.goto(`${host.origin}/start/new`)
  await page.getByLabel('Nombre de la firma').fill('Otra')
  await page.getByRole('link', { name: 'Espacios de trabajo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Seguir aquí' }).click()
  await expect(page.getByLabel('Nombre de la firma')).toHaveValue('Otra')
  await context.clearCookies()
})

test('a browser from elsewhere is told where workspaces are chosen, and may sign in', async ({ page }) => {
  await page.goto(`${host.origin}/start`)
  await expect(page.getByRole('heading', { name: 'Abrir desde el equipo de Despacho' })).toBeVisible()
  await page.getByRole('button', { name: 'Entrar con una cuenta' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Estudio Núñez' })).toBeVisible()
})

test('wrong passwords are answered in words, and the fifth makes one wait', async ({ page }) => {
  await page.goto(`${host.origin}/sign-in`)
  await page.getByLabel('Nombre de usuario').fill('nadie')
  for (let attempt = 1; attempt <= 5; attempt++) {
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(`mala ${attempt}`)
    await page.getByRole('button', { name: 'Entrar', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('no son correctos')
  }
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Se puede volver a intentar en')
  await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeDisabled()
})

test('language and appearance are chosen before signing in', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${host.origin}/sign-in`)
  await page.getByRole('radiogroup', { name: 'Idioma' }).getByText('English').click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await page.getByRole('button', { name: 'Use the dark appearance' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
})

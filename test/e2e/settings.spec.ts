import { expect, test } from './support/console.ts'
import { aFirm, type Firm } from './support/firm.ts'

let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser, 'Estudio Ajustes')
})
test.afterEach(() => firm.leave())

test('the region is changed, the change of zone is confirmed, and leaving with changes asks', async () => {
  const page = await firm.page()
  await page.goto('/settings/workspace')
  await page.getByRole('combobox', { name: 'País' }).click()
  await page.getByRole('option', { name: 'Colombia' }).click()
  await page.getByRole('button', { name: 'Usar los valores de Colombia' }).click()
  await expect(page.getByRole('combobox', { name: 'Zona horaria' })).toHaveValue(/Bogota/)
  await page.getByRole('link', { name: 'Perfil' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Seguir aquí' }).click()
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cambiar la zona' }).click()
  await expect(page.getByText('Cambios guardados')).toBeVisible()
  const settings = await firm.call<{ workspace: { currency: string; zone: string } }>('settings/get')
  expect(settings.workspace).toMatchObject({ currency: 'COP', zone: 'America/Bogota' })
})

test('sending hours that end before they begin are refused at their field', async () => {
  const page = await firm.page()
  await page.goto('/settings/sending')
  await page.getByLabel('Desde').fill('18:00')
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('La hora de término debe ser posterior')
  await page.getByLabel('Hasta').fill('20:00')
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(page.getByText('Cambios guardados')).toBeVisible()
})

test('a key is shown once, works with its permissions only, and ends when revoked', async ({
  host,
  playwright,
}) => {
  const page = await firm.page()
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Crear clave' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Nombre').fill('ERP')
  await panel.getByRole('checkbox', { name: 'Ver clientes' }).click()
  await panel.getByRole('button', { name: 'Crear la clave' }).click()
  const key = (await panel.getByTestId('api-key').textContent())?.trim() ?? ''
  const program = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  expect((await program.get(`${host.origin}/api/v1/clients`)).status()).toBe(200)
  expect((await program.get(`${host.origin}/api/v1/jobs`)).status()).toBe(403)
  await panel.getByRole('button', { name: 'Ya la guardé' }).click()
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Revocar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revocar la clave' }).click()
  await expect(page.getByText('Revocada', { exact: true })).toBeVisible()
  expect((await program.get(`${host.origin}/api/v1/clients`)).status()).toBe(401)
  await program.dispose()
})

test('the password is changed with the old one', async () => {
  await firm.addUser('pau', 'Pau Rivas', 'viewer')
  const page = await firm.page({ name: 'pau' })
  await page.goto('/settings/profile')
  await page.getByRole('textbox', { name: 'Contraseña actual' }).fill('no es esta')
  await page.getByRole('textbox', { name: 'Contraseña nueva' }).fill('otra frase bastante larga')
  await page.getByRole('button', { name: 'Cambiar la contraseña' }).click()
  await expect(page.getByRole('alert')).toContainText('La contraseña actual no es correcta')
  await page.getByRole('textbox', { name: 'Contraseña actual' }).fill('correcto caballo batería')
  await page.getByRole('button', { name: 'Cambiar la contraseña' }).click()
  await expect(page.getByText('La contraseña cambió')).toBeVisible()
})

test('a monitor is changed', async () => {
  const page = await firm.page({ language: 'en' })
  await page.goto('/settings/monitors')
  await page.getByRole('button', { name: 'Edit the rule Little free disk' }).click()
  await page.getByLabel('Tell at less than').fill('5')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('less than 5 GB')).toBeVisible()
})

test('a backup is made, downloaded, and restored as a workspace of its own', async () => {
  const page = await firm.page()
  await page.goto('/settings/backups')
  await page.getByRole('button', { name: 'Hacer un respaldo' }).click()
  await expect(page.getByText('Respaldo terminado')).toBeVisible({ timeout: 20_000 })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Descargar' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.db$/)
  await page.getByRole('button', { name: /Más sobre el respaldo/ }).click()
  await page.getByRole('menuitem', { name: 'Restaurar' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Restaurar' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('Estudio Ajustes')
  await dialog.getByRole('button', { name: 'Restaurar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Estudio Ajustes' })).toBeVisible({
    timeout: 30_000,
  })
  await expect(page).toHaveURL(/sign-in/)
})

import { expect, test } from './support/console.ts'
import { aFirm, call, password, type Firm } from './support/firm.ts'

let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser)
})
test.afterEach(() => firm.leave())

test('a person is added, with faults at their fields, and can sign in', async ({ host, browser }) => {
  const page = await firm.page()
  await page.goto('/settings/users')
  await page.getByRole('button', { name: 'Agregar usuario' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Nombre y apellido').fill('Sol Iturra')
  await panel.getByLabel('Nombre de usuario').fill('ADA')
  await panel.getByRole('textbox', { name: 'Primera contraseña' }).fill(password)
  await panel.getByRole('button', { name: 'Crear la cuenta' }).click()
  await expect(panel.getByRole('alert')).toContainText('Ya hay una cuenta con este nombre de usuario')
  await panel.getByLabel('Nombre de usuario').fill('sol')
  await panel.getByRole('button', { name: 'Crear la cuenta' }).click()
  await expect(page.getByText('Sol Iturra ya puede entrar')).toBeVisible()
  await expect(page.getByRole('row', { name: /Sol Iturra.*Equipo/ })).toBeVisible()
  const sol = (await browser.newContext()).request
  await call(sol, host.origin, 'session/signIn', { name: 'sol', password })
})

test('closing the panel with something typed asks first', async () => {
  const page = await firm.page()
  await page.goto('/settings/users')
  await page.getByRole('button', { name: 'Agregar usuario' }).click()
  await page.getByRole('dialog').getByLabel('Nombre y apellido').fill('Ana')
  await page.keyboard.press('Escape')
  await page
    .getByRole('dialog', { name: 'Hay cambios sin guardar' })
    .getByRole('button', { name: 'Seguir aquí' })
    .click()
  await expect(page.getByLabel('Nombre y apellido')).toHaveValue('Ana')
})

test('the only admin cannot lose the role', async () => {
  const page = await firm.page()
  await page.goto('/settings/users')
  await page.getByRole('row', { name: /Ada Aguirre/ }).click()
  await page.getByRole('radio', { name: 'Consulta' }).check()
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('única cuenta de administración')
})

test('a permission is given to a role and holds at once; everything can go back to the usual', async ({
  host,
  browser,
}) => {
  const sol = (await browser.newContext()).request
  await call(sol, host.origin, 'session/signIn', { name: 'sol', password })
  await expect(call(sol, host.origin, 'audit/list', { limit: 1 })).rejects.toThrow('permission_missing')
  const page = await firm.page()
  await page.goto('/settings/roles')
  await page.getByRole('checkbox', { name: 'Ver la auditoría: Equipo' }).click()
  await expect(page.getByText('Equipo puede: Ver la auditoría')).toBeVisible()
  await call(sol, host.origin, 'audit/list', { limit: 1 })
  await expect(page.getByRole('checkbox', { name: /Administrar usuarios y permisos: Admin/ })).toBeDisabled()
  await page.getByRole('button', { name: 'Volver todo a lo habitual' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Volver todo a lo habitual' }).click()
  await expect(page.getByRole('checkbox', { name: 'Ver la auditoría: Equipo' })).not.toBeChecked()
})

test('a closed account cannot sign in, and can be opened again', async ({ host, browser }) => {
  const page = await firm.page()
  await page.goto('/settings/users')
  await page.getByRole('row', { name: /Sol Iturra/ }).click()
  await page.getByRole('button', { name: 'Desactivar la cuenta' }).click()
  await page
    .getByRole('dialog', { name: /Desactivar a Sol/ })
    .getByRole('button', { name: 'Desactivar' })
    .click()
  await expect(page.getByRole('row', { name: /Sol Iturra.*Desactivado/ })).toBeVisible()
  const sol = (await browser.newContext()).request
  await expect(call(sol, host.origin, 'session/signIn', { name: 'sol', password })).rejects.toThrow(
    'sign_in_wrong',
  )
})

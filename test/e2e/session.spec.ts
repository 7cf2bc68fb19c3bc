import { expect, test } from './support/console.ts'
import { aFirm, password, type Firm } from './support/firm.ts'

let firm: Firm
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser)
})
test.afterEach(() => firm.leave())

test('a session that ends leaves the page and what was typed as they are', async () => {
  await firm.addUser('sol', 'Sol Iturra', 'manager')
  const page = await firm.page({ name: 'sol' })
  await page.goto('/settings/profile')
  await page.getByLabel('Nombre', { exact: true }).fill('Sol Iturra Rojas')
  const { id, version } = await firm
    .call<{ items: { id: string; version: number; signInName: string }[] }>('users/list', { limit: 50 })
    .then(({ items }) => items.find(({ signInName }) => signInName === 'sol') ?? { id: '', version: 0 })
  expect(version).toBeGreaterThan(0)
  await firm.call('users/resetPassword', { id, password })
  // Nobody touched the page: it learns by itself that the session is over.
  const ended = page.getByRole('dialog', { name: 'La sesión terminó' })
  await expect(ended).toBeVisible()
  await ended.getByRole('textbox', { name: 'Contraseña' }).fill(password)
  await ended.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(ended).toHaveCount(0)
  await expect(page.getByLabel('Nombre', { exact: true })).toHaveValue('Sol Iturra Rojas')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Cambios guardados')).toBeVisible()
})

test('leaving on purpose leads to sign-in', async () => {
  const page = await firm.page()
  await page.goto('/')
  await page.getByRole('button', { name: /Ada Aguirre/ }).click()
  await page.getByRole('button', { name: 'Salir' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

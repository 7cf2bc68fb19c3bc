import { expect, test } from './support/console.ts'
import { aFirm, type Firm } from './support/firm.ts'

let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser)
  await firm.call('clients/create', {
    name: 'Ferretería El Roble',
    taxId: null,
    stage: 'active',
    health: null,
    assigneeId: null,
    tags: [],
    notes: '',
  })
  await firm.call('campaigns/create', { name: 'Cobranza de marzo' })
})
test.afterEach(() => firm.leave())

test('clients, campaigns, pages and settings are found by words without accents', async () => {
  const page = await firm.page()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const search = page.getByRole('textbox', { name: 'Buscar y ejecutar' })
  const leadsTo = async (words: string, option: string, address: RegExp): Promise<void> => {
    await page.keyboard.press('Control+k')
    await search.fill(words)
    await expect(page.getByRole('button', { name: option }).first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(address)
    await expect(search).toHaveCount(0)
  }
  await leadsTo('ferreteria', 'Ferretería El Roble', /\/clients\//)
  await leadsTo('cobranza de', 'Cobranza de marzo', /\/campaigns\//)
  await leadsTo('auditoria', 'Auditoría', /\/audit/)
  await leadsTo('roles', 'Roles y permisos', /\/settings\/roles/)
})

test('actions are done from the palette, and Esc gives the keyboard back', async () => {
  const page = await firm.page()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const search = page.getByRole('textbox', { name: 'Buscar y ejecutar' })
  await page.keyboard.press('Control+k')
  await search.fill('clara y oscura')
  await expect(page.getByRole('button', { name: /clara y oscura/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(search).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Atajos de teclado' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/\/jobs/)
})

test('what a person may not do is not offered', async () => {
  await firm.addUser('sol', 'Sol Iturra', 'viewer')
  const page = await firm.page({ name: 'sol' })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Buscar y ejecutar' }).fill('respaldos')
  await expect(page.getByText('Nada coincide')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('Auditoría')).toHaveCount(0)
})

import { expect, test } from './support/console.ts'
import { aFirm, type Firm } from './support/firm.ts'

let firm: Firm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aFirm(host, browser)
})
test.afterEach(() => firm.leave())

test('a new workspace is shown its first steps, and they can be hidden', async () => {
  const page = await firm.page()
  await page.goto('/')
  await expect(page.getByText('0 de 4')).toBeVisible()
  await expect(page.getByText('Nada espera por ahora')).toBeVisible()
  await expect(page.getByText('Hoy no sale nada')).toBeVisible()
  await expect(page.getByText('Todo en orden')).toBeVisible()
  await firm.call('clients/create', {
    name: 'Panadería Ñandú',
    taxId: null,
    stage: 'active',
    health: null,
    assigneeId: null,
    tags: [],
    notes: '',
  })
  // Nothing was reloaded: the page follows what changes.
  await expect(page.getByText('1 de 4')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Nuevo cliente: Panadería Ñandú' })).toBeVisible()
  await page.getByRole('button', { name: 'Ocultar' }).click()
  await expect(page.getByRole('heading', { name: 'Primeros pasos' })).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sale hoy' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Primeros pasos' })).toHaveCount(0)
})

test('each fact leads to its page, in English and in the dark as well', async () => {
  const page = await firm.page({ language: 'en', scheme: 'dark' })
  await page.goto('/')
  await page.getByRole('link', { name: 'Latest backup' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'Queue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible()
})

test('the chart can be read as a table', async () => {
  const page = await firm.page()
  await page.goto('/')
  const chart = page.getByRole('figure', { name: 'Últimas 24 horas' })
  await chart.getByRole('radio', { name: 'Ver como gráfico' }).press('ArrowRight')
  await expect(chart.getByRole('columnheader', { name: 'Aceptados' })).toBeVisible()
})

test('staff see their own part, and it fits a phone', async () => {
  await firm.addUser('sol', 'Sol Iturra', 'staff')
  const page = await firm.page({ name: 'sol', width: 390 })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Necesita atención' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Motor' })).toHaveCount(0)
  const overflow = await page.evaluate(() => {
    const content = document.querySelector('#content')
    return content ? content.scrollWidth - content.clientWidth : 0
  })
  expect(overflow).toBeLessThanOrEqual(0)
})

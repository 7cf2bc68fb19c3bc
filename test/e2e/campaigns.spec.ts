import { readFile } from 'node:fs/promises'
import { expectAccessible } from './support/approval-desk.ts'
import {
  aCampaignDesk,
  choose,
  importReport,
  openAlways,
  type CampaignDesk,
} from './support/campaign-desk.ts'
import { expect, test } from './support/console.ts'
import { complaintsOf, password } from './support/mail-desk.ts'

let desk: CampaignDesk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await aCampaignDesk(host, browser)
})
test.afterEach(() => desk.leave())

test('a report in Windows-1252 becomes a campaign whose messages arrive as they were written', async () => {
  const page = await desk.page()
  const complaints = complaintsOf(page)
  await page.goto('/campaigns')
  await page.getByRole('button', { name: 'Nueva campaña' }).first().click()
  await expect(page).toHaveURL(/\/wizard\/recipients$/)

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Elegir archivo' }).click()
  await (await chooser).setFiles(await desk.report(60))
  await expect(page.getByRole('combobox', { name: 'Codificación' })).toHaveValue(/Windows-1252/)
  await expect(page.getByRole('combobox', { name: 'Separador' })).toHaveValue(/Punto y coma/)
  await expect(page.getByRole('row', { name: /Razón social/ })).toContainText('Martín Quiñones Vásquez')
  await expect(page.getByRole('combobox', { name: 'Números' })).toHaveValue('1.234.567,89')
  await page.getByRole('button', { name: 'Validar e importar' }).click()
  await expect(page.getByText('60 recibirán el mensaje')).toBeVisible()

  await page.getByRole('link', { name: 'Continuar: Mensaje' }).click()
  await page.getByLabel('Nombre').fill('Mora de noviembre')
  await choose(page, 'Plantilla', /primer aviso/)
  const letter = page.locator('iframe').contentFrame()
  await expect(letter.getByText('Estimado/a Martín Quiñones Vásquez')).toBeVisible()
  await expect(letter.getByText('US$1.234.567,89').first()).toBeVisible()

  await page.getByRole('link', { name: 'Continuar: Entrega' }).click()
  await page.getByRole('radio', { name: 'Buzón de pruebas' }).press('Space')
  await expect(page.getByText(/Se recomienda Gradual/)).toBeVisible()
  await page.getByRole('radio', { name: 'Por lotes' }).press('Space')
  await expect(page.getByText(/no está calentado: un volumen así/)).toBeVisible()
  await openAlways(page)

  await page.getByRole('link', { name: 'Continuar: Revisión' }).click()
  await expect(page.getByText('Lista para lanzar')).toBeVisible()
  await expect(page.getByText('1 lote en 1 día de envío')).toBeVisible()
  await page.getByRole('button', { name: 'Lanzar ahora' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lanzar ahora' }).click()
  await expect(page).toHaveURL(/\/progress$/)
  await expect(page.getByText('Terminada')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('60 de 60')).toBeVisible()

  const { items } = await desk.call<{ items: { id: string; to: string[]; subject: string }[] }>(
    'sandbox/list',
    {
      limit: 100,
    },
  )
  expect(items).toHaveLength(60)
  const first = items.find(({ to }) => to.some((address) => address.includes('martin.quinones.0001')))
  expect(first?.subject).toBe('Recordatorio de pago de US$1.234.567,89')
  const message = await desk.call<{ text: string; html: string }>('sandbox/get', { id: first?.id })
  for (const part of [message.text, message.html]) {
    expect(part).toContain('Martín Quiñones Vásquez')
    expect(part).toContain('F-100002')
    expect(part).toContain('14-05-2026')
    expect(part).toContain('US$1.234.567,89')
  }
  await page.goto('/sandbox')
  await page.getByLabel('Buscar por asunto, remitente o destinatario').fill('german.saenz')
  await expect(page.getByText('Recordatorio de pago de $3.713.126').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('what is typed into a draft is kept through a reload and a lost connection', async () => {
  const { id } = await desk.call<{ id: string }>('campaigns/create', { name: 'Borrador' })
  const page = await desk.page()
  await page.goto(`/campaigns/${id}/wizard/message`)
  await page.getByLabel('Nombre').fill('Cobro de ñandúes')
  await page.reload()
  await expect(page.getByLabel('Nombre')).toHaveValue('Cobro de ñandúes')
  await expect(page.getByText('Guardado', { exact: true })).toBeVisible()

  await page.context().setOffline(true)
  await page.getByLabel('Nombre').fill('Escrito sin conexión')
  await expect(page.getByText('Sin conexión: se guarda en este equipo')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('Guardado', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect
    .poll(async () => (await desk.call<{ name: string }>('campaigns/get', { id })).name)
    .toBe('Escrito sin conexión')
})

test('a row with a fault is corrected where it is listed', async () => {
  const { id } = await desk.call<{ id: string }>('campaigns/create', { name: 'Con defectos' })
  const page = await desk.page()
  await page.goto(`/campaigns/${id}/wizard/recipients`)
  await importReport(page, await desk.report(1_000, 'ageing-defects.csv'))
  await page.getByRole('button', { name: 'Ver filas: Correo mal escrito' }).click()
  const panel = page.getByRole('dialog', { name: 'Correo mal escrito' })
  await expect(panel.getByLabel('Correo')).toHaveCount(2)
  await panel.getByLabel('Correo').first().fill('panaderia@clientes.despacho.test')
  await panel.getByRole('button', { name: 'Corregir' }).first().click()
  await expect(panel.getByLabel('Correo')).toHaveCount(1)
})

test('a campaign is paused and goes on, and who was not sent is a file', async () => {
  // The first day of a new domain takes 50; the sandbox sent more than that today, so all of them wait.
  const id = await desk.launched('Sin prisa', { rows: 60, strategy: 'ramp_up' })
  const page = await desk.page()
  await page.goto(`/campaigns/${id}`)
  await expect(page.getByText('En curso')).toBeVisible()
  await page.getByRole('button', { name: 'Pausar' }).click()
  await expect(page.getByText('En pausa', { exact: true })).toBeVisible()
  await expect(page.getByText('En pausa por una persona')).toBeVisible()
  await page.getByRole('button', { name: 'Reanudar' }).click()
  await expect(page.getByText('En curso')).toBeVisible()

  await page.getByRole('tab', { name: /No enviados/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Descargar la lista' }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  const text = await readFile((await file.path()) ?? '', 'utf8')
  expect(text).toContain('martin.quinones.0001@clientes.despacho.test')

  await page.getByRole('tab', { name: 'Historia' }).click()
  await expect(page.getByText('Se reanudó')).toBeVisible()
})

test('a launch by somebody without the permission becomes a request that can be withdrawn', async () => {
  await desk.call('users/create', {
    signInName: 'sol',
    name: 'Sol Iturra',
    email: 'sol@estudio.test',
    role: 'staff',
    language: 'es',
    password,
  })
  const page = await desk.page({ signInName: 'sol' })
  await page.goto('/campaigns')
  await page.getByRole('button', { name: 'Nueva campaña' }).first().click()
  await importReport(page, await desk.report(5))
  const letThrough = page.getByRole('switch', { name: 'Dejar pasar' })
  if (await letThrough.isVisible()) await letThrough.press('Space')
  await expect(page.getByText('5 recibirán el mensaje')).toBeVisible()
  await page.getByRole('link', { name: 'Continuar: Mensaje' }).click()
  await choose(page, 'Plantilla', /primer aviso/)
  await page.getByRole('link', { name: 'Continuar: Entrega' }).click()
  await page.getByRole('radio', { name: 'Buzón de pruebas' }).press('Space')
  await page.getByRole('link', { name: 'Continuar: Revisión' }).click()
  await page.getByRole('button', { name: 'Pedir aprobación' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pedir aprobación' }).click()
  await expect(page.getByText('Por aprobar')).toBeVisible()
  await expect(page.getByText('El lanzamiento espera una decisión')).toBeVisible()
  await page.getByRole('button', { name: 'Retirar la solicitud' }).click()
  await expect(page.getByText('Borrador', { exact: true })).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`every page of campaigns can be used by anybody, in the ${scheme} scheme`, async () => {
    test.setTimeout(120_000)
    const { items } = await desk.call<{ items: { id: string; status: string; name: string }[] }>(
      'campaigns/list',
      { limit: 50 },
    )
    const draft = items.find(({ name }) => name === 'Con defectos')?.id
    const sent = items.find(({ status }) => status === 'finished')?.id
    const page = await desk.page({ scheme })
    for (const path of [
      '/campaigns',
      ...['recipients', 'message', 'delivery', 'review'].map((step) => `/campaigns/${draft}/wizard/${step}`),
      ...['progress', 'recipients', 'not-sent', 'message', 'settings', 'history'].map(
        (tab) => `/campaigns/${sent}/${tab}`,
      ),
      '/settings/delivery',
      '/settings/holidays',
      '/settings/contact-rules',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root')).toHaveCount(0)
      await test.step(path, () => expectAccessible(page))
    }
  })
}

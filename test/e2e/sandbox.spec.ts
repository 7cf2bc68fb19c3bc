import { expectAccessible } from './support/approval-desk.ts'
import { expect, test } from './support/console.ts'
import { aMailDesk, complaintsOf, type MailDesk } from './support/mail-desk.ts'

let desk: MailDesk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await aMailDesk(host, browser)
})
test.afterEach(() => desk.leave())

const hostile = `<style>p { color: rgb(200, 0, 0) }</style><p style="font-weight: 700">Hola ñandú</p>
<script>top.ran = true</script><img src="x" onerror="top.ran = true"><img src="https://spy.test/p.gif" alt="espía">
<a href="https://pagos.test/1">Pagar</a><form action="/rpc/sandbox/clear"><button>Enviar</button></form>`

async function send(to: string, subject: string, html = '<p>Hola</p>'): Promise<void> {
  await desk.call('templates/sendTest', {
    type: 'general',
    language: 'es',
    content: { subject, preheader: '', html, text: null },
    to,
  })
}

test('messages appear by themselves and are read with the keyboard', async () => {
  const page = await desk.page()
  await page.goto('/sandbox')
  await expect(page.getByText('El buzón está vacío').first()).toBeVisible()
  await send('uno@cliente.test', 'Primero')
  await send('dos@cliente.test', 'Segundo: 1.234.567,89 €')
  const list = page.getByRole('region', { name: 'Mensajes' })
  await expect(list.getByRole('button', { name: /Segundo: 1\.234\.567,89 €/ })).toBeVisible()
  await expect(list.getByText('2 sin leer')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: '[Prueba] Segundo: 1.234.567,89 €' })).toBeVisible()
  await expect(list.getByText('1 sin leer')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: '[Prueba] Primero' })).toBeVisible()
  await page.keyboard.press('k')
  await page.getByRole('tab', { name: 'Encabezados' }).click()
  await expect(page.getByRole('row', { name: /Message-ID/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Código fuente' }).click()
  await expect(page.getByLabel('Código fuente').getByText(/MIME-Version/)).toBeVisible()
})

test('a hostile message is inert and still looks like itself', async () => {
  await send('mala@cliente.test', '<script>alert(1)</script>', hostile)
  const page = await desk.page()
  const complaints = complaintsOf(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/sandbox')
  await page.getByRole('button', { name: /<script>/ }).click()
  const frame = page.locator('iframe').contentFrame()
  const text = frame.getByText('Hola ñandú')
  await expect(text).toHaveCSS('font-weight', '700')
  await expect(text).toHaveCSS('color', 'rgb(200, 0, 0)')
  await frame.getByText('Pagar').click()
  await expect(page.getByText('https://pagos.test/1')).toBeVisible()
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(asked.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([])
  await expect(frame.locator('form, script')).toHaveCount(0)
  expect(complaints).toEqual([])
})

test('is searched, deleted from and emptied after asking', async () => {
  const page = await desk.page()
  await page.goto('/sandbox')
  const list = page.getByRole('region', { name: 'Mensajes' })
  await page.getByLabel('Buscar por asunto, remitente o destinatario').fill('dos@')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await list.getByRole('button', { name: /Segundo/ }).click()
  await page.getByRole('button', { name: 'Eliminar mensaje' }).click()
  await expect(page.getByText('Ningún mensaje coincide')).toBeVisible()
  await page.getByRole('button', { name: 'Ver todos' }).click()
  await page.getByRole('button', { name: 'Más acciones' }).click()
  await page.getByRole('menuitem', { name: 'Vaciar' }).click()
  await page.getByRole('button', { name: 'Vaciar el buzón' }).click()
  await expect(page.getByText('El buzón está vacío').first()).toBeVisible()
})

for (const [scheme, width] of [
  ['light', 1_440],
  ['dark', 1_440],
  ['light', 390],
] as const) {
  test(`is accessible, ${scheme}, ${width} px`, async () => {
    await send('uno@cliente.test', 'Accesible')
    const page = await desk.page({ scheme, width })
    await page.goto('/sandbox')
    await page
      .getByRole('button', { name: /Accesible/ })
      .first()
      .click()
    await expect(page.locator('iframe')).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
}

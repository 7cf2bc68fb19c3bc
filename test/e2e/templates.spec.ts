import { expectAccessible } from './support/approval-desk.ts'
import { expect, test } from './support/console.ts'
import { aMailDesk, complaintsOf, type MailDesk } from './support/mail-desk.ts'

let desk: MailDesk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await aMailDesk(host, browser)
})
test.afterEach(() => desk.leave())

test('a template is written, seen, sent as a test, published and compared', async () => {
  const page = await desk.page()
  const complaints = complaintsOf(page)
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Nueva plantilla' }).click()
  await page.getByLabel('Nombre').fill('Aviso de prueba')
  await page.getByRole('button', { name: 'Crear y escribir' }).click()
  await page.getByLabel('Asunto', { exact: true }).fill('Saldo de ')
  await page.getByRole('button', { name: 'Variables para Asunto' }).click()
  await page.getByRole('menuitem', { name: /Monto adeudado/ }).click()
  await page.getByRole('textbox', { name: 'Mensaje' }).click()
  await page.keyboard.type('Estimada ')
  await page.getByRole('button', { name: 'Variables para Mensaje' }).click()
  await page.getByRole('menuitem', { name: /Nombre de la persona/ }).click()
  await page.keyboard.type(', hay un saldo pendiente.')
  const preview = page.getByRole('region', { name: 'Vista previa' })
  await expect(preview.getByText('Saldo de $1.691.347')).toBeVisible()
  await expect(
    preview.locator('iframe').contentFrame().getByText('Estimada Ana María García, hay un saldo'),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Enviar prueba' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Dirección de destino').fill('no es una dirección')
  await dialog.getByRole('button', { name: 'Enviar prueba' }).click()
  await expect(dialog.getByRole('alert')).toContainText('La dirección no se puede usar')
  await dialog.getByLabel('Dirección de destino').fill('socia@cliente.test')
  await dialog.getByRole('button', { name: 'Enviar prueba' }).click()
  await expect(page.getByText('La prueba está en camino')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ver en el buzón de pruebas' })).toBeVisible()

  await page.getByRole('button', { name: 'Publicar', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publicar versión 1' }).click()
  await expect(page.getByText('Se publicó la versión 1')).toBeVisible()
  await page.getByLabel('Asunto', { exact: true }).fill('Otro asunto')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('button', { name: 'Guardar borrador' })).toBeDisabled()
  await page.getByRole('button', { name: 'Versiones' }).click()
  await expect(page.getByRole('region', { name: 'Diferencias en Asunto' })).toContainText('Otro asunto')
  expect(complaints).toEqual([])
})

test('tables and Liquid blocks go through the rich text editor unharmed', async () => {
  const html =
    '<p>Hola</p>\n<table><tbody>{% for invoice in recipient.invoices %}<tr><td>{{ invoice.amount | money }}</td></tr>{% endfor %}</tbody></table>\n{% if recipient.amount > 100 %}<p>Mucho</p>{% endif %}\n<p><a href="{{ recipient.paymentLink }}">Pagar</a> "ya" & <strong>listo</strong></p>'
  const made = await desk.call<{ id: string; version: number; draft: { html: string } }>('templates/create', {
    name: 'Con tabla',
    type: 'general',
    language: 'es',
    content: { subject: 'Tabla', preheader: '', html, text: null },
  })
  const page = await desk.page()
  await page.goto(`/templates/${made.id}`)
  await page.getByRole('textbox', { name: 'Mensaje' }).getByText('Hola').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' a todos')
  await page.getByRole('button', { name: 'Guardar borrador' }).click()
  await expect(page.getByRole('button', { name: 'Guardar borrador' })).toBeDisabled()
  const saved = await desk.call<{ draft: { html: string } }>('templates/get', { id: made.id })
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ')
  expect(plain(saved.draft.html)).toBe(plain(made.draft.html.replace('Hola', 'Hola a todos')))
})

test('nothing typed is lost: leaving asks, and a closed page is brought back', async () => {
  const made = await desk.call<{ id: string }>('templates/create', {
    name: 'Sin guardar',
    type: 'general',
    language: 'es',
    content: { subject: 'Antes', preheader: '', html: '<p>Hola</p>', text: null },
  })
  const page = await desk.page()
  await page.goto(`/templates/${made.id}`)
  await page.getByLabel('Asunto', { exact: true }).fill('Escrito y no guardado')
  await page.getByRole('link', { name: 'Plantillas' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Hay cambios sin guardar' })).toBeVisible()
  await page.getByRole('button', { name: 'Seguir aquí' }).click()
  await expect(page.getByLabel('Asunto', { exact: true })).toHaveValue('Escrito y no guardado')
  // As when the window is closed or the machine stops.
  await page.waitForFunction((id) => localStorage.getItem(`despacho.template.${id}`) !== null, made.id)
  const again = await page.context().newPage()
  await again.goto(`/templates/${made.id}`)
  await again.getByRole('button', { name: 'Recuperar' }).click()
  await expect(again.getByLabel('Asunto', { exact: true })).toHaveValue('Escrito y no guardado')
})

test('two people at once: the second keeps what was typed and decides', async () => {
  const made = await desk.call<{ id: string; version: number; draft: object }>('templates/create', {
    name: 'De dos',
    type: 'general',
    language: 'es',
    content: { subject: 'Primero', preheader: '', html: '<p>Hola</p>', text: null },
  })
  const page = await desk.page()
  await page.goto(`/templates/${made.id}`)
  await page.getByLabel('Asunto', { exact: true }).fill('Lo mío')
  await desk.call('templates/update', {
    id: made.id,
    version: made.version,
    name: 'De dos',
    type: 'general',
    language: 'es',
    content: { ...made.draft, subject: 'Lo de otra persona' },
  })
  await page.getByRole('button', { name: 'Guardar borrador' }).click()
  await expect(page.getByText('Otra persona guardó esta plantilla')).toBeVisible()
  await expect(page.getByLabel('Asunto', { exact: true })).toHaveValue('Lo mío')
  await page.getByRole('button', { name: 'Guardar lo mío encima' }).click()
  await expect(page.getByText('Otra persona guardó esta plantilla')).toHaveCount(0)
  const saved = await desk.call<{ draft: { subject: string } }>('templates/get', { id: made.id })
  expect(saved.draft.subject).toBe('Lo mío')
})

test('a template that is wrong says so in words and is not published', async () => {
  const made = await desk.call<{ id: string }>('templates/create', {
    name: 'Con falla',
    type: 'general',
    language: 'es',
    content: { subject: '', preheader: '', html: '<p>{{ recipient.nombre }}</p>', text: null },
  })
  const page = await desk.page()
  await page.goto(`/templates/${made.id}`)
  const check = page.getByRole('region', { name: 'Revisión' })
  await expect(check).toContainText('No existe la variable recipient.nombre')
  await page.getByRole('button', { name: 'Publicar', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publicar versión 1' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('El asunto está vacío')
})

test('older variables are converted after being shown', async () => {
  const made = await desk.call<{ id: string }>('templates/create', {
    name: 'Antigua',
    type: 'general',
    language: 'es',
    content: { subject: 'Hola {nombre}', preheader: '', html: '<p>{monto} {clave_rara}</p>', text: null },
  })
  const page = await desk.page()
  await page.goto(`/templates/${made.id}`)
  await page.getByRole('button', { name: 'Convertir {variables}' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Revisar conversión' }).click()
  await expect(dialog.getByText('{{ recipient.amount | money }}')).toBeVisible()
  await expect(dialog.getByText('{clave_rara}')).toBeVisible()
  await dialog.getByRole('button', { name: 'Aplicar al borrador' }).click()
  await expect(page.getByLabel('Asunto', { exact: true })).toHaveValue('Hola {{ recipient.name }}')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the pages of templates are accessible, ${scheme}`, async () => {
    const page = await desk.page({ scheme, language: scheme === 'dark' ? 'en' : 'es' })
    const list = await desk.call<{ items: { id: string }[] }>('templates/list', { limit: 1 })
    for (const path of [
      '/templates',
      `/templates/${list.items[0]?.id}`,
      '/templates/layout',
      '/settings/mail',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
    }
  })
}

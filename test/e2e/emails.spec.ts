import { expectAccessible } from './support/approval-desk.ts'
import { expect, test } from './support/console.ts'
import { aMailDesk, type MailDesk } from './support/mail-desk.ts'

let desk: MailDesk
let accountId = ''
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  desk = await aMailDesk(host, browser)
  accountId = (await desk.call<{ items: { id: string }[] }>('mail/list', { limit: 1 })).items[0]?.id ?? ''
})
test.afterEach(() => desk.leave())

test('a message is found, read and sent again as a new one', async () => {
  const page = await desk.page()
  await page.goto('/settings/mail')
  await page.getByRole('button', { name: 'Enviar prueba' }).click()
  await page.getByLabel('Dirección de destino').fill('ana@cliente.test')
  await page.getByRole('dialog').getByRole('button', { name: 'Enviar prueba' }).click()
  await page.getByRole('button', { name: 'Ver en el registro' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Este mensaje salió por la cuenta')).toBeVisible()
  await panel.getByRole('button', { name: 'Reenviar' }).click()
  const resend = page.getByRole('dialog', { name: 'Reenviar este mensaje' })
  await resend.getByLabel('Para').fill('malo')
  await resend.getByRole('button', { name: 'Reenviar mensaje' }).click()
  await expect(resend.getByRole('alert')).toContainText('La dirección no se puede usar')
  await resend.getByLabel('Para').fill('otra@cliente.test')
  await resend.getByRole('button', { name: 'Reenviar mensaje' }).click()
  await expect(page.getByText('Es un reenvío.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /otra@cliente\.test/ })).toBeVisible()
})

test('a message whose answer was lost needs the word of a person', async () => {
  await desk.call('emails/sendTest', { accountId, to: 'blackhole@simulator.despacho.test' })
  const page = await desk.page()
  await page.goto('/emails')
  await page.getByRole('row', { name: /blackhole.*Por confirmar/ }).click()
  await expect(page.getByText('pudo haber llegado').first()).toBeVisible()
  await page.getByRole('button', { name: 'Reenviar', exact: true }).click()
  const resend = page.getByRole('dialog', { name: 'Reenviar este mensaje' })
  await expect(resend.getByRole('button', { name: 'Reenviar mensaje' })).toBeDisabled()
  await resend.getByLabel('Entiendo que puede llegar dos veces').check()
  await expect(resend.getByRole('button', { name: 'Reenviar mensaje' })).toBeEnabled()
})

test('an account is tried before it is saved, and says what to fix', async () => {
  const page = await desk.page()
  await page.goto('/settings/mail')
  await page.getByRole('button', { name: 'Agregar cuenta SMTP' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Nombre de la cuenta').fill('Servidor')
  await form.getByLabel('Dirección de envío').fill('no vale')
  await form.getByLabel('Servidor SMTP').fill('127.0.0.1')
  await form.getByLabel('Puerto').fill('1')
  await form.getByRole('button', { name: 'Agregar cuenta' }).click()
  await expect(form.getByRole('alert')).toContainText('La dirección de correo no es válida')
  await expect(form.getByLabel('Nombre de la cuenta')).toHaveValue('Servidor')
  await form.getByLabel('Dirección de envío').fill('avisos@estudio.test')
  await form.getByRole('button', { name: 'Probar conexión' }).click()
  await expect(form.getByText('El servidor no acepta conexiones')).toBeVisible()
  await form.getByRole('button', { name: 'Agregar cuenta' }).click()
  await expect(page.getByText('Se agregó Servidor')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Servidor', exact: true })).toBeVisible()
})

for (const [scheme, width] of [
  ['light', 1_440],
  ['dark', 1_440],
  ['light', 390],
] as const) {
  test(`the log is accessible, ${scheme}, ${width} px`, async () => {
    const page = await desk.page({ scheme, width })
    await page.goto('/emails')
    await expect(page.getByText('ana@cliente.test').first()).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
}

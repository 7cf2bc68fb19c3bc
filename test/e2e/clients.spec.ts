import { readFile } from 'node:fs/promises'
import { expectAccessible } from './support/approval-desk.ts'
import { aClientFirm, type ClientFirm } from './support/client-firm.ts'
import { expect, test } from './support/console.ts'

const LIST = [
  'Razón social;RUT;Etapa;Salud;Responsable;Etiquetas;Contacto;Correo',
  'Comercial Ñandú Ltda.;76.086.428-5;Activo;80;Sol Iturra;pyme;Rosa Díaz;rosa@nandu.example',
  'Óptica Central;;Prospecto;;;;Iván Soto;ivan@optica.example',
  'Viña Alto;;En riesgo;35;;exportador;;',
  'Dígito malo;76.086.428-4;;;;;;',
].join('\r\n')

let firm: ClientFirm
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ host, browser }) => {
  firm = await aClientFirm(host, browser)
})
test.afterEach(() => firm.leave())

const idOf = async (search: string): Promise<string> => {
  const { items } = await firm.elsewhere<{ items: { id: string }[] }>('clients/list', { search, limit: 1 })
  return items[0]?.id ?? ''
}

test('an empty list leads to the import: a Windows-1252 file is looked at, tried, and imported', async ({
  host,
}) => {
  const page = await firm.page('marta')
  await page.goto(`${host.origin}/clients`)
  await expect(page.getByText('Todavía no hay clientes')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Importar' }).first().click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'clientes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(LIST, 'latin1'),
  })
  await expect(page.getByRole('combobox', { name: 'Codificación' })).toHaveValue(/Windows-1252/)
  await expect(page.getByRole('combobox', { name: 'Uso de la columna Correo' })).toHaveValue(
    'Correo del contacto',
  )
  await expect(page.getByRole('cell', { name: 'Comercial Ñandú Ltda.', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Revisar', exact: true }).click()
  await expect(page.getByText('todavía no se ha guardado nada')).toBeVisible()
  await expect(page.getByText('Dígito verificador incorrecto').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Importar 3 clientes' }).click()
  await expect(page.getByText('Importación terminada')).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Descargar informe' }).click()
  await page.getByRole('menuitem').last().click()
  const report = await readFile(await (await saved).path(), 'utf8')
  expect(report).toContain('Dígito malo;Omitido;Dígito verificador incorrecto;76.086.428-4')
  await page.getByRole('link', { name: 'Ver los clientes' }).click()
  await expect(page.getByText('3 filas')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '76.086.428-5' })).toBeVisible()
})

test('a file that is no list is refused with what to do, and another can be chosen', async ({ host }) => {
  const page = await firm.page('marta')
  await page.goto(`${host.origin}/clients/import`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'clientes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('%PDF-1.7'),
  })
  await expect(page.getByRole('alert')).toContainText('no es un texto')
  await expect(page.getByRole('button', { name: 'Elegir archivo' })).toBeEnabled()
})

test('a client is created; its tax id is checked as it is typed, and nothing typed is lost', async ({
  host,
}) => {
  const page = await firm.page('marta')
  await page.goto(`${host.origin}/clients/new`)
  await page.getByLabel('Nombre').fill('Ferretería El Roble')
  await page.getByLabel(/Identificación tributaria/).fill('76.086.428-5')
  await page.getByRole('button', { name: 'Crear cliente' }).click()
  await expect(page.getByRole('alert')).toContainText('Comercial Ñandú Ltda. ya tiene esta identificación')
  await expect(page.getByLabel('Nombre')).toHaveValue('Ferretería El Roble')
  await page.getByLabel(/Identificación tributaria/).fill('77.261.280-1')
  await page.getByLabel('Nombre').focus()
  await expect(page.getByText(/dígito verificador no corresponde a este RUT/)).toBeVisible()
  await page.getByRole('link', { name: 'Inicio' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Seguir aquí' }).click()
  await page.getByLabel(/Identificación tributaria/).fill('')
  await page.getByRole('button', { name: 'Crear cliente' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ferretería El Roble' })).toBeVisible()
})

test('stage, health, person, tags, notes and contacts change where they stand, and the history tells it', async ({
  host,
}) => {
  const page = await firm.page('marta')
  await page.goto(`${host.origin}/clients/${await idOf('ferreteria')}`)
  await page.getByRole('button', { name: /Cambiar Etapa/ }).click()
  await page.getByRole('menuitem', { name: 'En riesgo' }).click()
  await expect(page.getByText('Pasó de Activo a En riesgo')).toBeVisible()
  await page.getByRole('button', { name: /Cambiar Salud/ }).click()
  await page.getByRole('textbox', { name: 'Salud' }).fill('35')
  await page.getByRole('button', { name: 'Guardar salud' }).click()
  await expect(page.getByRole('button', { name: /Cambiar Salud 35 · Baja/ })).toBeVisible()
  await page.getByRole('button', { name: /Cambiar Responsable/ }).click()
  await page.getByLabel('Buscar en el equipo').fill('sol')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Quedó a cargo de Sol Iturra')).toBeVisible()
  await page.getByRole('button', { name: 'Agregar etiqueta' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('ferretería')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Quitar la etiqueta ferretería' })).toBeVisible()
  await page.getByRole('button', { name: 'Agregar nota' }).click()
  await page.getByRole('textbox', { name: 'Notas' }).fill('<script>alert(1)</script> Llamar antes')
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Notas' })).toHaveCount(0)
  await expect(page.getByText('<script>alert(1)</script> Llamar antes')).toBeVisible()
  await page.getByRole('button', { name: 'Agregar contacto' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Nombre').fill('Eva Ríos')
  await panel.getByLabel('Correo').fill('eva')
  await panel.getByRole('button', { name: 'Agregar contacto' }).click()
  await expect(panel.getByText('La dirección no es válida')).toBeVisible()
  await panel.getByLabel('Correo').fill('eva@roble.example')
  await panel.getByRole('button', { name: 'Agregar contacto' }).click()
  await expect(page.getByText('Se agregó el contacto Eva Ríos')).toBeVisible()
  await page.getByRole('button', { name: 'Más acciones para Eva Ríos' }).click()
  await page.getByRole('menuitem', { name: 'Eliminar' }).click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect(page.getByText('Se restauró el contacto Eva Ríos')).toBeVisible()
  await expectAccessible(page)
})

test('two people who change one field choose between both values, and the rest is put together', async ({
  host,
}) => {
  const page = await firm.page('marta')
  const id = await idOf('optica')
  await page.goto(`${host.origin}/clients/${id}/edit`)
  await page.getByLabel('Nombre').fill('Óptica Central de Ñuñoa')
  await page.getByLabel('Notas').fill('Cierra los lunes')
  const { version } = await firm.elsewhere<{ version: number }>('clients/get', { id })
  await firm.elsewhere('clients/update', {
    id,
    version,
    fields: { name: 'Óptica Central SpA', stage: 'active' },
  })
  await page.getByRole('button', { name: 'Guardar cambios' }).click()
  const dialog = page.getByRole('dialog', { name: 'Alguien más cambió este cliente' })
  await expect(dialog.getByText('Óptica Central de Ñuñoa')).toBeVisible()
  await expect(dialog.getByText('Óptica Central SpA')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Lo guardado por otra persona' }).click()
  await dialog.getByRole('button', { name: 'Guardar lo elegido' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Óptica Central SpA' })).toBeVisible()
  await expect(page.getByText('Cierra los lunes')).toBeVisible()
  await expect(page.getByRole('button', { name: /Cambiar Etapa Activo/ })).toBeVisible()
})

test('several clients are assigned and tagged at once, found by filter and by the palette', async ({
  host,
}) => {
  const page = await firm.page('marta')
  await page.goto(`${host.origin}/clients`)
  for (const name of ['Óptica Central SpA', 'Viña Alto'])
    await page.getByRole('checkbox', { name: `Seleccionar la fila ${name}` }).click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Asignar' }).click()
  await page.getByRole('button', { name: 'Marta Fuentes' }).last().click()
  await expect(page.getByText('2 clientes cambiaron.')).toBeVisible()
  await page.getByRole('button', { name: 'Filtrar' }).click()
  await page.getByRole('menuitem', { name: 'Responsable' }).click()
  await page.getByRole('checkbox', { name: 'Marta Fuentes' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('2 filas')).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Buscar y ejecutar' }).fill('760864285')
  await page.getByRole('button', { name: /Comercial Ñandú Ltda\./ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Comercial Ñandú Ltda.' })).toBeVisible()
})

test('a deleted client comes back by undo, and later from the trash', async ({ host }) => {
  const page = await firm.page('marta')
  const id = await idOf('vina')
  for (const way of ['undo', 'trash']) {
    await page.goto(`${host.origin}/clients/${id}`)
    await page.getByRole('button', { name: 'Más acciones', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Eliminar cliente' }).click()
    await expect(page.getByText('Viña Alto se eliminó.')).toBeVisible()
    if (way === 'undo') await page.getByRole('button', { name: 'Deshacer' }).click()
    else {
      await page.goto(`${host.origin}/clients/deleted`)
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Restaurar Viña Alto' }).click()
    }
    await expect(page.getByText('Viña Alto está de vuelta.')).toBeVisible()
  }
})

test('staff see and import only what is theirs', async ({ host }) => {
  const page = await firm.page('sol')
  await page.goto(`${host.origin}/clients`)
  await expect(page.getByText('2 filas')).toBeVisible()
  await page.goto(`${host.origin}/clients/${await idOf('vina')}`)
  await expect(page.getByText('no está a la vista de esta cuenta')).toBeVisible()
  await page.goto(`${host.origin}/clients/import`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'propios.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Nombre,RUT\nImprenta Quilín,\n'),
  })
  await page.getByRole('button', { name: 'Revisar', exact: true }).click()
  await page.getByRole('button', { name: 'Importar 1 cliente' }).click()
  await page.getByRole('link', { name: 'Imprenta Quilín' }).click()
  await expect(page.getByText('Responsable')).toBeVisible()
  await expect(page.getByText('Sol Iturra').first()).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`every page of clients is accessible in ${scheme}, wide and on a phone, in English`, async ({
    host,
  }) => {
    const id = await idOf('nandu')
    for (const width of [1_440, 390]) {
      const page = await firm.page('marta', { scheme, width, language: 'en' })
      for (const path of ['', '/new', '/import', '/deleted', `/${id}`, `/${id}/edit`]) {
        await page.goto(`${host.origin}/clients${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    }
  })
}

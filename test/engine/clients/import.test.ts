import writeXlsxFile from 'write-excel-file/node'
import { expect, test } from 'vitest'
import type { ClientColumn } from '../../../shared/contract/clients/imports.ts'
import type { Actor } from '../../../main/engine/core/actor.ts'
import { aClient } from '../../support/clients.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'

const HEADER = 'Razón social;RUT;Etapa;Salud;Responsable;Etiquetas;Contacto;Correo;Teléfono'
const LIST = [
  HEADER,
  'Comercial Ñandú Ltda.;76.086.428-5;Activo;80;;pyme, mensual;Rosa Díaz;rosa@nandu.example;+56 2 2345 6789',
  'Comercial Ñandú Ltda.;76086428-5;;;;;Iván Soto;ivan@nandu.example;',
  'Óptica Central;;Prospecto;;Ana;;;;',
  'Sin dígito;76.086.428-4;;;;;;;',
  ';12;;;;;;;',
].join('\n')

function aFileOf(text: string, name = 'clientes.csv'): File {
  return new File([text], name, { type: 'text/csv' })
}

/** Uploads, runs as proposed, and waits for the end. */
async function imported(
  world: TestWorkspace,
  actor: Actor,
  file: File,
  { trial = false, ...choices }: { trial?: boolean; [choice: string]: unknown } = {},
) {
  const { imports } = world.as(actor).clients
  const { id, mapping } = await imports.upload({ file })
  await (trial ? imports.check : imports.run)({ id, mapping, ...choices })
  return ended(world, actor, id)
}

async function ended({ as, clock }: TestWorkspace, actor: Actor, id: string) {
  for (;;) {
    const now = await as(actor).clients.imports.get({ id })
    if (now.state !== 'running' && now.state !== 'checking') return now
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(0)
  }
}

test('a list is looked at: columns, samples, proposed fields', async () => {
  const { as, admin } = await aWorkspace()
  const found = await as(admin).clients.imports.upload({ file: aFileOf(LIST) })
  expect(found).toMatchObject({
    kind: 'csv',
    rows: 5,
    reading: { encoding: 'utf-8', delimiter: ';', headerLine: 1 },
  })
  expect(found.mapping.map(({ target }) => target)).toEqual([
    'name',
    'taxId',
    'stage',
    'health',
    'assignee',
    'tags',
    'contactName',
    'contactEmail',
    'contactPhone',
  ])
  expect(found.columns[0]?.samples).toContain('Óptica Central')
  expect(found.preview[0]?.cells[1]).toBe('76.086.428-5')
})

test('clients are created with their contacts, and rows that cannot be say why', async () => {
  const world = await aWorkspace()
  const { as, admin, user } = world
  const ana = user('staff', 'Ana')
  const run = await imported(world, admin, aFileOf(LIST))
  expect(run).toMatchObject({
    state: 'done',
    rowsRead: 5,
    report: { rows: 5, created: 2, updated: 1, skipped: 2, contactsAdded: 2 },
  })
  const { items } = await as(admin).clients.list({})
  expect(items).toMatchObject([
    {
      name: 'Comercial Ñandú Ltda.',
      taxIdShown: '76.086.428-5',
      health: 80,
      tags: ['mensual', 'pyme'],
      contacts: 2,
    },
    { name: 'Óptica Central', stage: 'lead', assigneeId: ana.userId },
  ])
  const skipped = await as(admin).clients.imports.rows({ id: run.id, outcome: 'skipped' })
  expect(skipped.items.map(({ line, issues }) => [line, issues.map(({ reason }) => reason)])).toEqual([
    [5, ['tax_id_check_digit']],
    [6, ['name_missing', 'tax_id_format']],
  ])
})

test('a trial writes nothing and foresees exactly what the import then does', async () => {
  const world = await aWorkspace()
  const { as, admin } = world
  await as(admin).clients.create(aClient('Óptica Central'))
  const before = await as(admin).clients.list({})
  const { imports } = as(admin).clients
  const { id, mapping } = await imports.upload({ file: aFileOf(LIST) })
  await imports.check({ id, mapping, tags: ['2026'] })
  const trial = await ended(world, admin, id)
  expect(trial.state).toBe('checked')
  expect(await as(admin).clients.list({})).toEqual(before)
  const foreseen = await imports.rows({ id })
  await imports.run({ id, mapping, tags: ['2026'] })
  const run = await ended(world, admin, id)
  expect(run.report).toEqual(trial.report)
  const outcomes = (rows: typeof foreseen) => rows.items.map(({ line, outcome }) => [line, outcome])
  expect(outcomes(await imports.rows({ id }))).toEqual(outcomes(foreseen))
  await expect(imports.run({ id, mapping })).rejects.toMatchObject({ data: { reason: 'import_file_gone' } })
})

test('the same file again changes nothing', async () => {
  const world = await aWorkspace()
  await imported(world, world.admin, aFileOf(LIST))
  const state = () =>
    JSON.stringify([
      world.ctx.db.sqlAll('SELECT * FROM clients ORDER BY id'),
      world.ctx.db.sqlAll('SELECT * FROM contacts ORDER BY id'),
    ])
  world.ctx.events.drain()
  const before = state()
  const again = await imported(world, world.admin, aFileOf(LIST))
  expect(again.report).toMatchObject({ created: 0, updated: 0, unchanged: 3, skipped: 2, contactsAdded: 0 })
  world.ctx.events.drain()
  expect(state()).toBe(before)
})

test('filled cells replace what a known client has; empty ones change nothing', async () => {
  const world = await aWorkspace()
  const { as, admin } = world
  const known = await as(admin).clients.create(
    aClient('Nombre viejo', { taxId: '76086428-5', notes: 'No llamar los lunes', tags: ['vip'] }),
  )
  await imported(world, admin, aFileOf(LIST))
  expect(await as(admin).clients.get({ id: known.id })).toMatchObject({
    name: 'Comercial Ñandú Ltda.',
    notes: 'No llamar los lunes',
    tags: ['mensual', 'pyme', 'vip'],
    stage: 'active',
  })
})

test('known clients can be left as they are, while the file’s own new ones get all their contacts', async () => {
  const world = await aWorkspace()
  const { as, admin } = world
  const known = await as(admin).clients.create(aClient('óptica central', { stage: 'former' }))
  const run = await imported(world, admin, aFileOf(LIST), { existing: 'keep' })
  expect(run.report).toMatchObject({ created: 1, updated: 1, unchanged: 1, contactsAdded: 2 })
  expect(await as(admin).clients.get({ id: known.id })).toMatchObject({ version: 1, stage: 'former' })
})

test('what staff import is theirs, and another’s client is neither changed nor named', async () => {
  const world = await aWorkspace()
  const { as, admin, user } = world
  const [ana, bea] = [user('staff', 'Ana'), user('staff', 'Bea')]
  const theirs = await as(admin).clients.create(
    aClient('Reservada SpA', { taxId: '76086428-5', assigneeId: bea.userId }),
  )
  const run = await imported(world, ana, aFileOf(LIST))
  expect(run.report).toMatchObject({ created: 1, skipped: 4 })
  const { items } = await as(ana).clients.list({})
  expect(items).toMatchObject([{ name: 'Óptica Central', assigneeId: ana.userId }])
  expect(await as(admin).clients.get({ id: theirs.id })).toMatchObject({ version: 1, name: 'Reservada SpA' })
  const rows = await as(ana).clients.imports.rows({ id: run.id })
  expect(JSON.stringify(rows)).not.toContain('Reservada')
  for (const call of [
    as(bea).clients.imports.get({ id: run.id }),
    as(bea).clients.imports.rows({ id: run.id }),
    as(bea).clients.imports.exportRows({ id: run.id, format: 'csv' }),
    as(bea).clients.imports.cancel({ id: run.id }),
  ])
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('names that several clients share are not guessed between', async () => {
  const world = await aWorkspace()
  const { as, admin } = world
  await as(admin).clients.create(aClient('Óptica Central'))
  await as(admin).clients.create(aClient('OPTICA CENTRAL'))
  const run = await imported(world, admin, aFileOf(LIST))
  expect(run.report?.reasons).toContainEqual({ reason: 'name_ambiguous', severity: 'skips', rows: 1 })
})

test('a wrong detail is left out and told, and the row goes on', async () => {
  const world = await aWorkspace()
  const run = await imported(
    world,
    world.admin,
    aFileOf(`${HEADER}\nPyme;;quizás;300;Nadie;;Eva;eva arroba pyme;\n`),
  )
  expect(run.report).toMatchObject({ created: 1, skipped: 0, contactsAdded: 1 })
  expect(run.report?.reasons.map(({ reason }) => reason)).toEqual([
    'stage_unknown',
    'health_invalid',
    'assignee_unknown',
    'contact_email_invalid',
  ])
})

test('workbooks and Windows-1252 lists read alike', async () => {
  const world = await aWorkspace()
  const cells = LIST.split('\n').map((line) =>
    line.split(';').map((value) => (value === '' ? null : { value, type: String })),
  )
  const book = await writeXlsxFile(cells).toBuffer()
  const xlsx = await imported(world, world.admin, new File([new Uint8Array(book)], 'lista.xlsx'), {
    trial: true,
  })
  const latin = await imported(
    world,
    world.admin,
    new File([new Uint8Array(Buffer.from(LIST, 'latin1'))], 'l.csv'),
    {
      trial: true,
    },
  )
  const utf8 = await imported(world, world.admin, aFileOf(LIST), { trial: true })
  expect(xlsx.report).toEqual(utf8.report)
  expect(latin.report).toEqual(utf8.report)
})

test('the report is a file with reasons in words, inert in a spreadsheet', async () => {
  const world = await aWorkspace()
  const run = await imported(world, world.admin, aFileOf(`${HEADER}\n=1+1;77;;;;;;;\n`))
  const file = await world.as(world.admin).clients.imports.exportRows({ id: run.id, format: 'csv' })
  const text = await file.text()
  expect(text).toContain('Identificación mal escrita')
  expect(text).toContain(`'=1+1`)
  expect(file.name).toMatch(/clientes\.csv$/)
})

test('an import that is stopped keeps what it did and says how far it came', async () => {
  const world = await aWorkspace()
  const { as, admin } = world
  const rows = Array.from({ length: 2_000 }, (_, n) => `Cliente ${n};;;;;;;;`)
  const { imports } = as(admin).clients
  const { id, mapping } = await imports.upload({ file: aFileOf([HEADER, ...rows].join('\n')) })
  await imports.run({ id, mapping })
  while ((await imports.get({ id })).rowsRead === 0) await new Promise((resolve) => setImmediate(resolve))
  const stopped = await imports.cancel({ id })
  expect(stopped.state).toBe('cancelled')
  const { total } = await as(admin).clients.list({})
  expect(total).toBe(stopped.report?.created)
  expect(total).toBeGreaterThan(0)
  expect(total).toBeLessThan(2_000)
  await imports.run({ id, mapping })
  const whole = await ended(world, admin, id)
  expect(whole.report).toMatchObject({ rows: 2_000, created: 2_000 - (total ?? 0), unchanged: total })
})

test('a mapping without a name or with one field twice is refused', async () => {
  const { as, admin } = await aWorkspace()
  const { imports } = as(admin).clients
  const { id, mapping } = await imports.upload({ file: aFileOf(LIST) })
  const as2 = (target: ClientColumn['target']) =>
    mapping.map(({ column, header, target: before }) => ({
      column,
      header,
      target: column < 2 ? target : before,
    }))
  await expect(imports.run({ id, mapping: as2('ignore') })).rejects.toMatchObject({
    data: { reason: 'mapping_without_name' },
  })
  await expect(imports.run({ id, mapping: as2('name') })).rejects.toMatchObject({
    data: { reason: 'mapping_repeated' },
  })
})

test('what is no list is refused with its reason, and nothing of it is kept', async () => {
  const { as, admin, ctx } = await aWorkspace()
  const { imports } = as(admin).clients
  for (const [content, reason] of [
    ['', 'file_empty'],
    ['%PDF-1.7', 'file_binary'],
    ['<html><table>', 'file_web_page'],
    ['Nombre;RUT\n', 'header_only'],
  ] as const) {
    await expect(imports.upload({ file: aFileOf(content) })).rejects.toMatchObject({
      code: 'INVALID',
      data: { reason },
    })
  }
  expect(ctx.db.sqlAll('SELECT id FROM client_imports')).toEqual([])
})

test('an import that a crash cut off is told of after the restart', async () => {
  const world = await aWorkspace()
  const { id } = await world.as(world.admin).clients.imports.upload({ file: aFileOf(LIST) })
  world.ctx.db.write((tx) => tx.sqlRun(`UPDATE client_imports SET state = 'running' WHERE id = ?`, [id]))
  const again = await world.reopen()
  expect(await again.as(again.admin).clients.imports.get({ id })).toMatchObject({
    state: 'failed',
    problem: { reason: 'interrupted' },
  })
})

import { describe, expect, test } from 'vitest'
import { compiledVersion } from '../../../main/engine/templates/templates.ts'
import { aClient, aContact } from '../../support/clients.ts'
import { aWorkspace } from '../../support/workspace.ts'

const content = {
  subject: 'Saldo de {{ recipient.amount | money }}',
  preheader: 'Qué falta',
  html: '<p>Hola {{ recipient.name }}</p>',
  text: null,
}
const identity = { name: 'Aviso', type: 'general', language: 'es' } as const
/** 1×1 transparent pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

describe('the templates of a new workspace', () => {
  test('are there in both languages, published, default and without anything to complain of', async () => {
    const { admin, as } = await aWorkspace()
    const { items } = await as(admin).templates.list({ limit: 200 })
    expect(items).toHaveLength(12)
    expect(
      items.every(
        ({ isDefault, publishedVersion, changed }) => isDefault && publishedVersion === 1 && !changed,
      ),
    ).toBe(true)
    for (const item of items) {
      const { draft, type, language } = await as(admin).templates.get({ id: item.id })
      const preview = await as(admin).templates.preview({ type, language, content: draft })
      expect([item.name, preview.problems]).toEqual([item.name, []])
      expect([item.name, preview.lint]).toEqual([item.name, []])
      expect(preview.message?.text).not.toContain('{{')
    }
  })

  test('are not made a second time', async () => {
    const first = await aWorkspace()
    const second = await first.reopen()
    expect((await second.as(second.admin).templates.list({ limit: 200 })).items).toHaveLength(12)
  })
})

describe('a template', () => {
  test('is drafted, published as a version, changed, and compared', async () => {
    const { admin, as, ctx } = await aWorkspace()
    const client = as(admin).templates
    const made = await client.create({ ...identity, content })
    expect(made).toMatchObject({ publishedVersion: null, changed: true })
    const one = await client.publish({ id: made.id, version: made.version })
    expect(one).toMatchObject({ publishedVersion: 1, changed: false })
    await expect(client.publish({ id: made.id, version: one.version })).rejects.toMatchObject({
      data: { reason: 'template_nothing_new' },
    })
    const changed = await client.update({
      ...identity,
      id: made.id,
      version: one.version,
      content: { ...content, html: '<p>Hola {{ recipient.name }}</p><p>Gracias</p>' },
    })
    expect(changed.changed).toBe(true)
    const two = await client.publish({ id: made.id, version: changed.version, note: 'Agradece' })
    expect(two.publishedVersion).toBe(2)
    expect((await client.versions({ id: made.id })).items.map(({ number, note }) => [number, note])).toEqual([
      [2, 'Agradece'],
      [1, ''],
    ])
    const diff = await client.diff({ id: made.id, from: 1, to: 2 })
    expect(diff.html).toEqual([
      { kind: 'same', text: '<p>Hola {{ recipient.name }}</p>' },
      { kind: 'added', text: '<p>Gracias</p>' },
    ])
    expect((await client.version({ id: made.id, number: 1 })).variables).toEqual(
      expect.arrayContaining(['recipient.amount', 'recipient.name']),
    )
    expect(ctx.db.sqlAll(`SELECT 1 FROM events WHERE type = 'template.published'`)).toHaveLength(2)
  })

  test('keeps what was published whatever happens to it afterwards', async () => {
    const { admin, as, ctx } = await aWorkspace()
    const client = as(admin).templates
    const made = await client.create({ ...identity, content })
    await client.publish({ id: made.id, version: made.version })
    expect(() =>
      ctx.db.write((tx) =>
        tx.sqlRun(`UPDATE template_versions SET subject = 'x' WHERE templateId = ?`, [made.id]),
      ),
    ).toThrow('never changes')
    await client.delete({ id: made.id })
    expect(compiledVersion(ctx.db, made.id, 1).compilation.ok).toBe(true)
    await expect(client.get({ id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await client.restore({ id: made.id })).toMatchObject({ name: 'Aviso', publishedVersion: 1 })
  })

  test('that is wrong can be saved but not published, and every fault is named at its place', async () => {
    const { admin, as } = await aWorkspace()
    const client = as(admin).templates
    const made = await client.create({
      ...identity,
      content: { ...content, subject: '', html: '<p>\n{{ recipient.nombre }} {% if x %}</p>' },
    })
    expect(made.draft.html).toContain('{% if x %}')
    await expect(client.publish({ id: made.id, version: made.version })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['content', 'html'], reason: 'template_tag_not_closed' }] },
    })
    const fixed = await client.update({
      ...identity,
      id: made.id,
      version: made.version,
      content: { ...content, subject: '', html: '<p>\n{{ recipient.nombre }} <a href="pago">x</a></p>' },
    })
    await expect(client.publish({ id: made.id, version: fixed.version })).rejects.toMatchObject({
      data: {
        issues: [
          {
            path: ['content', 'html'],
            reason: 'template_variable_unknown',
            params: { name: 'recipient.nombre', line: 2 },
          },
          { path: ['content', 'subject'], reason: 'template_subject_empty' },
          { path: ['content', 'html'], reason: 'template_link_relative' },
        ],
      },
    })
  })

  test('is stored without anything that runs', async () => {
    const { admin, as } = await aWorkspace()
    const made = await as(admin).templates.create({
      ...identity,
      content: {
        ...content,
        html: '<p onclick="a()">Hola<script>b()</script><iframe src="//x"></iframe></p>{% if recipient.amount > 1 %}<b>x</b>{% endif %}',
      },
    })
    expect(made.draft.html).toBe('<p>Hola</p>{% if recipient.amount > 1 %}<b>x</b>{% endif %}')
  })

  test('changed by two people at once keeps the first and tells the second', async () => {
    const { admin, as, user } = await aWorkspace()
    const made = await as(admin).templates.create({ ...identity, content })
    await as(user('manager')).templates.update({ ...identity, id: made.id, version: made.version, content })
    await expect(
      as(admin).templates.update({ ...identity, id: made.id, version: made.version, content }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is copied as a draft under another name, and one per purpose is the default', async () => {
    const { admin, as } = await aWorkspace()
    const client = as(admin).templates
    const [first] = (await client.list({ q: 'primer aviso' })).items
    const copy = await client.duplicate({ id: first?.id ?? '' })
    expect(copy).toMatchObject({
      name: 'Recordatorio de pago: primer aviso (copia)',
      isDefault: false,
      publishedVersion: null,
    })
    await expect(client.setDefault({ id: copy.id, isDefault: true })).rejects.toMatchObject({
      data: { reason: 'template_not_published' },
    })
    await client.publish({ id: copy.id, version: copy.version })
    await client.setDefault({ id: copy.id, isDefault: true })
    expect((await client.get({ id: first?.id ?? '' })).isDefault).toBe(false)
  })

  test('may be read but not written by viewers', async () => {
    const { as, user } = await aWorkspace()
    const viewer = user('viewer')
    expect((await as(viewer).templates.list({})).items.length).toBeGreaterThan(0)
    await expect(as(viewer).templates.create({ ...identity, content })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('a preview', () => {
  test('writes the message for the sample, with accents, amounts and dates of the workspace', async () => {
    const { admin, as } = await aWorkspace()
    const preview = await as(admin).templates.preview({
      ...identity,
      content: {
        ...content,
        subject: 'Saldo de {{ recipient.amount | money }} al {{ today | date: "long" }}',
        html: '<p>{{ recipient.extra.poliza }} {{ recipient.name }}</p>',
      },
    })
    expect(preview.message?.subject).toBe('Saldo de $1.691.347 al 2 de marzo de 2026')
    expect(preview.message?.html).toContain('‹poliza› Ana María García')
    expect(preview.message?.html).not.toContain(' style=')
    expect(preview.generatedText).toContain('{{ recipient.name }}')
  })

  test('writes it for a client the actor may see', async () => {
    const { admin, as, user, ctx } = await aWorkspace()
    const made = await as(admin).clients.create(aClient('Ñandú Ltda.'))
    await as(admin).clients.addContact(aContact(made.id, 'Íñigo', 'inigo@nandu.test'))
    const input = { ...identity, content, as: { kind: 'client' as const, id: made.id } }
    expect((await as(admin).templates.preview(input)).message?.html).toContain('Hola Íñigo')
    await expect(as(user('staff')).templates.preview(input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(ctx.db.sqlAll('SELECT 1 FROM emails')).toEqual([])
  })

  test('says what is wrong instead of failing', async () => {
    const { admin, as } = await aWorkspace()
    const preview = await as(admin).templates.preview({
      ...identity,
      content: { ...content, html: '{{ recipient.nmae }}' },
    })
    expect(preview.message).toBeNull()
    expect(preview.problems).toMatchObject([
      {
        reason: 'variable_unknown',
        part: 'html',
        params: { name: 'recipient.nmae', suggestion: 'recipient.name' },
      },
    ])
  })

  test('points out what would keep it from being read', async () => {
    const { admin, as } = await aWorkspace()
    const html = `<p>GANE DINERO GRATIS</p><img src="https://x.test/a.png"><p>${'texto '.repeat(20_000)}</p>`
    const { lint } = await as(admin).templates.preview({ ...identity, content: { ...content, html } })
    expect(lint.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['image_alt_missing', 'html_clipped']),
    )
  })
})

describe('variables in single braces', () => {
  test('become variables; what is not known stays and is named', async () => {
    const { admin, as } = await aWorkspace()
    const result = await as(admin).templates.convert({
      subject: 'Hola {nombre}',
      preheader: '',
      html: '<p style="color:red">{Monto} {código_interno}</p>',
      text: '{nombre}',
    })
    expect(result.content).toEqual({
      subject: 'Hola {{ recipient.name }}',
      preheader: '',
      html: '<p style="color:red">{{ recipient.amount | money }} {código_interno}</p>',
      text: '{{ recipient.name }}',
    })
    expect(result.unmapped).toEqual(['{código_interno}'])
  })
})

describe('the layout', () => {
  test('travels with the message, its logo as a part of it', async () => {
    const { admin, as, ctx } = await aWorkspace()
    await as(admin).templates.setLayout({
      logo: pixel,
      accentColor: '#0f766e',
      footer: 'Calle 1 <b>',
      legalText: '',
    })
    const { emailId } = await as(admin).templates.sendTest({ ...identity, content, to: 'ana@correo.test' })
    await ctx.queue.settled()
    const [row] = (await as(admin).sandbox.list({})).items
    expect(row?.subject).toBe('[Prueba] Saldo de $1.691.347')
    const message = await as(admin).sandbox.get({ id: row?.id ?? '' })
    expect(message.html).toContain(`src="${pixel}"`)
    expect(message.html).toContain('Calle 1 &lt;b&gt;')
    const { source } = await as(admin).sandbox.source({ id: row?.id ?? '' })
    expect(source).toContain('Content-Type: multipart/related')
    expect(source).toContain('Content-ID: <logo@despacho>')
    expect(await as(admin).emails.get({ id: emailId })).toMatchObject({ status: 'accepted', kind: 'test' })
    const again = await as(admin).emails.resend({ id: emailId })
    await ctx.queue.settled()
    expect((await as(admin).emails.get({ id: again.id })).html).toContain(pixel)
  })

  test('refuses a logo that is no picture or too large, and a colour that is none', async () => {
    const { admin, as } = await aWorkspace()
    const plain = { accentColor: '#0f766e', footer: '', legalText: '' }
    const svg = `data:image/svg+xml;base64,${Buffer.from('<svg onload="a()"/>').toString('base64')}`
    const disguised = `data:image/png;base64,${Buffer.from('<script>').toString('base64')}`
    const large = `data:image/png;base64,${Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(110_000)]).toString('base64')}`
    for (const [logo, reason] of [
      [svg, 'logo_kind'],
      [disguised, 'logo_kind'],
      [large, 'logo_size'],
    ] as const) {
      await expect(as(admin).templates.setLayout({ ...plain, logo })).rejects.toMatchObject({
        data: { issues: [{ path: ['logo'], reason }] },
      })
    }
    await expect(
      as(admin).templates.setLayout({ ...plain, logo: null, accentColor: 'red;}' }),
    ).rejects.toMatchObject({ data: { issues: [{ path: ['accentColor'] }] } })
  })

  test('as it was stays with what was published under it', async () => {
    const { admin, as, ctx } = await aWorkspace()
    const client = as(admin).templates
    await client.setLayout({ logo: null, accentColor: '#0f766e', footer: 'Antes', legalText: '' })
    const made = await client.create({ ...identity, content })
    await client.publish({ id: made.id, version: made.version })
    await client.setLayout({ logo: null, accentColor: '#0f766e', footer: 'Después', legalText: '' })
    const { compilation } = compiledVersion(ctx.db, made.id, 1)
    expect(compilation.ok && compilation.template.htmlSource).toContain('Antes')
  })
})

import { describe, expect, test } from 'vitest'
import { openLane, compose } from '../../../main/engine/mail/mail.ts'
import { kept, openMailbox } from '../../../main/engine/sandbox/mailbox.ts'
import { aClient, aContact } from '../../support/clients.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'

function message(over: Partial<Parameters<typeof compose>[0]> = {}) {
  const composed = compose({
    from: { name: 'Estudio Ñandú', address: 'avisos@estudio.test' },
    to: [{ address: 'ana@correo.test' }],
    subject: 'Año nuevo: 1.234.567,89 €',
    text: 'Hola',
    html: '<p>Hola</p>',
    messageId: '<d.1@estudio.test>',
    date: 0,
    ...over,
  })
  if (!composed.ok) throw new Error(composed.reason)
  return composed
}

/** Sends over SMTP, as any program would. */
async function deliver({ ctx }: TestWorkspace, ...messages: ReturnType<typeof message>[]) {
  const opened = await openLane({
    host: '127.0.0.1',
    port: ctx.services.sandbox.port() ?? 0,
    tls: 'none',
    clock: ctx.clock,
  })
  if (!opened.opened) throw new Error('not opened')
  const outcomes = []
  for (const each of messages) outcomes.push(await opened.lane.send(each, { onHandOver: () => {} }))
  opened.lane.close()
  return outcomes
}

describe('the sandbox mailbox', () => {
  test('keeps what comes over SMTP and shows it as it is', async () => {
    const workspace = await aWorkspace()
    const { admin, as } = workspace
    const pdf = {
      filename: 'factura ñ.pdf',
      contentType: 'application/pdf',
      content: Buffer.from('%PDF-1.7'),
    }
    const [outcome] = await deliver(
      workspace,
      message({ attachments: [pdf], replyTo: { address: 'r@estudio.test' } }),
    )
    expect(outcome).toMatchObject({ kind: 'accepted' })
    const { items } = await as(admin).sandbox.list({})
    expect(items).toMatchObject([
      {
        from: 'Estudio Ñandú <avisos@estudio.test>',
        to: ['ana@correo.test'],
        subject: 'Año nuevo: 1.234.567,89 €',
        attachments: 1,
        seen: false,
      },
    ])
    const id = items[0]?.id ?? ''
    const shown = await as(admin).sandbox.get({ id })
    expect(shown).toMatchObject({
      replyTo: 'r@estudio.test',
      text: 'Hola',
      files: [{ name: 'factura ñ.pdf', bytes: 8 }],
    })
    const file = await as(admin).sandbox.attachment({ id, index: 0 })
    expect(file.name).toBe('factura ñ.pdf')
    expect(file.type).toBe('application/octet-stream')
    expect(await file.text()).toBe('%PDF-1.7')
    await as(admin).sandbox.markSeen({ ids: [id] })
    expect(await as(admin).sandbox.status()).toMatchObject({ running: true, messages: 1, unseen: 0 })
  })

  test('makes hostile messages inert', async () => {
    const workspace = await aWorkspace()
    const { admin, as } = workspace
    const html =
      '<p onmouseover="x()">a</p><script>alert(1)</script><a href="javascript:x()">b</a><img src="https://spy.test/p.gif"><form action="/rpc"><button>c</button></form>'
    await deliver(workspace, message({ html, subject: '<script>alert(1)</script>' }))
    const [row] = (await as(admin).sandbox.list({})).items
    const shown = await as(admin).sandbox.get({ id: row?.id ?? '' })
    expect(shown.html).toBe('<p>a</p><a>b</a><img data-remote="true" />c')
    expect(shown.remotePictures).toBe(1)
  })

  test('is searched in subject, sender and recipients, literally', async () => {
    const workspace = await aWorkspace()
    const { admin, as } = workspace
    await deliver(
      workspace,
      message({ subject: '100% de descuento_x' }),
      message({ subject: 'Otra', to: [{ address: 'benito@correo.test' }] }),
    )
    const found = async (q: string) =>
      (await as(admin).sandbox.list({ q })).items.map(({ subject }) => subject)
    expect(await found('100%')).toEqual(['100% de descuento_x'])
    expect(await found('o_x')).toEqual(['100% de descuento_x'])
    expect(await found('benito')).toEqual(['Otra'])
    expect(await found('estudio.test otra')).toEqual(['Otra'])
    expect(await found('%%%')).toEqual([])
  })

  test('is paged, deleted from and emptied', async () => {
    const workspace = await aWorkspace()
    const { admin, as, user } = workspace
    await deliver(workspace, ...Array.from({ length: 5 }, (_, index) => message({ subject: `n.º ${index}` })))
    const first = await as(admin).sandbox.list({ limit: 3 })
    const rest = await as(admin).sandbox.list({ limit: 3, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...rest.items].map(({ subject }) => subject)).toEqual(
      [4, 3, 2, 1, 0].map((n) => `n.º ${n}`),
    )
    await as(admin).sandbox.delete({ ids: [first.items[0]?.id ?? ''] })
    await expect(as(user('staff')).sandbox.clear()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await as(admin).sandbox.clear()).toEqual({ deleted: 4 })
  })

  test('tells listeners in few announcements, however many messages come', async () => {
    const workspace = await aWorkspace()
    const topics: string[] = []
    workspace.ctx.live.listen((changes) => topics.push(...changes.map(({ topic }) => topic)))
    await deliver(workspace, ...Array.from({ length: 30 }, () => message()))
    await workspace.clock.advance(1_000)
    const times = topics.filter((topic) => topic === 'sandbox').length
    expect(times).toBeGreaterThan(0)
    expect(times).toBeLessThanOrEqual(4)
  })

  test('stores the messages of one turn in one transaction', async () => {
    const { ctx } = await aWorkspace()
    const mailbox = openMailbox(ctx)
    let transactions = 0
    const write = ctx.db.write.bind(ctx.db)
    const stored = () => ctx.db.sqlGet<{ n: number }>('SELECT count(*) AS n FROM sandbox_messages')?.n
    ctx.db.write = (work) => {
      const before = stored()
      const result = write(work)
      if (stored() !== before) transactions += 1
      return result
    }
    const { raw, envelope } = message()
    const summary = {
      messageId: null,
      from: null,
      to: [],
      subject: 'x',
      date: null,
      hasAttachments: false,
      size: raw.length,
    }
    await Promise.all(
      Array.from({ length: 200 }, () => mailbox.store({ raw, envelope, summary, receivedAt: 0 })),
    )
    expect(transactions).toBe(1)
    expect(stored()).toBe(200)
  })

  test('forgets what is older than its bound', async () => {
    const workspace = await aWorkspace()
    const { ctx, clock, admin, as } = workspace
    await deliver(workspace, message({ subject: 'vieja' }))
    await clock.advance((kept.days + 1) * 86_400_000)
    await deliver(workspace, message({ subject: 'nueva' }))
    openMailbox(ctx).prune()
    expect((await as(admin).sandbox.list({})).items.map(({ subject }) => subject)).toEqual(['nueva'])
  })

  test('has another port after a restart, and what it kept', async () => {
    const workspace = await aWorkspace()
    await deliver(workspace, message())
    const again = await workspace.reopen()
    await deliver(again, message())
    expect((await again.as(again.admin).sandbox.list({})).items).toHaveLength(2)
  })

  test('shows staff only what went to contacts of their clients', async () => {
    const workspace = await aWorkspace()
    const { admin, as, user } = workspace
    const staff = user('staff')
    const own = await as(admin).clients.create(aClient('Propio'))
    await as(admin).clients.addContact(aContact(own.id, 'Ana', 'Ana@correo.test'))
    await as(admin).clients.assign({ selection: { ids: [own.id] }, assigneeId: staff.userId })
    await deliver(workspace, message(), message({ to: [{ address: 'ajena@correo.test' }] }))
    const { items } = await as(staff).sandbox.list({})
    expect(items.map(({ to }) => to[0])).toEqual(['ana@correo.test'])
    const foreign = (await as(admin).sandbox.list({ q: 'ajena' })).items[0]?.id ?? ''
    for (const call of [
      () => as(staff).sandbox.get({ id: foreign }),
      () => as(staff).sandbox.source({ id: foreign }),
      () => as(staff).sandbox.attachment({ id: foreign, index: 0 }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await as(staff).sandbox.status()).toMatchObject({ messages: 1 })
  })
})

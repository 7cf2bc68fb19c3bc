import { describe, expect, test } from 'vitest'
import { scriptedSmtp, type SmtpMoment, type Misbehaviour } from '../../support/scripted-smtp.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { onTestFinished } from 'vitest'

const HOUR = 3_600_000
const from = { fromName: 'Estudio Ñandú', fromAddress: 'avisos@estudio.test' }

/** An account on a scripted server, which is turned off with the test. */
async function withServer(workspace: TestWorkspace, script: Partial<Record<SmtpMoment, Misbehaviour>> = {}) {
  const server = await scriptedSmtp(script)
  onTestFinished(() => server.stop())
  const account = await workspace
    .as(workspace.admin)
    .mail.create({ ...from, name: 'Guion', host: '127.0.0.1', port: server.port, tls: 'none' })
  return { server, account }
}

const sandboxOf = async ({ as, admin }: TestWorkspace) => (await as(admin).mail.list({})).items[0]?.id ?? ''

describe('a single message', () => {
  test('goes out through the account over STARTTLS and AUTH, once', async () => {
    const inbox = await smtpInbox()
    const { ctx, admin, as } = await aWorkspace()
    const account = await as(admin).mail.create({
      ...from,
      name: 'Firma',
      host: '127.0.0.1',
      port: inbox.port,
      verifyCertificate: false,
      user: 'ana',
      password: 'contraseña-larga',
    })
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'socia@cliente.test' })
    await ctx.queue.settled()
    expect(inbox.received).toMatchObject([{ to: ['socia@cliente.test'], secure: true, user: 'ana' }])
    expect(inbox.received[0]?.raw).toContain(`<d.${id}@estudio.test>`)
    expect(await as(admin).emails.get({ id })).toMatchObject({
      status: 'accepted',
      attempts: 1,
      kind: 'test',
      accountName: 'Firma',
    })
  })

  test('reaches the mailbox of the sandbox', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as } = workspace
    await as(admin).emails.sendTest({ accountId: await sandboxOf(workspace), to: 'socia@cliente.test' })
    await ctx.queue.settled()
    const { items } = await as(admin).sandbox.list({})
    expect(items).toMatchObject([
      { to: ['socia@cliente.test'], subject: 'Prueba de envío de Estudio de prueba', seen: false },
    ])
  })

  test('that could not be handed over is tried three times over an hour, then fails with the reason', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as, clock } = workspace
    const { server, account } = await withServer(workspace, { rcpt: '450 4.7.1 Later, please' })
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'ana@correo.test' })
    const begun = clock.now()
    await ctx.queue.settled()
    for (const attempt of [1, 2]) {
      const waiting = await as(admin).emails.get({ id })
      expect(waiting).toMatchObject({ status: 'queued', attempts: attempt })
      await clock.advance((waiting.nextAttemptAt ?? 0) - clock.now())
      await ctx.queue.settled()
    }
    expect(clock.now() - begun).toBeGreaterThanOrEqual(HOUR)
    expect(await as(admin).emails.get({ id })).toMatchObject({
      status: 'failed',
      attempts: 3,
      errorReason: 'infrastructure',
      errorText: '450 4.7.1 Later, please',
    })
    expect(server.ended).toEqual([])
  })

  test('that is refused for good is not tried again', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as } = workspace
    const { account } = await withServer(workspace, { rcpt: '550 5.1.1 No such user' })
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'nadie@correo.test' })
    await ctx.queue.settled()
    expect(await as(admin).emails.get({ id })).toMatchObject({
      status: 'failed',
      attempts: 1,
      errorReason: 'hard',
    })
  })

  test('whose answer was lost is ambiguous, and never sent again by itself', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as, clock } = workspace
    const { server, account } = await withServer(workspace, { final: 'close' })
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'ana@correo.test' })
    await ctx.queue.settled()
    await clock.advance(24 * HOUR)
    await ctx.queue.settled()
    expect(await as(admin).emails.get({ id })).toMatchObject({ status: 'ambiguous', attempts: 1 })
    expect(server.ended).toHaveLength(1)
  })

  test('that was handed over when the engine died is ambiguous after the restart', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as } = workspace
    const { server, account } = await withServer(workspace)
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'ana@correo.test' })
    await ctx.queue.settled()
    expect(server.ended).toHaveLength(1)
    // As the file looks when the process ends between the hand-over and the answer.
    ctx.db.write((tx) => {
      tx.sqlRun(`UPDATE emails SET status = 'handed_over', acceptedAt = NULL WHERE id = ?`, [id])
      tx.sqlRun(
        `UPDATE jobs SET state = 'running', epoch = 0, leaseToken = 99, finishedAt = NULL WHERE type = 'email'`,
      )
    })
    const again = await workspace.reopen()
    await again.ctx.queue.settled()
    expect(await again.as(again.admin).emails.get({ id })).toMatchObject({
      status: 'ambiguous',
      errorReason: 'crash',
    })
    expect(server.ended).toHaveLength(1)
  })

  test('takes the next account of the domain when the first cannot be reached', async () => {
    const inbox = await smtpInbox()
    const { ctx, admin, as } = await aWorkspace()
    const first = await as(admin).mail.create({
      ...from,
      name: 'Caído',
      host: '127.0.0.1',
      port: 1,
      tls: 'none',
    })
    await as(admin).mail.create({
      ...from,
      name: 'Reserva',
      host: '127.0.0.1',
      port: inbox.port,
      tls: 'none',
    })
    const { id } = await as(admin).emails.sendTest({ accountId: first.id, to: 'ana@correo.test' })
    await ctx.queue.settled()
    expect(inbox.received).toHaveLength(1)
    expect(await as(admin).emails.get({ id })).toMatchObject({ status: 'accepted', accountName: 'Reserva' })
    expect(await as(admin).mail.get({ id: first.id })).toMatchObject({ state: 'failing' })
  })

  test('whose address would begin another header is refused at its field', async () => {
    const workspace = await aWorkspace()
    const { admin, as } = workspace
    await expect(
      as(admin).emails.sendTest({ accountId: await sandboxOf(workspace), to: 'a@b.test\r\nBcc: c@d.test' }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['to'], reason: 'header_line_break' }] },
    })
  })
})

describe('sending again', () => {
  test('makes a new message that points back', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as } = workspace
    const { id } = await as(admin).emails.sendTest({
      accountId: await sandboxOf(workspace),
      to: 'ana@correo.test',
    })
    await expect(as(admin).emails.resend({ id })).rejects.toMatchObject({
      data: { reason: 'email_on_its_way' },
    })
    await ctx.queue.settled()
    const again = await as(admin).emails.resend({ id, to: 'otra@correo.test', bcc: ['archivo@estudio.test'] })
    await ctx.queue.settled()
    expect(await as(admin).emails.get({ id: again.id })).toMatchObject({
      status: 'accepted',
      resendOf: id,
      to: [{ address: 'otra@correo.test' }],
      bcc: [{ address: 'archivo@estudio.test' }],
    })
    expect((await as(admin).emails.get({ id })).resends).toMatchObject([{ id: again.id }])
    const { items } = await as(admin).sandbox.list({ q: 'otra@correo' })
    expect(items[0]?.to).toEqual(['otra@correo.test', 'archivo@estudio.test'])
    const source = await as(admin).sandbox.source({ id: items[0]?.id ?? '' })
    expect(source.source).not.toContain('archivo@estudio.test')
  })

  test('of an ambiguous message needs the word of a person', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as } = workspace
    const { server, account } = await withServer(workspace, { final: 'close' })
    const { id } = await as(admin).emails.sendTest({ accountId: account.id, to: 'ana@correo.test' })
    await ctx.queue.settled()
    await expect(as(admin).emails.resend({ id })).rejects.toMatchObject({
      data: { reason: 'email_may_have_arrived' },
    })
    server.script = {}
    await as(admin).emails.resend({ id, acceptDuplicate: true })
    await ctx.queue.settled()
    expect(server.ended).toHaveLength(2)
  })

  test('is for those who may send', async () => {
    const workspace = await aWorkspace()
    const { user, as } = workspace
    await expect(as(user('viewer')).emails.resend({ id: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('the log of messages', () => {
  test('is listed newest first, filtered and searched, page by page', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as, clock } = workspace
    const accountId = await sandboxOf(workspace)
    for (const to of ['uno@correo.test', 'dos@correo.test', 'bounce@simulator.despacho.test']) {
      await as(admin).emails.sendTest({ accountId, to })
      await clock.advance(1_000)
    }
    await ctx.queue.settled()
    const first = await as(admin).emails.list({ limit: 2 })
    expect(first.items.map(({ to }) => to[0]?.address)).toEqual([
      'bounce@simulator.despacho.test',
      'dos@correo.test',
    ])
    const second = await as(admin).emails.list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ to }) => to[0]?.address)).toEqual(['uno@correo.test'])
    expect((await as(admin).emails.list({ status: ['failed'] })).items).toHaveLength(1)
    expect((await as(admin).emails.list({ q: 'DOS@' })).items).toHaveLength(1)
  })

  test('shows staff what they sent and what is about their clients, nothing else', async () => {
    const workspace = await aWorkspace()
    const { ctx, admin, as, user } = workspace
    const staff = user('staff')
    const accountId = await sandboxOf(workspace)
    const others = await as(admin).emails.sendTest({ accountId, to: 'ajeno@correo.test' })
    const own = await as(staff).emails.sendTest({ accountId, to: 'propio@correo.test' })
    await ctx.queue.settled()
    expect((await as(staff).emails.list({})).items.map(({ id }) => id)).toEqual([own.id])
    await expect(as(staff).emails.get({ id: others.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(as(staff).emails.resend({ id: others.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await as(staff).sandbox.list({})).items.map(({ to }) => to[0])).toEqual(['propio@correo.test'])
  })
})

import { describe, expect, test } from 'vitest'
import { fallbacksOf, findAccount, transportOf } from '../../../main/engine/mail/mail.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

const firm = {
  name: 'Servidor de la firma',
  fromName: 'Estudio Andino',
  fromAddress: 'cobranza@estudio.test',
  host: 'smtp.estudio.test',
  port: 587,
  tls: 'starttls',
  user: 'ana',
  password: 'contraseña-larga',
} as const

describe('mail accounts', () => {
  test('a new workspace has its sandbox, first in order and ready', async () => {
    const { admin, as } = await aWorkspace()
    const { items } = await as(admin).mail.list({})
    expect(items).toMatchObject([
      { kind: 'sandbox', enabled: true, state: 'untested', sendingDomain: 'sandbox.despacho.test' },
    ])
    expect(await as(admin).mail.test({ id: items[0]?.id ?? '' })).toMatchObject({ ok: true })
    expect((await as(admin).mail.list({})).items[0]?.state).toBe('working')
  })

  test('keeps a password that nobody can read back', async () => {
    const { admin, as, user } = await aWorkspace()
    const made = await as(admin).mail.create(firm)
    expect(made.password).toEqual({ set: true, hint: '…arga' })
    for (const role of ['admin', 'manager', 'staff', 'viewer'] as const) {
      expect(JSON.stringify(await as(user(role)).mail.list({}))).not.toContain('contraseña-larga')
    }
  })

  test('asks for the password again before giving it to another server', async () => {
    const { admin, as, ctx } = await aWorkspace()
    const made = await as(admin).mail.create(firm)
    const { password: _, ...rest } = firm
    for (const change of [
      { host: 'evil.test' },
      { port: 2525 },
      { user: 'eva' },
      { verifyCertificate: false },
    ]) {
      const changed = { ...rest, ...change, id: made.id, version: made.version }
      await expect(as(admin).mail.update(changed)).rejects.toMatchObject({
        code: 'INVALID',
        data: { issues: [{ path: ['password'], reason: 'mail_password_again' }] },
      })
      await expect(as(admin).mail.check(changed)).rejects.toMatchObject({ code: 'INVALID' })
    }
    await as(admin).mail.update({ ...rest, name: 'Otro nombre', id: made.id, version: made.version })
    expect(ctx.secrets.reveal(`mail_account:${made.id}:password`)).toBe('contraseña-larga')
  })

  test('names each field that cannot be used', async () => {
    const { admin, as } = await aWorkspace()
    const bad = {
      ...firm,
      fromName: 'Firma\r\nBcc: todos@victima.test',
      fromAddress: 'no es una dirección',
      replyTo: 'a@b@c',
      host: 'smtp firma',
      port: null,
    }
    await expect(as(admin).mail.create(bad)).rejects.toMatchObject({
      data: {
        issues: [
          { path: ['fromName'], reason: 'line_break' },
          { path: ['fromAddress'], reason: 'email_syntax' },
          { path: ['replyTo'], reason: 'email_syntax' },
          { path: ['host'], reason: 'mail_host' },
          { path: ['port'], reason: 'required' },
        ],
      },
    })
    await expect(as(admin).mail.create({ ...firm, tls: 'none' })).rejects.toMatchObject({
      data: { issues: [{ path: ['tls'], reason: 'mail_password_in_clear' }] },
    })
  })

  test('refuses a change made over another, and nothing is lost', async () => {
    const { admin, as } = await aWorkspace()
    const made = await as(admin).mail.create(firm)
    await as(admin).mail.update({ ...firm, name: 'Primero', id: made.id, version: made.version })
    await expect(
      as(admin).mail.update({ ...firm, name: 'Segundo', id: made.id, version: made.version }),
    ).rejects.toMatchObject({ code: 'CONFLICT', data: { reason: 'changed_meanwhile' } })
    expect((await as(admin).mail.get({ id: made.id })).name).toBe('Primero')
  })

  test('only who administers mail changes it', async () => {
    const { as, user } = await aWorkspace()
    for (const role of ['manager', 'staff', 'viewer'] as const) {
      await expect(as(user(role)).mail.create(firm)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  test('is deleted with a way back; the sandbox stays', async () => {
    const { admin, as } = await aWorkspace()
    const made = await as(admin).mail.create(firm)
    await as(admin).mail.delete({ id: made.id })
    await expect(as(admin).mail.get({ id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await as(admin).mail.restore({ id: made.id })).password.set).toBe(true)
    const sandbox = (await as(admin).mail.list({})).items[0]
    await expect(as(admin).mail.delete({ id: sandbox?.id ?? '' })).rejects.toMatchObject({
      data: { reason: 'sandbox_account_stays' },
    })
  })

  test('follow each other in the order of preference, within one sending domain and one kind', async () => {
    const { admin, as, ctx } = await aWorkspace()
    const first = await as(admin).mail.create(firm)
    const second = await as(admin).mail.create({ ...firm, name: 'Segundo' })
    await as(admin).mail.create({ ...firm, name: 'Otro dominio', fromAddress: 'a@otro.test' })
    const off = await as(admin).mail.create({ ...firm, name: 'Apagado', enabled: false })
    const third = await as(admin).mail.create({ ...firm, name: 'Tercero' })
    await as(admin).mail.reorder({ ids: [third.id, second.id, first.id] })
    expect(fallbacksOf(ctx.db, findAccount(ctx.db, first.id)).map(({ id }) => id)).toEqual([
      third.id,
      second.id,
    ])
    expect(off.state).toBe('disabled')
    expect((await as(admin).mail.list({ limit: 2 })).nextCursor).not.toBeNull()
  })
})

describe('a connection test', () => {
  test('signs in over STARTTLS and says how long it took', async () => {
    const inbox = await smtpInbox()
    const { admin, as } = await aWorkspace()
    const account = { ...firm, host: '127.0.0.1', port: inbox.port, verifyCertificate: false }
    expect(await as(admin).mail.check(account)).toMatchObject({ ok: true, reason: null })
    const made = await as(admin).mail.create(account)
    expect(await as(admin).mail.test({ id: made.id })).toMatchObject({ ok: true })
    expect(await as(admin).mail.get({ id: made.id })).toMatchObject({ state: 'working', lastError: null })
    expect(inbox.received).toEqual([])
  })

  test('says what is wrong, and the account shows it until it works again', async () => {
    const inbox = await smtpInbox()
    const { admin, as, ctx } = await aWorkspace()
    const account = {
      ...firm,
      host: '127.0.0.1',
      port: inbox.port,
      verifyCertificate: false,
      password: 'equivocada-larga',
    }
    const made = await as(admin).mail.create(account)
    const refused = await as(admin).mail.test({ id: made.id })
    expect(refused).toMatchObject({ ok: false, phase: 'auth', reason: 'auth' })
    expect(refused.text).toContain('535')
    expect(await as(admin).mail.get({ id: made.id })).toMatchObject({
      state: 'failing',
      lastError: { reason: 'auth' },
    })
    expect(ctx.db.sqlAll(`SELECT type FROM events WHERE type = 'mail_account.failed'`)).toHaveLength(1)
    // An unverified certificate is a different fault with a different repair.
    expect(
      await as(admin).mail.check({ ...account, password: 'contraseña-larga', verifyCertificate: true }),
    ).toMatchObject({
      ok: false,
      reason: 'certificate',
    })
    await as(admin).mail.update({
      ...account,
      password: 'contraseña-larga',
      id: made.id,
      version: made.version,
    })
    await as(admin).mail.test({ id: made.id })
    expect(await as(admin).mail.get({ id: made.id })).toMatchObject({ state: 'working', lastError: null })
  })

  test('of a server that is not there ends in words, not in an error', async () => {
    const inbox = await smtpInbox()
    await inbox.stop()
    const { admin, as } = await aWorkspace()
    expect(await as(admin).mail.check({ ...firm, host: '127.0.0.1', port: inbox.port })).toMatchObject({
      ok: false,
      phase: 'connect',
      reason: 'refused',
    })
  })

  test('the transport reads the settings of the account at each connection', async () => {
    const inbox = await smtpInbox()
    const { admin, as, ctx } = await aWorkspace()
    const account = { ...firm, host: '127.0.0.1', port: 1, verifyCertificate: false, connections: 7 }
    const made = await as(admin).mail.create(account)
    const transport = transportOf(ctx, made.id)
    expect(transport).toMatchObject({ kind: 'smtp', lanes: 7 })
    await as(admin).mail.update({ ...account, port: inbox.port, id: made.id, version: made.version })
    const opened = await transport.open()
    expect(opened.opened).toBe(true)
    if (opened.opened) opened.lane.close()
  })
})

import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { openLane, type LaneOptions } from '../../../main/engine/mail/smtp-lane.ts'
import { loopbackCertificate } from '../../support/certificates/loopback.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

interface Received {
  from: string
  to: string[]
  text: string
  secure: boolean
  user: unknown
}

async function aServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    ...loopbackCertificate,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 10,
    onAuth: (auth, _session, done) =>
      auth.username === 'ana' && auth.password === 'contraseña'
        ? done(null, { user: `${auth.method}:ana` })
        : done(Object.assign(new Error('5.7.8 Wrong'), { responseCode: 535 })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: session.user,
        })
        done(null, 'Taken')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => new Promise((resolve) => server.close(() => resolve())))
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { port: address.port, received }
}

const open = (port: number, options: Partial<LaneOptions>) =>
  openLane({ host: '127.0.0.1', port, tls: 'none', clock: new VirtualClock(), ...options })

const trusted = { certificateAuthorities: [loopbackCertificate.cert] }
const auth = { user: 'ana', pass: 'contraseña' }
const raw = Buffer.from('Subject: Uno\r\n\r\nHola\r\n')
const envelope = { from: 'avisos@firma.test', to: ['ana@correo.test'] }

describe('a lane on a real server', () => {
  for (const [tls, method] of [
    ['starttls', 'PLAIN'],
    ['starttls', 'LOGIN'],
    ['implicit', 'PLAIN'],
  ] as const) {
    test(`delivers by ${tls} with AUTH ${method}, end withheld until committed`, async () => {
      const server = await aServer({ secure: tls === 'implicit', authMethods: [method] })
      const opened = await open(server.port, { tls, ...trusted, auth: { ...auth, method } })
      if (!opened.opened) throw new Error(JSON.stringify(opened.failure))
      const commit = Promise.withResolvers<void>()
      const asked = Promise.withResolvers<void>()
      const sending = opened.lane.send(
        { envelope, raw },
        { onHandOver: () => (asked.resolve(), commit.promise) },
      )
      await asked.promise
      expect(server.received).toHaveLength(0)
      commit.resolve()
      expect(await sending).toMatchObject({ kind: 'accepted', code: 250, response: '250 Taken' })
      expect(server.received).toEqual([
        {
          from: 'avisos@firma.test',
          to: ['ana@correo.test'],
          text: raw.toString(),
          secure: true,
          user: `${method}:ana`,
        },
      ])
      opened.lane.close()
    })
  }

  test('does not trust a certificate nobody vouches for, unless told to', async () => {
    for (const tls of ['starttls', 'implicit'] as const) {
      const server = await aServer({ secure: tls === 'implicit', authOptional: true })
      expect(await open(server.port, { tls })).toMatchObject({
        failure: { kind: 'lost', phase: 'tls', fault: { code: 'certificate' } },
      })
      const opened = await open(server.port, { tls, verifyCertificate: false })
      expect(opened.opened).toBe(true)
      if (opened.opened) opened.lane.close()
    }
  })

  test('refuses to go on in the clear where STARTTLS is required and not offered', async () => {
    const server = await aServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
    expect(await open(server.port, { tls: 'starttls', ...trusted, auth })).toMatchObject({
      failure: { kind: 'lost', phase: 'tls', fault: { code: 'tls_not_offered' } },
    })
  })

  test('says that TLS is not spoken on a port in the clear', async () => {
    const server = await aServer({ authOptional: true })
    expect(await open(server.port, { tls: 'implicit', ...trusted })).toMatchObject({
      failure: { kind: 'lost', phase: 'tls', fault: { code: 'tls' } },
    })
  })

  test('reports a wrong password with the reply of the server', async () => {
    const server = await aServer()
    expect(
      await open(server.port, { tls: 'starttls', ...trusted, auth: { user: 'ana', pass: 'no' } }),
    ).toMatchObject({
      failure: { kind: 'rejected', phase: 'auth', code: 535, enhanced: '5.7.8', temporary: false },
    })
  })

  test('says when the server has no AUTH', async () => {
    const server = await aServer({ disabledCommands: ['AUTH'] })
    expect(await open(server.port, { tls: 'starttls', ...trusted, auth })).toMatchObject({
      failure: { kind: 'lost', phase: 'auth', fault: { code: 'auth_not_offered' } },
    })
  })

  test('lists the recipients refused beside the one that was accepted', async () => {
    const server = await aServer({
      authOptional: true,
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('no') ? Object.assign(new Error('5.1.1 Unknown'), { responseCode: 550 }) : null,
        ),
    })
    const opened = await open(server.port, {})
    if (!opened.opened) throw new Error('closed')
    const outcome = await opened.lane.send(
      { envelope: { from: 'a@firma.test', to: ['si@correo.test', 'no@correo.test'] }, raw },
      { onHandOver: () => {} },
    )
    expect(outcome).toMatchObject({
      kind: 'accepted',
      refused: [
        {
          address: 'no@correo.test',
          refusal: { kind: 'rejected', phase: 'rcpt', code: 550, enhanced: '5.1.1' },
        },
      ],
    })
    opened.lane.close()
  })
})

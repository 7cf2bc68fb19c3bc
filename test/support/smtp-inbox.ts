import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { loopbackCertificate } from './certificates/loopback.ts'

export interface ReceivedMail {
  from: string
  to: string[]
  raw: string
  secure: boolean
  user: unknown
}

export interface SmtpInbox {
  port: number
  received: ReceivedMail[]
  stop(): Promise<void>
}

/**
 * A real SMTP server with STARTTLS and AUTH (user `ana`, password `contraseña-larga`) that keeps
 * what it is given; stopped when the test ends.
 */
export async function smtpInbox(options: SMTPServerOptions = {}): Promise<SmtpInbox> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    ...loopbackCertificate,
    disableReverseLookup: true,
    authOptional: true,
    logger: false,
    closeTimeout: 10,
    onAuth: (auth, _session, done) =>
      auth.username === 'ana' && auth.password === 'contraseña-larga'
        ? done(null, { user: 'ana' })
        : done(Object.assign(new Error('5.7.8 Wrong user or password'), { responseCode: 535 })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: session.user,
        })
        done(null, '2.0.0 Taken')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let stopped = false
  const stop = () =>
    new Promise<void>((resolve) => {
      if (stopped) resolve()
      else server.close(() => resolve())
      stopped = true
    })
  onTestFinished(stop)
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { port: address.port, received, stop }
}

import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection'
import type { Fault, Lost, Rejected } from '../outcome.ts'
import { watchDeadline } from './deadline.ts'
import { failureToOpen } from './faults.ts'
import { timeoutsOf, type LaneOptions } from './lane-options.ts'

/** A connection for the options, not opened yet. */
export function makeConnection(options: LaneOptions): SMTPConnection {
  // The library's own timers run on the wall clock and cannot tell the phases apart: they only
  // back up the deadlines kept here.
  const { connect, auth, envelope, body, final } = timeoutsOf(options)
  const backstop = 2 * Math.max(connect, auth, envelope, body, final)
  return new SMTPConnection({
    host: options.host,
    port: options.port,
    secure: options.tls === 'implicit',
    requireTLS: options.tls === 'starttls',
    ignoreTLS: options.tls === 'none',
    ...(options.name ? { name: options.name } : {}),
    connectionTimeout: backstop,
    greetingTimeout: backstop,
    dnsTimeout: backstop,
    socketTimeout: backstop,
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1024,
    tls: {
      rejectUnauthorized: options.verifyCertificate ?? true,
      minVersion: 'TLSv1.2',
      ...(options.certificateAuthorities ? { ca: options.certificateAuthorities } : {}),
    },
  })
}

/** Greeting, EHLO, TLS and AUTH. Null when the connection is ready for messages. */
export function openConnection(
  connection: SMTPConnection,
  options: LaneOptions,
): Promise<Rejected | Lost | null> {
  const timeouts = timeoutsOf(options)
  return new Promise((resolve) => {
    let phase: 'connect' | 'auth' = 'connect'
    const settle = (failure: Rejected | Lost | null) => {
      deadline.stop()
      options.signal?.removeEventListener('abort', onAbort)
      connection.removeListener('error', onError)
      // The library reports nothing more after its first error; a late one must not be unhandled.
      connection.on('error', () => {})
      resolve(failure)
    }
    const fail = (code: Fault['code'], message: string) =>
      settle({ kind: 'lost', phase, fault: { code, message } })
    const onError = (error: SMTPError) => settle(failureToOpen(error, phase))
    const onAbort = () => fail('aborted', 'Aborted while connecting')
    const deadline = watchDeadline(options.clock, () =>
      fail('timeout', `No answer within ${timeouts[phase]} ms`),
    )
    const signIn = () => {
      if (!options.auth) return settle(null)
      phase = 'auth'
      if (!connection.allowsAuth) return fail('auth_not_offered', 'The server does not offer AUTH')
      deadline.within(timeouts.auth)
      connection.login({ ...options.auth }, (refusal) => (refusal ? onError(refusal) : settle(null)))
    }

    if (options.signal?.aborted) return onAbort()
    options.signal?.addEventListener('abort', onAbort, { once: true })
    connection.on('error', onError)
    deadline.within(timeouts.connect)
    connection.connect((error) => (error ? onError(error) : signIn()))
  })
}

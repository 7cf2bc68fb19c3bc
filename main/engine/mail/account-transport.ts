import { problem } from '../../../shared/contract/errors.ts'
import type { EngineContext } from '../core/context.ts'
import { findAccount, secretOf } from './queries.ts'
import type { LaneOptions } from './smtp-lane.ts'
import type { MailAccountsTable } from './tables.ts'
import { smtpTransport, type Transport } from './transport.ts'

type Connected = Pick<
  MailAccountsTable,
  'kind' | 'host' | 'port' | 'tls' | 'verifyCertificate' | 'user' | 'messagesPerConnection' | 'sendingDomain'
> & { id?: string }

/**
 * How to open a connection of an account. The sandbox's server has another port at each start.
 * @param password of settings that are not saved yet; else the stored one
 * Throws UNAVAILABLE when the sandbox's server is not running.
 */
export function laneOptionsOf(ctx: EngineContext, account: Connected, password?: string): LaneOptions {
  const common = { clock: ctx.clock, maxMessages: account.messagesPerConnection }
  if (account.kind === 'sandbox') {
    const port = ctx.services.sandbox.port()
    if (port === null) throw problem('UNAVAILABLE', 'sandbox_not_running')
    return { ...common, host: '127.0.0.1', port, tls: 'none', name: 'despacho.localhost' }
  }
  const pass = password ?? (account.id === undefined ? undefined : ctx.secrets.reveal(secretOf(account.id)))
  return {
    ...common,
    host: account.host ?? '',
    port: account.port ?? 587,
    tls: account.tls,
    verifyCertificate: account.verifyCertificate === 1,
    name: account.sendingDomain,
    ...(account.user === null ? {} : { auth: { user: account.user, pass: pass ?? '' } }),
  }
}

/**
 * The way an account's messages leave. Settings are read at each connection, so that a change of
 * password or a restart of the sandbox needs no restart of what sends. Throws NOT_FOUND.
 */
export function transportOf(ctx: EngineContext, accountId: string): Transport {
  const { kind, connections } = findAccount(ctx.db, accountId)
  return smtpTransport(kind, connections, () => laneOptionsOf(ctx, findAccount(ctx.db, accountId)))
}

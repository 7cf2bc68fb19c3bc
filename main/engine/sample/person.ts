import { createRouterClient } from '@orpc/server'
import type { RequestContext, WorkspaceHost } from '../core/access/request.ts'
import { openSession } from '../core/access/sessions.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { router } from '../router.ts'

/** The console in the hands of one person: the sample is made by the calls that staff would make. */
export function consoleOf(ctx: EngineContext, actor: Actor) {
  const { token } = ctx.db.write((tx) => openSession(tx, ctx, actor.userId ?? '', 'desktop'))
  const refuse = () => Promise.reject(new Error('the sample has one workspace'))
  const host: WorkspaceHost = {
    current: () => ctx,
    list: () => [],
    open: refuse,
    create: refuse,
    openSample: refuse,
    restore: refuse,
    remove: refuse,
    close: refuse,
  }
  const context: RequestContext = {
    via: 'desktop',
    host,
    session: { get: () => token, set: () => undefined, clear: () => undefined },
    apiKey: undefined,
    trusted: false,
    redeem: () => false,
    remote: 'sample',
    log: ctx.log,
  }
  return createRouterClient(router, { context })
}

export type Console = ReturnType<typeof consoleOf>

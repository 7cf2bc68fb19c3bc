import type { RequestContext, WorkspaceHost } from '../../main/engine/core/access/request.ts'
import { openSession } from '../../main/engine/core/access/sessions.ts'
import type { Actor } from '../../main/engine/core/actor.ts'
import type { EngineContext } from '../../main/engine/core/context.ts'
import { silentLog } from '../../main/engine/core/log.ts'

/** A host with one workspace open and nothing to choose. */
export function hostOf(ctx: EngineContext | null): WorkspaceHost {
  const refuse = () => Promise.reject(new Error('this test host has one workspace'))
  return {
    current: () => ctx,
    list: () => [],
    open: refuse,
    create: refuse,
    openSample: refuse,
    restore: refuse,
    remove: refuse,
    close: refuse,
  }
}

/** The context of a call made by this actor in the console. */
export function requestBy(ctx: EngineContext, actor: Actor | null): RequestContext {
  let token =
    actor?.userId == null
      ? undefined
      : ctx.db.write((tx) => openSession(tx, ctx, actor.userId ?? '', 'desktop')).token
  return {
    via: 'desktop',
    host: hostOf(ctx),
    session: {
      get: () => token,
      set: (next) => (token = next),
      clear: () => (token = undefined),
    },
    apiKey: undefined,
    trusted: false,
    redeem: () => false,
    remote: 'test',
    log: silentLog,
  }
}

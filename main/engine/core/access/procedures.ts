import { implement } from '@orpc/server'
import { contract } from '../../../../shared/contract/index.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import type { Permission } from '../../../../shared/domain/permissions.ts'
import { type Actor, may } from '../actor.ts'
import type { EngineContext } from '../context.ts'
import type { RequestContext } from './request.ts'
import { actorOfApiKey, actorOfSession } from './sessions.ts'

/**
 * Every router starts from here: `os.clients.list.use(authorized('clients:read')).handler(…)`.
 * The input is checked after the access rule: who may not call learns nothing about it.
 */
export const os = implement(contract, {
  initialInputValidationIndex: Number.POSITIVE_INFINITY,
}).$context<RequestContext>()

/** Access rules by middleware, so that a test can find a procedure that has none. */
const accessRules = new WeakMap<object, Permission | 'public' | 'trusted'>()

export function accessRuleOf(middleware: object): Permission | 'public' | 'trusted' | undefined {
  return accessRules.get(middleware)
}

/**
 * Lets a call through when its actor holds the permission; the handler then has `context.engine`
 * and `context.actor`. Throws NO_WORKSPACE, UNAUTHENTICATED or FORBIDDEN.
 */
export function authorized(permission: Permission) {
  const middleware = os.middleware(async ({ context, next }) => {
    const engine = context.host.current()
    if (!engine) throw problem('NO_WORKSPACE', 'no_workspace_open')
    const actor = actorOf(context, engine)
    if (!actor) throw problem('UNAUTHENTICATED', 'sign_in_needed')
    if (!may(actor, permission)) throw problem('FORBIDDEN', 'permission_missing', { permission })
    return next({ context: { engine, actor } })
  })
  accessRules.set(middleware, permission)
  return middleware
}

/** Anybody may call: only for what is needed before signing in. */
export const publicProcedure = os.middleware(async ({ next }) => next())
accessRules.set(publicProcedure, 'public')

/**
 * For choosing and creating workspaces: the person at this machine, or an admin of the workspace
 * that is open. Throws FORBIDDEN.
 */
export const trustedProcedure = os.middleware(async ({ context, next }) => {
  const engine = context.host.current()
  const actor = engine ? actorOf(context, engine) : undefined
  if (!context.trusted && !(actor && may(actor, 'workspaces:manage'))) {
    throw problem('FORBIDDEN', 'only_at_this_machine')
  }
  return next()
})
accessRules.set(trustedProcedure, 'trusted')

/** The person or program behind a call, if it has signed in to this workspace. */
export function actorOf(context: RequestContext, engine: EngineContext): Actor | undefined {
  if (context.apiKey !== undefined) return actorOfApiKey(engine, context.apiKey)
  const token = context.session.get()
  return token === undefined ? undefined : actorOfSession(engine, token)
}

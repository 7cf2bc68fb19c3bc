import { problem } from '../../../shared/contract/errors.ts'
import { authorized, os, publicProcedure } from '../core/access/procedures.ts'
import type { RequestContext } from '../core/access/request.ts'
import type { EngineContext } from '../core/context.ts'
import { listOwnSessions, sessionState } from './queries.ts'
import { changePassword, redeem, revokeSessions, setPreferences, signIn, signOut, unlock } from './session.ts'

function openEngine(request: RequestContext): EngineContext {
  const engine = request.host.current()
  if (!engine) throw problem('NO_WORKSPACE', 'no_workspace_open')
  return engine
}

const ok = { ok: true } as const

export const sessionRouter = os.session.router({
  state: os.session.state.use(publicProcedure).handler(({ context }) => sessionState(context)),
  signIn: os.session.signIn.use(publicProcedure).handler(async ({ context, input }) => {
    await signIn(openEngine(context), context, input)
    return sessionState(context)
  }),
  signOut: os.session.signOut.use(publicProcedure).handler(({ context }) => {
    signOut(context)
    return ok
  }),
  redeem: os.session.redeem
    .use(publicProcedure)
    .handler(({ context, input }) => sessionState(redeem(context, input.token))),
  unlock: os.session.unlock.use(publicProcedure).handler(({ context }) => {
    unlock(openEngine(context), context)
    return sessionState(context)
  }),
  changePassword: os.session.changePassword
    .use(authorized('session:self'))
    .handler(async ({ context, input }) => {
      await changePassword(context.engine, context.actor, input, context.session.get())
      return ok
    }),
  preferences: os.session.preferences.use(authorized('session:self')).handler(({ context, input }) => {
    setPreferences(context.engine, context.actor, input)
    return sessionState(context)
  }),
  list: os.session.list
    .use(authorized('session:self'))
    .handler(({ context }) => listOwnSessions(context.engine, context.actor, context.session.get())),
  revoke: os.session.revoke.use(authorized('session:self')).handler(({ context, input }) => ({
    ended: revokeSessions(context.engine, context.actor, input, context.session.get()),
  })),
})

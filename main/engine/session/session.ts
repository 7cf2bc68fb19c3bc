import type { z } from 'zod'
import type { session as contract } from '../../../shared/contract/session.ts'
import { invalid, problem } from '../../../shared/contract/errors.ts'
import { hashPassword, passwordFits } from '../core/access/passwords.ts'
import { actorOf } from '../core/access/procedures.ts'
import type { RequestContext } from '../core/access/request.ts'
import { actorOfUser, hashToken, openSession } from '../core/access/sessions.ts'
import type { SessionsTable, UsersTable } from '../core/access/tables.ts'
import { type Actor, systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { afterFailure, countAttempt, secondsLocked, storeAttempts } from './guard.ts'
import { findUser, findUserByName, sessionId, unlockableUser } from './queries.ts'

type Input<Name extends keyof typeof contract> = z.infer<
  NonNullable<(typeof contract)[Name]['~orpc']['inputSchema']>
>

/**
 * Signs in with name and password. An unknown name, a closed account and a wrong password take the
 * same time and answer the same. Throws UNAUTHENTICATED, or RATE_LIMITED after five wrong ones.
 */
export async function signIn(
  ctx: EngineContext,
  request: RequestContext,
  input: Input<'signIn'>,
): Promise<void> {
  const name = input.name.toLowerCase()
  const user = findUserByName(ctx.db, name)
  const seconds = secondsLocked(user ?? ctx.services.strangers.get(name), ctx.clock)
  if (seconds > 0) throw problem('RATE_LIMITED', 'sign_in_locked', { seconds })
  const attempts = countAttempt(ctx, ctx.services.strangers, name, user)
  const fits = await passwordFits(input.password, user?.active ? user.password : null)
  if (!user || !fits) {
    recordFailure(ctx, user, attempts.failures)
    throw problem('UNAUTHENTICATED', 'sign_in_wrong')
  }
  enter(ctx, request, user.id)
}

function recordFailure(ctx: EngineContext, user: UsersTable | undefined, failures: number): void {
  ctx.db.write((tx) => {
    // What was typed as a name may be a password: only names of people are kept.
    const name = user?.name ?? ''
    const subjectId = user?.id ?? 'unknown'
    ctx.events.emit(tx, {
      type: 'session.sign_in_failed',
      subjectType: 'user',
      subjectId,
      actor: systemActor,
      payload: { name, failures },
    })
    ctx.audit.record(tx, {
      actor: systemActor,
      action: 'session.sign_in_failed',
      subjectType: 'user',
      subjectId: user?.id ?? null,
      details: { failures },
    })
  })
}

/** Opens a session for this user and gives its token to the caller; an older one of the caller ends. */
export function enter(ctx: EngineContext, request: RequestContext, userId: string): void {
  const former = request.session.get()
  const opened = ctx.db.write((tx) => {
    const now = ctx.clock.now()
    tx.sqlRun('DELETE FROM sessions WHERE expiresAt <= ?', [now])
    if (former !== undefined) tx.sqlRun('DELETE FROM sessions WHERE tokenHash = ?', [hashToken(former)])
    tx.sqlRun('UPDATE users SET failures = 0, lockedUntil = NULL, lastSignInAt = ? WHERE id = ?', [
      now,
      userId,
    ])
    const actor = actorOfUser(tx, userId)
    if (!actor) throw problem('UNAUTHENTICATED', 'sign_in_wrong')
    ctx.events.emit(tx, {
      type: 'session.signed_in',
      subjectType: 'user',
      subjectId: userId,
      actor,
      payload: { name: actor.name },
    })
    ctx.audit.record(tx, {
      actor,
      action: 'session.sign_in',
      subjectType: 'user',
      subjectId: userId,
      details: { via: request.via },
    })
    return openSession(
      tx,
      ctx,
      userId,
      request.via === 'desktop' ? 'desktop' : 'browser',
      request.device ?? null,
    )
  })
  request.session.set(opened.token, opened.expiresAt)
}

/** Signs in whom this machine's own account is enough for. False when a password is needed. */
export function enterUnlocked(ctx: EngineContext, request: RequestContext): boolean {
  if (actorOf(request, ctx)) return true
  const user = unlockableUser(ctx, request)
  if (user) enter(ctx, request, user.id)
  return user !== undefined
}

/** Throws FORBIDDEN where a password is needed. */
export function unlock(ctx: EngineContext, request: RequestContext): void {
  if (!enterUnlocked(ctx, request)) throw problem('FORBIDDEN', 'password_needed')
}

/**
 * Exchanges the one-time token that the host printed for trust, and signs in where no password is
 * needed. Throws UNAUTHENTICATED when it was used before or never given out.
 */
export function redeem(request: RequestContext, token: string): RequestContext {
  if (!request.redeem(token)) throw problem('UNAUTHENTICATED', 'token_used')
  const trusted = { ...request, trusted: true }
  const engine = request.host.current()
  if (engine) enterUnlocked(engine, trusted)
  return trusted
}

/** Ends the caller's session; without one it does nothing. */
export function signOut(request: RequestContext): void {
  const ctx = request.host.current()
  const token = request.session.get()
  request.session.clear()
  if (!ctx || token === undefined) return
  const actor = actorOf({ ...request, apiKey: undefined, session: carrying(token) }, ctx)
  ctx.db.write((tx) => {
    tx.sqlRun('DELETE FROM sessions WHERE tokenHash = ?', [hashToken(token)])
    if (!actor) return
    ctx.audit.record(tx, { actor, action: 'session.sign_out', subjectType: 'user', subjectId: actor.userId })
  })
}

function carrying(token: string): RequestContext['session'] {
  return { get: () => token, set: () => undefined, clear: () => undefined }
}

/** Ends one own session, or all but the caller's. Returns how many ended. */
export function revokeSessions(
  ctx: EngineContext,
  actor: Actor,
  input: Input<'revoke'>,
  token: string | undefined,
): number {
  const own = personOf(actor)
  const current = token === undefined ? '' : hashToken(token)
  return ctx.db.write((tx) => {
    const ending = tx
      .sqlAll<SessionsTable>('SELECT * FROM sessions WHERE userId = ?', [own])
      .filter(({ tokenHash }) =>
        input.id === undefined ? tokenHash !== current : sessionId(tokenHash) === input.id,
      )
    for (const { tokenHash } of ending) tx.sqlRun('DELETE FROM sessions WHERE tokenHash = ?', [tokenHash])
    if (ending.length > 0) {
      ctx.audit.record(tx, {
        actor,
        action: 'session.revoke',
        subjectType: 'user',
        subjectId: own,
        details: { ended: ending.length },
      })
    }
    return ending.length
  })
}

/**
 * Changes the own password, or sets the first one (`currentPassword` null); every other session ends.
 * Throws INVALID at `currentPassword` or `newPassword`, RATE_LIMITED after five wrong ones.
 */
export async function changePassword(
  ctx: EngineContext,
  actor: Actor,
  input: Input<'changePassword'>,
  token: string | undefined,
): Promise<void> {
  const user = findUser(ctx.db, personOf(actor))
  if (!user) throw problem('UNAUTHENTICATED', 'sign_in_needed')
  const seconds = secondsLocked(user, ctx.clock)
  if (seconds > 0) throw problem('RATE_LIMITED', 'sign_in_locked', { seconds })
  if (user.password !== null && !(await passwordFits(input.currentPassword ?? '', user.password))) {
    ctx.db.write((tx) => storeAttempts(tx, user.id, afterFailure(user, ctx.clock.now())))
    throw invalid([{ path: ['currentPassword'], reason: 'password_wrong' }])
  }
  refuseEasy(input.newPassword, user.signInName, ['newPassword'])
  const password = await hashPassword(input.newPassword)
  ctx.db.write((tx) => {
    const now = ctx.clock.now()
    tx.sqlRun('UPDATE users SET password = ?, failures = 0, lockedUntil = NULL, updatedAt = ? WHERE id = ?', [
      password,
      now,
      user.id,
    ])
    tx.sqlRun('DELETE FROM sessions WHERE userId = ? AND tokenHash <> ?', [
      user.id,
      token === undefined ? '' : hashToken(token),
    ])
    ctx.audit.record(tx, {
      actor,
      action: 'session.change_password',
      subjectType: 'user',
      subjectId: user.id,
    })
  })
}

/** Throws INVALID for what anybody would try first: the sign-in name, one character over and over. */
export function refuseEasy(password: string, signInName: string, path: string[]): void {
  const plain = password.toLowerCase()
  if (new Set(plain).size >= 5 && !plain.includes(signInName.toLowerCase())) return
  throw invalid([{ path, reason: 'password_easy' }])
}

/** Sets what a person chooses for themselves; what is absent stays. */
export function setPreferences(ctx: EngineContext, actor: Actor, input: Input<'preferences'>): void {
  const id = personOf(actor)
  ctx.db.write((tx) => {
    tx.run((q) =>
      q
        .updateTable('users')
        .set((eb) => ({
          ...input,
          version: eb('version', '+', 1),
          updatedAt: ctx.clock.now(),
          updatedBy: id,
        }))
        .where('id', '=', id),
    )
    ctx.audit.record(tx, {
      actor,
      action: 'session.preferences',
      subjectType: 'user',
      subjectId: id,
      details: { fields: Object.keys(input) },
    })
    ctx.live.touch(tx, 'session')
    ctx.live.touch(tx, 'users', id)
  })
}

/** The user's id; throws FORBIDDEN for programs, which have no password and no sessions of their own. */
function personOf(actor: Actor): string {
  if (actor.kind !== 'user' || actor.userId === null) throw problem('FORBIDDEN', 'only_for_people')
  return actor.userId
}

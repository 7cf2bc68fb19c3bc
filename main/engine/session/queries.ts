import type { OwnSession, SessionState, SessionUser } from '../../../shared/contract/session.ts'
import { languageSchema } from '../../../shared/contract/session.ts'
import { type Language, nearestLanguage } from '../../../shared/i18n/index.ts'
import { appVersion } from '../app.ts'
import { actorOf } from '../core/access/procedures.ts'
import type { RequestContext } from '../core/access/request.ts'
import { hashToken, IDLE } from '../core/access/sessions.ts'
import type { SessionsTable, UsersTable } from '../core/access/tables.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'

/** Who is there, where, and what they may do; for callers who have not signed in too. */
export function sessionState(request: RequestContext): SessionState {
  const engine = request.host.current()
  const actor = engine ? actorOf(request, engine) : undefined
  const user = engine && actor?.userId ? findUser(engine.db, actor.userId) : undefined
  const workspace = engine?.workspace() ?? null
  return {
    workspace,
    user: user ? describeUser(user) : null,
    permissions: actor ? [...actor.permissions] : [],
    language: workspace && languageOfUser(user, workspace.locale),
    trusted: request.trusted,
    via: request.via,
    canUnlock: engine !== null && !actor && unlockableUser(engine, request) !== undefined,
    platform: process.platform,
    version: appVersion,
  }
}

/** The language a person chose, else that of the workspace's locale. */
export function languageOfUser(user: UsersTable | undefined, locale: string): Language {
  return languageSchema.safeParse(user?.language).data ?? nearestLanguage(locale)
}

function describeUser(user: UsersTable): SessionUser {
  return {
    id: user.id,
    signInName: user.signInName,
    name: user.name,
    email: user.email,
    role: user.role,
    language: languageSchema.safeParse(user.language).data ?? null,
    theme: user.theme,
    hasPassword: user.password !== null,
  }
}

export function findUser(db: ReadableDb, id: string): UsersTable | undefined {
  return db.sqlGet<UsersTable>('SELECT * FROM users WHERE id = ? AND deletedAt IS NULL', [id])
}

/** By the name typed to sign in, whatever its case; closed accounts too. */
export function findUserByName(db: ReadableDb, signInName: string): UsersTable | undefined {
  return db.sqlGet<UsersTable>(
    'SELECT * FROM users WHERE lower(signInName) = lower(?) AND deletedAt IS NULL',
    [signInName],
  )
}

/**
 * The user who may sign in without a password because the caller sits at this machine: the sample's
 * admin, the admin of a workspace where nobody has a password, and in the desktop window the only
 * user there is. Undefined when a password is needed.
 */
export function unlockableUser(
  engine: EngineContext,
  request: Pick<RequestContext, 'trusted' | 'via'>,
): UsersTable | undefined {
  if (!request.trusted && request.via !== 'desktop') return undefined
  const users = engine.db.sqlAll<UsersTable>(
    'SELECT * FROM users WHERE active = 1 AND deletedAt IS NULL ORDER BY createdAt, id',
  )
  const admin = users.find((user) => user.role === 'admin')
  if (engine.workspace().sample || users.every((user) => user.password === null)) return admin
  return request.via === 'desktop' && users.length === 1 ? users[0] : undefined
}

/** Sessions of one's own that have not ended, the latest first. */
export function listOwnSessions(ctx: EngineContext, actor: Actor, token: string | undefined): OwnSession[] {
  const now = ctx.clock.now()
  const current = token === undefined ? '' : hashToken(token)
  return ctx.db
    .sqlAll<SessionsTable>(
      'SELECT * FROM sessions WHERE userId = ? AND expiresAt > ? AND lastSeenAt > ? ORDER BY lastSeenAt DESC LIMIT 200',
      [actor.userId, now, now - IDLE],
    )
    .map((session) => ({
      id: sessionId(session.tokenHash),
      via: session.via,
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      expiresAt: session.expiresAt,
      current: session.tokenHash === current,
    }))
}

/** Names a session without being of use to open it. */
export function sessionId(tokenHash: string): string {
  return tokenHash.slice(0, 16)
}

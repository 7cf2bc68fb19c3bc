import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type Permission,
  type PermissionOverrides,
  permissionsOf,
  sightOf,
} from '../../../../shared/domain/permissions.ts'
import type { Actor } from '../actor.ts'
import type { EngineContext } from '../context.ts'
import { readSetting } from '../workspace.ts'
import type { ReadableDb, WritableDb } from '../storage/database.ts'
import type { ApiKeysTable, SessionsTable, UsersTable } from './tables.ts'

const HOUR = 3_600_000
/** A session ends after this long without a call, and after this long in any case. */
export const IDLE = 12 * HOUR
export const LONGEST = 14 * 24 * HOUR
/** `lastSeenAt` is written at most this often: a read must not cost a write. */
const SEEN_STEP = 5 * 60_000

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Opens a session and returns its token, which is not stored. */
export function openSession(
  tx: WritableDb,
  ctx: EngineContext,
  userId: string,
  via: SessionsTable['via'],
  device: string | null = null,
): { token: string; expiresAt: number } {
  const token = ctx.random.bytes(32).toString('base64url')
  const now = ctx.clock.now()
  tx.sqlRun(
    'INSERT INTO sessions (tokenHash, userId, via, device, createdAt, lastSeenAt, expiresAt) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [hashToken(token), userId, via, device, now, now, now + LONGEST],
  )
  return { token, expiresAt: now + LONGEST }
}

/** The person behind a session token, or undefined when it ended or the account was closed. */
export function actorOfSession(ctx: EngineContext, token: string): Actor | undefined {
  const now = ctx.clock.now()
  const hash = hashToken(token)
  const session = ctx.db.sqlGet<SessionsTable>('SELECT * FROM sessions WHERE tokenHash = ?', [hash])
  if (!session || session.expiresAt <= now || session.lastSeenAt + IDLE <= now) return undefined
  const actor = actorOfUser(ctx.db, session.userId)
  if (actor && now - session.lastSeenAt > SEEN_STEP) {
    ctx.db.write((tx) => tx.sqlRun('UPDATE sessions SET lastSeenAt = ? WHERE tokenHash = ?', [now, hash]))
  }
  return actor
}

/** A program with an API key acts for its user, with the key's permissions at most. */
export function actorOfApiKey(ctx: EngineContext, token: string): Actor | undefined {
  const now = ctx.clock.now()
  const key = ctx.db.sqlGet<ApiKeysTable>('SELECT * FROM api_keys WHERE tokenHash = ?', [hashToken(token)])
  if (!key || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return undefined
  const user = actorOfUser(ctx.db, key.userId)
  if (!user) return undefined
  if (key.lastUsedAt === null || now - key.lastUsedAt > SEEN_STEP) {
    ctx.db.write((tx) => tx.sqlRun('UPDATE api_keys SET lastUsedAt = ? WHERE id = ?', [now, key.id]))
  }
  const granted = z.array(z.string()).parse(JSON.parse(key.permissions))
  return {
    ...user,
    kind: 'apiKey',
    name: key.name,
    permissions: user.permissions.filter((permission) => granted.includes(permission)),
  }
}

/** An active user as an actor: also for work done later in a user's name. */
export function actorOfUser(db: ReadableDb, userId: string): Actor | undefined {
  const user = db.sqlGet<UsersTable>(
    'SELECT * FROM users WHERE id = ? AND active = 1 AND deletedAt IS NULL',
    [userId],
  )
  if (!user) return undefined
  return {
    kind: 'user',
    userId: user.id,
    name: user.name,
    permissions: permissionsOf(user.role, permissionOverrides(db)),
    sees: sightOf(user.role),
  }
}

const overridesSchema: z.ZodType<PermissionOverrides> = z.record(
  z.string(),
  z.record(z.string(), z.boolean()),
)

/** What an admin changed in the table of permissions. */
export function permissionOverrides(db: ReadableDb): PermissionOverrides {
  return readSetting(db, 'permissions', overridesSchema) ?? {}
}

/** Ids of active users who hold a permission: whom to notify, who may decide. */
export function usersWith(db: ReadableDb, permission: Permission): string[] {
  const overrides = permissionOverrides(db)
  return db
    .sqlAll<UsersTable>('SELECT * FROM users WHERE active = 1 AND deletedAt IS NULL ORDER BY id')
    .filter((user) => permissionsOf(user.role, overrides).includes(permission))
    .map((user) => user.id)
}

import { z } from 'zod'
import type { ApiKey } from '../../../shared/contract/api-keys.ts'
import type { Page } from '../../../shared/contract/base.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import { type Permission, permissions } from '../../../shared/domain/permissions.ts'
import { hashToken } from '../core/access/sessions.ts'
import type { ApiKeysTable } from '../core/access/tables.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { parseJson } from '../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'

const PREFIX = 'dsp_'
const SHOWN = 8

interface KeyRow extends ApiKeysTable {
  userName: string
}

const SELECT = `SELECT api_keys.*, users.name AS userName FROM api_keys JOIN users ON users.id = api_keys.userId`

/** Whose keys an actor may see and end: the own ones, and those of all for who manages users. */
function reach(actor: Actor): { sql: string; params: (string | null)[] } {
  return may(actor, 'users:manage') ? { sql: '1', params: [] } : { sql: 'userId = ?', params: [actor.userId] }
}

/** Keys, the newest first. */
export function listApiKeys(
  ctx: EngineContext,
  actor: Actor,
  input: { limit: number; cursor?: string | undefined },
): Page<ApiKey> {
  const after = decodeCursor(input.cursor)
  const mine = reach(actor)
  const rows = ctx.db.sqlAll<KeyRow>(
    `${SELECT} WHERE ${mine.sql} AND (? IS NULL OR api_keys.id < ?) ORDER BY api_keys.id DESC LIMIT ?`,
    [...mine.params, after?.[1] ?? null, after?.[1] ?? null, input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.id],
    (row) => toApiKey(row, ctx.clock.now()),
  )
}

/**
 * Makes a key and returns it, the only time it is shown: its hash alone is stored. Throws FORBIDDEN
 * for a key made by a key, INVALID for permissions the maker does not hold or an expiry gone by.
 */
export function createApiKey(
  ctx: EngineContext,
  actor: Actor,
  input: { name: string; permissions: Permission[]; expiresAt: number | null },
): { key: string; details: ApiKey } {
  const { userId } = actor
  if (actor.kind !== 'user' || userId === null) throw problem('FORBIDDEN', 'only_for_people')
  const now = ctx.clock.now()
  const beyond = input.permissions.findIndex((permission) => !may(actor, permission))
  if (beyond >= 0) throw invalid([{ path: ['permissions', beyond], reason: 'permission_not_own' }])
  if (input.expiresAt !== null && input.expiresAt <= now) {
    throw invalid([{ path: ['expiresAt'], reason: 'expiry_past' }])
  }
  const key = `${PREFIX}${ctx.random.bytes(32).toString('base64url')}`
  const id = ctx.ids.next()
  ctx.db.write((tx) => {
    tx.run((q) =>
      q.insertInto('api_keys').values({
        id,
        name: input.name,
        tokenHash: hashToken(key),
        prefix: key.slice(0, SHOWN),
        userId,
        permissions: JSON.stringify([...new Set(input.permissions)]),
        createdAt: now,
        lastUsedAt: null,
        expiresAt: input.expiresAt,
        revokedAt: null,
      }),
    )
    ctx.audit.record(tx, {
      actor,
      action: 'api_key.create',
      subjectType: 'api_key',
      subjectId: id,
      details: { permissions: input.permissions, expires: input.expiresAt !== null },
    })
    ctx.live.touch(tx, 'apiKeys', id)
  })
  return { key, details: getApiKey(ctx, actor, id) }
}

/** Ends a key for good; one that has ended stays as it is. Throws NOT_FOUND. */
export function revokeApiKey(ctx: EngineContext, actor: Actor, id: string): ApiKey {
  const before = getApiKey(ctx, actor, id)
  if (before.revokedAt !== null) return before
  return ctx.db.write((tx) => {
    tx.sqlRun('UPDATE api_keys SET revokedAt = ? WHERE id = ?', [ctx.clock.now(), id])
    ctx.audit.record(tx, { actor, action: 'api_key.revoke', subjectType: 'api_key', subjectId: id })
    ctx.live.touch(tx, 'apiKeys', id)
    return getApiKey(ctx, actor, id)
  })
}

function getApiKey(ctx: EngineContext, actor: Actor, id: string): ApiKey {
  const mine = reach(actor)
  const row = ctx.db.sqlGet<KeyRow>(`${SELECT} WHERE api_keys.id = ? AND ${mine.sql}`, [id, ...mine.params])
  if (!row) throw notFound('api_key')
  return toApiKey(row, ctx.clock.now())
}

/** A permission that a later version dropped is passed over. */
const storedPermissions = z
  .array(z.string())
  .transform((names) => permissions.filter((permission) => names.includes(permission)))

function toApiKey(row: KeyRow, now: number): ApiKey {
  const expired = row.expiresAt !== null && row.expiresAt <= now
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    user: { id: row.userId, name: row.userName },
    permissions: parseJson(storedPermissions, row.permissions),
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    state: row.revokedAt !== null ? 'revoked' : expired ? 'expired' : 'valid',
  }
}

import type { PermissionTable, User } from '../../../shared/contract/users.ts'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import { type Permission, type Role, unremovable } from '../../../shared/domain/permissions.ts'
import { hashPassword } from '../core/access/passwords.ts'
import { permissionOverrides } from '../core/access/sessions.ts'
import type { UsersTable } from '../core/access/tables.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { writeSetting } from '../core/workspace.ts'
import { findUserByName } from '../session/queries.ts'
import { refuseEasy } from '../session/session.ts'
import { getUser, readPermissions } from './queries.ts'

export interface UserFields {
  signInName: string
  name: string
  email: string | null
  role: Role
  language: 'es' | 'en' | null
}

/** Adds a person. Throws INVALID when the sign-in name is taken or the password is easy to guess. */
export async function createUser(
  ctx: EngineContext,
  actor: Actor,
  input: UserFields & { password: string | null },
): Promise<User> {
  const { password: plain, ...fields } = input
  if (plain !== null) refuseEasy(plain, fields.signInName, ['password'])
  const password = plain === null ? null : await hashPassword(plain)
  return ctx.db.write((tx) => {
    refuseTaken(tx, fields.signInName)
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    tx.run((q) =>
      q.insertInto('users').values({
        ...fields,
        id,
        password,
        active: 1,
        failures: 0,
        lockedUntil: null,
        lastSignInAt: null,
        theme: 'auto',
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: actor.userId,
        deletedAt: null,
      }),
    )
    ctx.events.emit(tx, {
      type: 'user.created',
      subjectType: 'user',
      subjectId: id,
      actor,
      payload: { name: fields.name, role: fields.role },
    })
    record(tx, ctx, actor, 'user.create', id, { role: fields.role })
    return getUser(ctx, actor, id)
  })
}

/**
 * Changes the given fields. Throws CONFLICT when somebody changed the person since `version` was
 * read, or when no active admin would be left.
 */
export function updateUser(
  ctx: EngineContext,
  actor: Actor,
  {
    id,
    version,
    ...fields
  }: { id: string; version: number } & { [Field in keyof UserFields]?: UserFields[Field] | undefined },
): User {
  return ctx.db.write((tx) => {
    const before = rowOf(tx, id)
    if (before.version !== version) throw problem('CONFLICT', 'changed_meanwhile', { name: before.name })
    if (fields.signInName && fields.signInName.toLowerCase() !== before.signInName.toLowerCase()) {
      refuseTaken(tx, fields.signInName)
    }
    if (fields.role && fields.role !== 'admin') keepAnAdmin(tx, before)
    tx.run((q) =>
      q
        .updateTable('users')
        .set({ ...fields, version: version + 1, updatedAt: ctx.clock.now(), updatedBy: actor.userId })
        .where('id', '=', id),
    )
    announceChange(tx, ctx, actor, id, Object.keys(fields))
    record(tx, ctx, actor, 'user.update', id, {
      fields: Object.keys(fields),
      ...(fields.role && { from: before.role, to: fields.role }),
    })
    return getUser(ctx, actor, id)
  })
}

/** Closes or opens an account. A closed one's sessions and keys end. Throws CONFLICT for the last admin. */
export function setActive(ctx: EngineContext, actor: Actor, id: string, active: boolean): User {
  return ctx.db.write((tx) => {
    const before = rowOf(tx, id)
    if (!active && id === actor.userId) throw problem('CONFLICT', 'own_account')
    if (!active) {
      keepAnAdmin(tx, before)
      tx.sqlRun('DELETE FROM sessions WHERE userId = ?', [id])
      tx.sqlRun('UPDATE api_keys SET revokedAt = ? WHERE userId = ? AND revokedAt IS NULL', [
        ctx.clock.now(),
        id,
      ])
    }
    tx.sqlRun(
      'UPDATE users SET active = ?, version = version + 1, updatedAt = ?, updatedBy = ? WHERE id = ?',
      [Number(active), ctx.clock.now(), actor.userId, id],
    )
    announceChange(tx, ctx, actor, id, ['active'])
    record(tx, ctx, actor, active ? 'user.activate' : 'user.deactivate', id)
    return getUser(ctx, actor, id)
  })
}

/** Sets another person's password and ends their sessions; a lock after wrong ones is lifted. */
export async function resetPassword(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; password: string },
): Promise<User> {
  refuseEasy(input.password, rowOf(ctx.db, input.id).signInName, ['password'])
  const password = await hashPassword(input.password)
  return ctx.db.write((tx) => {
    rowOf(tx, input.id)
    tx.sqlRun(
      `UPDATE users SET password = ?, failures = 0, lockedUntil = NULL, version = version + 1, updatedAt = ?, updatedBy = ?
       WHERE id = ?`,
      [password, ctx.clock.now(), actor.userId, input.id],
    )
    tx.sqlRun('DELETE FROM sessions WHERE userId = ?', [input.id])
    announceChange(tx, ctx, actor, input.id, ['password'])
    record(tx, ctx, actor, 'user.reset_password', input.id)
    return getUser(ctx, actor, input.id)
  })
}

/** Grants or takes a permission of a role; null restores the product's own. Throws CONFLICT for fixed ones. */
export function setPermission(
  ctx: EngineContext,
  actor: Actor,
  input: { role: Role; permission: Permission; granted: boolean | null },
): PermissionTable {
  const { role, permission, granted } = input
  if (role === 'admin' && granted === false && unremovable.includes(permission)) {
    throw problem('CONFLICT', 'permission_fixed', { permission })
  }
  return ctx.db.write((tx) => {
    const overrides = permissionOverrides(tx)
    const { [permission]: _former, ...others } = overrides[role] ?? {}
    const next = { ...overrides, [role]: granted === null ? others : { ...others, [permission]: granted } }
    writeSetting(tx, 'permissions', next, { at: ctx.clock.now(), userId: actor.userId })
    ctx.audit.record(tx, {
      actor,
      action: 'user.set_permission',
      subjectType: 'role',
      subjectId: role,
      before: overrides,
      after: next,
      details: { permission, granted },
    })
    ctx.live.touch(tx, 'users')
    ctx.live.touch(tx, 'session')
    return readPermissions(tx)
  })
}

function rowOf(db: Pick<WritableDb, 'sqlGet'>, id: string): UsersTable {
  const row = db.sqlGet<UsersTable>('SELECT * FROM users WHERE id = ? AND deletedAt IS NULL', [id])
  if (!row) throw notFound('user')
  return row
}

function refuseTaken(tx: WritableDb, signInName: string): void {
  if (findUserByName(tx, signInName)) throw invalid([{ path: ['signInName'], reason: 'sign_in_name_taken' }])
}

/** Throws CONFLICT when this person is the last active admin. */
function keepAnAdmin(tx: WritableDb, user: UsersTable): void {
  if (user.role !== 'admin' || user.active === 0) return
  const others = tx.sqlGet<{ admins: number }>(
    `SELECT count(*) AS admins FROM users WHERE role = 'admin' AND active = 1 AND deletedAt IS NULL AND id <> ?`,
    [user.id],
  )
  if ((others?.admins ?? 0) === 0) throw problem('CONFLICT', 'last_admin', { name: user.name })
}

function announceChange(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  id: string,
  fields: string[],
): void {
  ctx.events.emit(tx, {
    type: 'user.updated',
    subjectType: 'user',
    subjectId: id,
    actor,
    payload: { fields },
  })
  // Whoever is signed in as this person sees a change of role at once.
  ctx.live.touch(tx, 'session')
}

function record(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  action: string,
  id: string,
  details: Record<string, string | string[]> = {},
): void {
  ctx.audit.record(tx, { actor, action, subjectType: 'user', subjectId: id, details })
  ctx.live.touch(tx, 'users', id)
}

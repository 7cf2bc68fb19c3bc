import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import { languageSchema } from '../../../shared/contract/session.ts'
import type { PermissionTable, User } from '../../../shared/contract/users.ts'
import {
  permissions,
  permissionsOf,
  permissionTable,
  type Role,
  roles,
  unremovable,
} from '../../../shared/domain/permissions.ts'
import { permissionOverrides } from '../core/access/sessions.ts'
import type { UsersTable } from '../core/access/tables.ts'
import { type Actor, may } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'

interface UserRow extends UsersTable {
  clients: number
}

const SELECT = `SELECT users.*, (SELECT count(*) FROM clients WHERE assigneeId = users.id AND deletedAt IS NULL) AS clients
  FROM users`

export interface UserListInput {
  limit: number
  cursor?: string | undefined
  search?: string | undefined
  role?: Role | undefined
  active?: boolean | undefined
}

/** People by name. Everybody sees who works here; when somebody signed in, only who manages users. */
export function listUsers(ctx: EngineContext, actor: Actor, input: UserListInput): Page<User> {
  const after = decodeCursor(input.cursor)
  const search = input.search?.trim() || null
  const active = input.active === undefined ? null : Number(input.active)
  const rows = ctx.db.sqlAll<UserRow>(
    `${SELECT} WHERE deletedAt IS NULL
       AND (? IS NULL OR role = ?) AND (? IS NULL OR active = ?)
       AND (? IS NULL OR instr(lower(name || ' ' || signInName || ' ' || coalesce(email, '')), lower(?)) > 0)
       AND (? IS NULL OR (name, id) > (?, ?))
     ORDER BY name, id LIMIT ?`,
    [
      input.role ?? null,
      input.role ?? null,
      active,
      active,
      search,
      search,
      after?.[1] ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
    ],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [row.name, row.id],
    (row) => toUser(row, ctx, actor),
  )
}

/** Throws NOT_FOUND. */
export function getUser(ctx: EngineContext, actor: Actor, id: string): User {
  const row = ctx.db.sqlGet<UserRow>(`${SELECT} WHERE id = ? AND deletedAt IS NULL`, [id])
  if (!row) throw notFound('user')
  return toUser(row, ctx, actor)
}

function toUser(row: UserRow, ctx: EngineContext, actor: Actor): User {
  const whole = may(actor, 'users:manage') || actor.userId === row.id
  const locked = row.lockedUntil !== null && row.lockedUntil > ctx.clock.now()
  return {
    id: row.id,
    signInName: row.signInName,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active === 1,
    language: languageSchema.safeParse(row.language).data ?? null,
    hasPassword: row.password !== null,
    lastSignInAt: whole ? row.lastSignInAt : null,
    lockedUntil: whole && locked ? row.lockedUntil : null,
    clients: row.clients,
    version: row.version,
  }
}

/** What each role may do, beside what the product says. */
export function readPermissions(db: ReadableDb): PermissionTable {
  const overrides = permissionOverrides(db)
  const held = new Map(roles.map((role) => [role, new Set(permissionsOf(role, overrides))]))
  const cell = (role: Role, permission: (typeof permissions)[number]) => {
    const usual: readonly Role[] = permissionTable[permission]
    return {
      granted: held.get(role)?.has(permission) ?? false,
      usual: usual.includes(role),
      fixed: role === 'admin' && unremovable.includes(permission),
    }
  }
  return {
    roles: [...roles],
    permissions: permissions.map((permission) => ({
      permission,
      roles: {
        admin: cell('admin', permission),
        manager: cell('manager', permission),
        staff: cell('staff', permission),
        viewer: cell('viewer', permission),
      },
    })),
  }
}

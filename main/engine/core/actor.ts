import { type Permission, permissions } from '../../../shared/domain/permissions.ts'

/** Who asks: a signed-in person, a program with an API key, or the engine itself. */
export interface Actor {
  kind: 'user' | 'apiKey' | 'system'
  /** The user in whose name it acts; null for the engine itself. */
  userId: string | null
  name: string
  permissions: readonly Permission[]
  /** `assigned`: only clients assigned to this user, and what hangs below them. */
  sees: 'all' | 'assigned'
}

export const systemActor: Actor = {
  kind: 'system',
  userId: null,
  name: 'Despacho',
  permissions,
  sees: 'all',
}

export function may(actor: Actor, permission: Permission): boolean {
  return actor.permissions.includes(permission)
}

/** Roles of staff, from most to least. */
export const roles = ['admin', 'manager', 'staff', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Every permission of the console and the roles that hold it unless an admin says otherwise. */
export const permissionTable = {
  'approvals:decide': ['admin', 'manager'],
  'approvals:read': ['admin', 'manager', 'staff', 'viewer'],
  'audit:read': ['admin', 'manager'],
  'backups:manage': ['admin'],
  'campaigns:launch': ['admin', 'manager'],
  'campaigns:read': ['admin', 'manager', 'staff', 'viewer'],
  'campaigns:write': ['admin', 'manager', 'staff'],
  'clients:assign': ['admin', 'manager'],
  'clients:read': ['admin', 'manager', 'staff', 'viewer'],
  'clients:write': ['admin', 'manager', 'staff'],
  'emails:read': ['admin', 'manager', 'staff', 'viewer'],
  'emails:send': ['admin', 'manager', 'staff'],
  'jobs:manage': ['admin', 'manager'],
  'jobs:read': ['admin', 'manager'],
  'mail:manage': ['admin'],
  'mail:read': ['admin', 'manager', 'staff', 'viewer'],
  'monitors:manage': ['admin'],
  'notifications:read': ['admin', 'manager', 'staff', 'viewer'],
  'sandbox:read': ['admin', 'manager', 'staff'],
  'sandbox:write': ['admin', 'manager'],
  'schedules:manage': ['admin', 'manager'],
  'schedules:read': ['admin', 'manager'],
  'session:self': ['admin', 'manager', 'staff', 'viewer'],
  'settings:read': ['admin', 'manager', 'staff', 'viewer'],
  'settings:write': ['admin'],
  'templates:read': ['admin', 'manager', 'staff', 'viewer'],
  'templates:write': ['admin', 'manager', 'staff'],
  'users:manage': ['admin'],
  'users:read': ['admin', 'manager', 'staff', 'viewer'],
  'workspaces:manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissionTable
export const permissions = Object.keys(permissionTable) as Permission[]

/** Changes an admin made to the table: role → permission → granted or not. */
export type PermissionOverrides = Partial<Record<Role, Partial<Record<Permission, boolean>>>>

/** Permissions an admin cannot be left without, or nobody could repair the workspace. */
export const unremovable: readonly Permission[] = ['users:manage', 'settings:write', 'session:self']

/** What a role may do in this workspace. */
export function permissionsOf(role: Role, overrides: PermissionOverrides = {}): Permission[] {
  return permissions.filter((permission) => {
    if (role === 'admin' && unremovable.includes(permission)) return true
    const granted: readonly Role[] = permissionTable[permission]
    return overrides[role]?.[permission] ?? granted.includes(role)
  })
}

/** `staff` and `viewer` see the clients assigned to them and what hangs below; the others see all. */
export function sightOf(role: Role): 'all' | 'assigned' {
  return role === 'admin' || role === 'manager' ? 'all' : 'assigned'
}

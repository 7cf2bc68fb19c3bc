import i18next from 'i18next'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { permissions } from '../../../shared/domain/permissions.ts'
import type { Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

/** What a permission allows, as a verb; one without words is shown by its own name. */
export function permissionName(permission: Permission): string {
  const key = permission.replace(':', '_')
  return isPermission(key) ? i18next.t(`users:permission.${key}`) : permission
}

/** The part of the console a permission belongs to. */
export function groupName(group: string): string {
  return isGroup(group) ? i18next.t(`users:group.${group}`) : group
}

/** Permissions by the part of the console they belong to. */
export function permissionGroups(
  of: readonly Permission[] = permissions,
): { group: string; items: Permission[] }[] {
  const groups = Map.groupBy(of, (permission) => permission.split(':')[0] ?? '')
  return [...groups].map(([group, items]) => ({ group, items }))
}

function isPermission(key: string): key is keyof Texts['users']['permission'] {
  return key in texts.es.users.permission
}

function isGroup(key: string): key is keyof Texts['users']['group'] {
  return key in texts.es.users.group
}

import type { Icon } from '@tabler/icons-react'
import {
  IconBuilding,
  IconCalendarOff,
  IconDeviceDesktop,
  IconGauge,
  IconScale,
  IconSend,
  IconUserCircle,
  IconUsers,
  IconUserShield,
  IconKey,
  IconActivityHeartbeat,
  IconArchive,
} from '@tabler/icons-react'
import type { Permission } from '../../../shared/domain/permissions.ts'
import type { TextKey } from '../../../shared/i18n/index.ts'
import { isDesktop } from '../../app/client.ts'

/** A page of the settings area. Its page is an ordinary route that shows itself inside `SettingsPage`. */
export interface SettingsSection {
  id: string
  path: string
  label: TextKey
  icon: Icon
  group: SettingsGroup
  permission?: Permission
  /** Only in the desktop app. */
  desktop?: boolean
}

export const settingsGroups = ['own', 'firm', 'sending', 'engine'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

/**
 * The side list of the settings, in order; a feature adds its line here and shows its page with
 * `<SettingsPage section="mail" title={…}>`.
 */
export const settingsSections: SettingsSection[] = [
  {
    id: 'profile',
    path: '/settings/profile',
    label: 'settings:profile.title',
    icon: IconUserCircle,
    group: 'own',
  },
  {
    id: 'desktop',
    path: '/settings/desktop',
    label: 'desktop:settings.title',
    icon: IconDeviceDesktop,
    group: 'own',
    desktop: true,
  },
  {
    id: 'workspace',
    path: '/settings/workspace',
    label: 'settings:workspace.title',
    icon: IconBuilding,
    group: 'firm',
    permission: 'settings:read',
  },
  {
    id: 'sending',
    path: '/settings/sending',
    label: 'settings:sending.title',
    icon: IconSend,
    group: 'sending',
    permission: 'settings:read',
  },
  {
    id: 'delivery',
    path: '/settings/delivery',
    label: 'campaigns:settings.strategies',
    icon: IconGauge,
    group: 'sending',
    permission: 'campaigns:read',
  },
  {
    id: 'holidays',
    path: '/settings/holidays',
    label: 'campaigns:settings.holidays',
    icon: IconCalendarOff,
    group: 'sending',
    permission: 'campaigns:read',
  },
  {
    id: 'contact-rules',
    path: '/settings/contact-rules',
    label: 'campaigns:settings.rules',
    icon: IconScale,
    group: 'sending',
    permission: 'campaigns:read',
  },
  {
    id: 'users',
    path: '/settings/users',
    label: 'users:title',
    icon: IconUsers,
    group: 'firm',
    permission: 'users:read',
  },
  {
    id: 'roles',
    path: '/settings/roles',
    label: 'users:roles.title',
    icon: IconUserShield,
    group: 'firm',
    permission: 'users:read',
  },
  {
    id: 'api-keys',
    path: '/settings/api-keys',
    label: 'apiKeys:title',
    icon: IconKey,
    group: 'firm',
    permission: 'session:self',
  },
  {
    id: 'monitors',
    path: '/settings/monitors',
    label: 'monitors:title',
    icon: IconActivityHeartbeat,
    group: 'engine',
    permission: 'jobs:read',
  },
  {
    id: 'backups',
    path: '/settings/backups',
    label: 'backups:title',
    icon: IconArchive,
    group: 'engine',
    permission: 'backups:manage',
  },
]

/** The settings this person may open here. */
export function sectionsFor(permissions: readonly Permission[]): SettingsSection[] {
  return settingsSections.filter(
    ({ permission, desktop }) =>
      (permission === undefined || permissions.includes(permission)) && (!desktop || isDesktop),
  )
}

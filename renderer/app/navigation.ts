import type { Icon } from '@tabler/icons-react'
import {
  IconBell,
  IconCalendarTime,
  IconChecklist,
  IconHome,
  IconListDetails,
  IconMailbox,
  IconMailFast,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react'
import { create } from 'zustand'
import type { Permission } from '../../shared/domain/permissions.ts'
import type { TextKey } from '../../shared/i18n/index.ts'

/** A place in the rail, the palette and the shortcuts. */
export interface Place {
  id: string
  path: string
  label: TextKey
  icon: Icon
  group: 'work' | 'library' | 'engine' | 'firm'
  permission?: Permission
  /** Second key of `g` then it. */
  go?: string
  /** In the bar at the bottom of a phone. */
  phone?: boolean
  /** A shorter word for that bar. */
  short?: TextKey
}

/** Every place of the console, in the order of the rail. */
export const places: Place[] = [
  { id: 'home', path: '/', label: 'shell:nav.home', icon: IconHome, group: 'work', go: 'h', phone: true },
  {
    id: 'campaigns',
    path: '/campaigns',
    label: 'shell:nav.campaigns',
    icon: IconSend,
    group: 'work',
    permission: 'campaigns:read',
    go: 'c',
    phone: true,
  },
  {
    id: 'approvals',
    path: '/approvals',
    label: 'shell:nav.approvals',
    icon: IconChecklist,
    group: 'work',
    permission: 'approvals:read',
    go: 'a',
    phone: true,
  },
  {
    id: 'clients',
    path: '/clients',
    label: 'shell:nav.clients',
    icon: IconUsers,
    group: 'work',
    permission: 'clients:read',
    go: 'l',
  },
  {
    id: 'notifications',
    path: '/notifications',
    label: 'shell:nav.notifications',
    short: 'shell:nav.notificationsShort',
    icon: IconBell,
    group: 'work',
    permission: 'notifications:read',
    go: 'n',
    phone: true,
  },
  {
    id: 'templates',
    path: '/templates',
    label: 'shell:nav.templates',
    icon: IconTemplate,
    group: 'library',
    permission: 'templates:read',
    go: 't',
  },
  {
    id: 'sandbox',
    path: '/sandbox',
    label: 'shell:nav.sandbox',
    icon: IconMailbox,
    group: 'library',
    permission: 'sandbox:read',
    go: 'b',
  },
  {
    id: 'emails',
    path: '/emails',
    label: 'shell:nav.emails',
    icon: IconMailFast,
    group: 'library',
    permission: 'emails:read',
    go: 'e',
  },
  {
    id: 'jobs',
    path: '/jobs',
    label: 'shell:nav.jobs',
    icon: IconListDetails,
    group: 'engine',
    permission: 'jobs:read',
    go: 'j',
  },
  {
    id: 'schedules',
    path: '/schedules',
    label: 'shell:nav.schedules',
    icon: IconCalendarTime,
    group: 'engine',
    permission: 'schedules:read',
    go: 'p',
  },
  {
    id: 'audit',
    path: '/audit',
    label: 'shell:nav.audit',
    icon: IconShieldCheck,
    group: 'firm',
    permission: 'audit:read',
    go: 'u',
  },
  {
    id: 'settings',
    path: '/settings',
    label: 'shell:nav.settings',
    icon: IconSettings,
    group: 'firm',
    permission: 'settings:read',
    go: 's',
  },
]

export const groups = ['work', 'library', 'engine', 'firm'] as const
export const groupLabels: Record<Place['group'], TextKey> = {
  work: 'shell:groups.work',
  library: 'shell:groups.library',
  engine: 'shell:groups.engine',
  firm: 'shell:groups.firm',
}

interface Badges {
  counts: Record<string, number>
  set: (place: string, count: number) => void
}

/**
 * The counts beside places: how much waits there. A feature keeps its own up to date from a component
 * of its `routes.tsx` or page; the shell only shows them.
 *
 * @example useBadges.getState().set('approvals', pending)
 */
export const useBadges = create<Badges>((set) => ({
  counts: {},
  set: (place, count) => set(({ counts }) => ({ counts: { ...counts, [place]: count } })),
}))

/** The places this person may open. */
export function placesFor(permissions: readonly Permission[]): Place[] {
  return places.filter((place) => place.permission === undefined || permissions.includes(place.permission))
}

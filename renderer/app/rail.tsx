import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Bell } from '../features/notifications/bell.tsx'
import { ToneBadge } from '../components/values/status-badge.tsx'
import { Brand } from './brand.tsx'
import { translate } from './i18n.ts'
import type { Place } from './navigation.ts'
import { groupLabels, groups, placesFor, useBadges } from './navigation.ts'
import { openPalette } from './palette.tsx'
import { pathTo } from './paths.ts'
import classes from './rail.module.css'
import { useSession } from './session.tsx'
import { UserMenu } from './user-menu.tsx'

/** The rail at the left: where one can go, in groups, with what waits there. */
export function Rail({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation('shell')
  const { permissions, workspace } = useSession()
  const shown = placesFor(permissions)
  const Toggle = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleLabel = collapsed ? t('rail.expand') : t('rail.collapse')
  return (
    <aside aria-label={t('nav.menu')} className={classes.rail} data-collapsed={collapsed || undefined}>
      <div className={classes.top}>
        <Brand compact={collapsed} />
        {permissions.includes('notifications:read') && <Bell compact={collapsed} />}
        <Tooltip label={toggleLabel} position="right">
          <ActionIcon
            color="gray"
            aria-label={toggleLabel}
            aria-expanded={!collapsed}
            onClick={onToggle}
            className={classes.toggle}
          >
            <Toggle size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={classes.searchWord}>{translate('common:actions.search')}</span>
        <Kbd size="xs" className={classes.searchKeys} aria-hidden>
          {navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <nav aria-label={t('nav.label')} className={classes.places}>
        {groups.map((group) => (
          <Group
            key={group}
            label={translate(groupLabels[group])}
            places={shown.filter((place) => place.group === group)}
            collapsed={collapsed}
          />
        ))}
      </nav>
      <div className={classes.foot}>
        {workspace.sample && !collapsed && <ToneBadge tone="warning" label={t('rail.sample')} />}
        <UserMenu compact={collapsed} />
      </div>
    </aside>
  )
}

function Group({ label, places, collapsed }: { label: string; places: Place[]; collapsed: boolean }) {
  const id = useId()
  if (places.length === 0) return null
  return (
    <div className={classes.group}>
      <span id={id} className={classes.groupName}>
        {label}
      </span>
      <ul aria-labelledby={id} className={classes.list}>
        {places.map((place) => (
          <li key={place.id}>
            <PlaceLink place={place} collapsed={collapsed} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function PlaceLink({ place, collapsed }: { place: Place; collapsed: boolean }) {
  const { t } = useTranslation('shell')
  const count = useBadges((badges) => badges.counts[place.id] ?? 0)
  const label = translate(place.label)
  const pending = count > 0 ? t('rail.pending', { count }) : ''
  return (
    <Tooltip
      label={count > 0 ? `${label}, ${pending}` : label}
      position="right"
      disabled={!collapsed}
      openDelay={100}
    >
      <Link to={pathTo(place.path)} className={classes.place} activeOptions={{ exact: place.path === '/' }}>
        <place.icon size={18} stroke={1.6} aria-hidden className={classes.icon} />
        <span className={classes.word}>{label}</span>
        {count > 0 && (
          <span className={classes.count} aria-label={pending}>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </Link>
    </Tooltip>
  )
}

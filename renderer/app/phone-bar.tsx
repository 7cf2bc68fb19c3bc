import { Drawer, UnstyledButton } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { translate } from './i18n.ts'
import type { Place } from './navigation.ts'
import { groupLabels, groups, placesFor, useBadges } from './navigation.ts'
import { openPalette } from './palette.tsx'
import { pathTo } from './paths.ts'
import classes from './phone-bar.module.css'
import { useSession } from './session.tsx'
import { UserMenu } from './user-menu.tsx'

/** The bar at the bottom of a phone: the four places of the day, and a drawer with the rest. */
export function PhoneBar() {
  const { t } = useTranslation('shell')
  const { permissions } = useSession()
  const [opened, setOpened] = useState(false)
  const shown = placesFor(permissions)
  const close = (): void => setOpened(false)
  return (
    <nav className={classes.bar} aria-label={t('nav.label')}>
      {shown
        .filter((place) => place.phone)
        .map((place) => (
          <BarLink key={place.id} place={place} />
        ))}
      <UnstyledButton
        className={classes.item}
        onClick={() => setOpened(true)}
        aria-haspopup="dialog"
        aria-expanded={opened}
      >
        <IconMenu2 size={22} stroke={1.6} aria-hidden />
        {t('nav.more')}
      </UnstyledButton>
      <Drawer opened={opened} onClose={close} position="right" size={300} title={t('nav.menu')}>
        <UnstyledButton
          className={classes.link}
          onClick={() => {
            close()
            openPalette()
          }}
        >
          <IconSearch size={18} stroke={1.6} aria-hidden />
          {t('palette.label')}
        </UnstyledButton>
        {groups.map((group) => (
          <section key={group}>
            <h2 className={classes.groupName}>{translate(groupLabels[group])}</h2>
            {shown
              .filter((place) => place.group === group)
              .map((place) => (
                <Link
                  key={place.id}
                  to={pathTo(place.path)}
                  className={classes.link}
                  activeOptions={{ exact: place.path === '/' }}
                  onClick={close}
                >
                  <place.icon size={18} stroke={1.6} aria-hidden />
                  {translate(place.label)}
                </Link>
              ))}
          </section>
        ))}
        <div className={classes.user}>
          <UserMenu compact={false} />
        </div>
      </Drawer>
    </nav>
  )
}

function BarLink({ place }: { place: Place }) {
  const { t } = useTranslation('shell')
  const count = useBadges((badges) => badges.counts[place.id] ?? 0)
  return (
    <Link to={pathTo(place.path)} className={classes.item} activeOptions={{ exact: place.path === '/' }}>
      <place.icon size={22} stroke={1.6} aria-hidden />
      <span className={classes.word}>{translate(place.short ?? place.label)}</span>
      {count > 0 && (
        <span className={classes.count} aria-label={t('rail.pending', { count })}>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}

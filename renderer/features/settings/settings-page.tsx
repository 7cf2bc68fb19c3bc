import { NativeSelect } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { translate } from '../../app/i18n.ts'
import { pathTo } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { SettingsSection } from './sections.ts'
import { sectionsFor, settingsGroups } from './sections.ts'
import classes from './settings-page.module.css'

interface SettingsPageProps {
  /** Its id in `sections.ts`. */
  section: string
  title: string
  subtitle?: ReactNode
  help?: ReactNode
  badge?: ReactNode
  actions?: ReactNode
  /** `readable` (default) keeps forms to 760 px; `wide` for tables. */
  width?: 'readable' | 'wide'
  /** The page takes exactly the window's height, for a DataTable inside. */
  fill?: boolean
  children: ReactNode
}

/**
 * The frame of every settings page: the side list at the left (a choice above on a phone), title row
 * and content at the right.
 *
 * @example <SettingsPage section="mail" title={t('title')} actions={<Button>{t('add')}</Button>}>…</SettingsPage>
 */
export function SettingsPage({
  section,
  width = 'readable',
  fill = false,
  children,
  ...header
}: SettingsPageProps) {
  const { permissions } = useSession()
  const shown = sectionsFor(permissions)
  return (
    <Page fill={fill}>
      <div className={classes.columns} data-fill={fill || undefined}>
        <SideList sections={shown} current={section} />
        <div className={classes.content} data-width={width} data-fill={fill || undefined}>
          <PageHeader {...header} />
          {children}
        </div>
      </div>
    </Page>
  )
}

function SideList({ sections, current }: { sections: SettingsSection[]; current: string }) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const id = useId()
  const groups = settingsGroups
    .map((group) => ({ group, items: sections.filter((section) => section.group === group) }))
    .filter(({ items }) => items.length > 0)
  return (
    <>
      <nav aria-label={t('label')} className={classes.side}>
        {groups.map(({ group, items }) => (
          <div key={group} className={classes.group}>
            <span id={`${id}-${group}`} className={classes.groupName}>
              {t(`groups.${group}`)}
            </span>
            <ul aria-labelledby={`${id}-${group}`} className={classes.list}>
              {items.map((section) => (
                <li key={section.id}>
                  <Link
                    to={pathTo(section.path)}
                    className={classes.link}
                    aria-current={section.id === current ? 'page' : undefined}
                  >
                    <section.icon size={16} stroke={1.7} aria-hidden />
                    {translate(section.label)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <NativeSelect
        className={classes.choice}
        aria-label={t('label')}
        value={current}
        onChange={(event) => {
          const next = sections.find((section) => section.id === event.currentTarget.value)
          if (next) void navigate({ to: pathTo(next.path) })
        }}
        data={groups.map(({ group, items }) => ({
          group: t(`groups.${group}`),
          items: items.map((section) => ({ value: section.id, label: translate(section.label) })),
        }))}
      />
    </>
  )
}

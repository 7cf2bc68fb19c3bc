import { Anchor, Group, Popover, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { pathTo } from '../../app/paths.ts'
import { IconButton } from '../actions/icon-button.tsx'
import classes from './page-header.module.css'

interface PageHeaderProps {
  title: string
  /** A status badge or count beside the title. */
  badge?: ReactNode
  /** One line under the title: what this is or what it is about. */
  subtitle?: ReactNode
  /** The "how this works" text: a short paragraph or two, behind a button beside the title. */
  help?: ReactNode
  /** Where this detail page was reached from. */
  back?: { label: string; to: string }
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode
  /** Tabs or a step bar below the title row. */
  children?: ReactNode
}

/**
 * The title row every page begins with. Sets the window's title too.
 *
 * @example
 * <PageHeader
 *   title={t('title')}
 *   subtitle={t('subtitle')}
 *   help={t('help')}
 *   actions={<Can do="clients:write"><Button leftSection={<IconPlus size={16} />}>{t('create')}</Button></Can>}
 * />
 */
export function PageHeader({ title, badge, subtitle, help, back, actions, children }: PageHeaderProps) {
  const { t } = useTranslation('common')
  useEffect(() => {
    document.title = `${title} · Despacho`
  }, [title])
  return (
    <header className={classes.header}>
      {back && (
        <Anchor component={Link} to={pathTo(back.to)} className={classes.back}>
          <IconArrowLeft size={14} aria-hidden />
          {back.label}
        </Anchor>
      )}
      <div className={classes.row}>
        <div className={classes.words}>
          <Group gap={8} wrap="nowrap" className={classes.titleLine}>
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {badge}
            {help && <HowItWorks label={t('page.howItWorks')}>{help}</HowItWorks>}
          </Group>
          {subtitle && <Text className={classes.subtitle}>{subtitle}</Text>}
        </div>
        {actions && <Group className={classes.actions}>{actions}</Group>}
      </div>
      {children}
    </header>
  )
}

function HowItWorks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover width={340} position="bottom-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <IconButton label={label} icon={IconInfoCircle} size="sm" />
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Text component="div" className={classes.help} tabIndex={-1} data-autofocus>
          {children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

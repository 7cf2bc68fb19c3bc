import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { Section } from '../../components/page/section.tsx'
import classes from './home.module.css'

const steps = [
  { key: 'mailAccount', to: '/settings/mail', permission: 'mail:manage' },
  { key: 'clients', to: '/clients', permission: 'clients:write' },
  { key: 'template', to: '/templates', permission: 'templates:write' },
  { key: 'campaign', to: '/campaigns', permission: 'campaigns:write' },
] as const

/** What leads a new workspace to its first campaign; goes away with the first launch, or when hidden. */
export function FirstSteps({ steps: state }: { steps: NonNullable<HomeSummary['firstSteps']> }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { permissions, workspace } = useSession()
  const [hidden, setHidden] = useLocalStorage({
    key: `despacho.first-steps.${workspace.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const mine = steps.filter(({ permission }) => permissions.includes(permission))
  if (hidden || mine.length === 0) return null
  const done = mine.filter(({ key }) => state[key]).length
  return (
    <Section
      title={t('first.title')}
      text={t('first.text')}
      actions={
        <>
          <span className={classes.dim}>
            {t('first.progress', { done: format.number(done), total: format.number(mine.length) })}
          </span>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setHidden(true)}>
            {t('first.hide')}
          </Button>
        </>
      }
    >
      <ol className={classes.steps}>
        {mine.map(({ key, to }, index) => (
          <li key={key}>
            <Link to={pathTo(to)} className={classes.step} data-done={state[key] || undefined}>
              <span className={classes.stepMark}>
                {state[key] ? (
                  <IconCheck size={14} stroke={2.4} role="img" aria-label={t('first.done')} />
                ) : (
                  index + 1
                )}
              </span>
              <span className={classes.words}>
                <span className={classes.needTitle}>{t(`first.${key}`)}</span>
                <span className={classes.stepText}>{t(`first.${key}Text`)}</span>
              </span>
              <IconChevronRight size={16} aria-hidden className={classes.chevron} />
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  )
}

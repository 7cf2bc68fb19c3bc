import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { linkTo } from '../../app/paths.ts'
import { Can } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { Section } from '../../components/page/section.tsx'
import classes from './jobs.module.css'
import type { JobStatistics } from './statistics.ts'
import { listAddress } from './statistics.ts'
import { jobTypeName } from './words.ts'

type Group = JobStatistics['errors'][number]

/** Dead jobs gathered by type and error: the cause is corrected once, and all are retried. */
export function ErrorGroups({ errors }: { errors: Group[] }) {
  const { t } = useTranslation('jobs')
  if (errors.length === 0) {
    return (
      <Section>
        <div className={classes.fine}>
          <IconCircleCheck size={20} stroke={1.6} aria-hidden className={classes.fineIcon} />
          <div>
            <p className={classes.fineTitle}>{t('errors.none')}</p>
            <p className={classes.dim}>{t('errors.noneText')}</p>
          </div>
        </div>
      </Section>
    )
  }
  return (
    <Section title={t('errors.title')} text={t('errors.text')} flush>
      <ul className={classes.groups}>
        {errors.map((group) => (
          <ErrorGroup key={`${group.type} ${group.error}`} group={group} />
        ))}
      </ul>
    </Section>
  )
}

function ErrorGroup({ group: { type, error, count, lastAt } }: { group: Group }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const retryAll = useMutation(orpc.jobs.retryAll.mutationOptions({ meta: { quiet: true } }))
  const formatted = format.number(count)
  const address = listAddress({ state: ['dead'], type: [type], ...(error && { error: [error] }) })
  return (
    <li className={classes.group}>
      <div className={classes.groupWords}>
        <span className={classes.groupTitle}>
          {jobTypeName(type)} · {t('errors.count', { count, formatted })}
        </span>
        <code className={classes.error}>{error || t('errors.noMessage')}</code>
        <span className={classes.dim}>{t('errors.last', { when: format.ago(lastAt) })}</span>
      </div>
      <div className={classes.groupActions}>
        <Button
          component={Link}
          {...linkTo(address)}
          variant="default"
          aria-label={`${t('errors.see')}: ${error}`}
        >
          {t('errors.see')}
        </Button>
        <Can do="jobs:manage">
          <ConfirmButton
            title={t('errors.retryTitle')}
            text={t('errors.retryText', { count, formatted })}
            confirm={t('errors.retryAll')}
            run={async () => {
              const { retried } = await retryAll.mutateAsync({ type, error })
              notifications.show({ message: t('errors.retried', { count: retried }) })
            }}
            leftSection={<IconRefresh size={16} aria-hidden />}
          >
            {t('errors.retryAll')}
          </ConfirmButton>
        </Can>
      </div>
    </li>
  )
}

import { Anchor, Button, Skeleton } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { Can } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { startJob } from '../../components/feedback/jobs.ts'
import { Section } from '../../components/page/section.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { BackupLine } from './backup-line.tsx'
import classes from './backups.module.css'

/** Copies of the workspace: making one, keeping one elsewhere, going back to one. */
export function BackupsPage() {
  const { t } = useTranslation('backups')
  const format = useFormat()
  const backups = useQuery(orpc.backups.list.queryOptions())
  const total = backups.data?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0
  return (
    <SettingsPage
      section="backups"
      title={t('title')}
      subtitle={t('subtitle')}
      help={t('help')}
      actions={<MakeButton />}
    >
      {backups.isPending ? (
        <Skeleton height={240} radius="md" />
      ) : !backups.data ? (
        <ErrorState error={backups.error} onRetry={() => void backups.refetch()} />
      ) : backups.data.length === 0 ? (
        <Section>
          <EmptyState icon={IconArchive} title={t('empty')} text={t('emptyText')} />
        </Section>
      ) : (
        <>
          <ul className={classes.list} aria-label={t('title')}>
            {backups.data.map((backup) => (
              <BackupLine key={backup.file} backup={backup} />
            ))}
          </ul>
          <p className={classes.foot}>
            {t('total')}: {format.bytes(total)}
            <Can do="schedules:read">
              {' · '}
              <Anchor component={Link} to={pathTo('/schedules')} size="sm">
                {t('scheduleLink')}
              </Anchor>
            </Can>
          </p>
        </>
      )}
    </SettingsPage>
  )
}

function MakeButton() {
  const { t } = useTranslation('backups')
  const format = useFormat()
  const make = useMutation({
    mutationFn: () => client.backups.create(undefined, { context: { timeoutMs: 600_000 } }),
    meta: { quiet: true },
    onMutate: () => startJob({ title: t('making') }),
    onSuccess: ({ bytes }, _none, job) => job.done(t('made', { size: format.bytes(bytes) })),
    onError: (error, _none, job) => job?.fail(explain(error).message),
  })
  return (
    <Button
      leftSection={<IconArchive size={16} aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate()}
    >
      {t('make')}
    </Button>
  )
}

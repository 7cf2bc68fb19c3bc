import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NotificationPreferences } from '../../../shared/contract/notifications.ts'
import { orpc } from '../../app/client.ts'
import { translate } from '../../app/i18n.ts'
import { PageLoading } from '../../app/page-loading.tsx'
import { pathTo } from '../../app/paths.ts'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { Section } from '../../components/page/section.tsx'
import { BrowserSection } from './browser-section.tsx'
import { Matrix } from './matrix.tsx'
import classes from './preferences.module.css'
import { QuietHoursSection } from './quiet-hours-section.tsx'

/** What a person is told, by which channel and how soon; every change is saved as it is made. */
export function PreferencesPage() {
  const { t } = useTranslation('notifications')
  const query = useQuery(orpc.notifications.preferences.queryOptions())
  const queryClient = useQueryClient()
  const key = orpc.notifications.preferences.queryKey()
  const take = (next: NotificationPreferences): void => void queryClient.setQueryData(key, next)
  const save = useMutation(orpc.notifications.savePreferences.mutationOptions({ onSuccess: take }))
  const reset = useMutation(orpc.notifications.resetPreferences.mutationOptions({ onSuccess: take }))
  return (
    <Page width="readable">
      <PageHeader
        title={t('preferences.title')}
        subtitle={t('preferences.subtitle')}
        help={t('preferences.help')}
        back={{ label: translate('common:page.back', { name: t('title') }), to: pathTo('/notifications') }}
        actions={
          <ConfirmButton
            title={t('preferences.resetTitle')}
            text={t('preferences.resetText')}
            confirm={t('preferences.reset')}
            leftSection={<IconArrowBackUp size={16} />}
            run={() => reset.mutateAsync(undefined)}
          >
            {t('preferences.reset')}
          </ConfirmButton>
        }
      />
      {query.isPending && <PageLoading />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className={classes.sections}>
          <MailWarning preferences={query.data} />
          <Section flush>
            <Matrix preferences={query.data} onChange={(change) => save.mutate({ changes: [change] })} />
          </Section>
          <QuietHoursSection
            key={JSON.stringify(query.data.quietHours)}
            quietHours={query.data.quietHours}
            zone={query.data.zone}
            onSave={(quietHours) => save.mutate({ quietHours })}
          />
          <BrowserSection />
        </div>
      )}
      <span role="status" className={classes.saved}>
        {save.isSuccess && !save.isPending ? t('preferences.saved') : ''}
      </span>
    </Page>
  )
}

function MailWarning({ preferences }: { preferences: NotificationPreferences }) {
  const { t } = useTranslation('notifications')
  if (preferences.email !== null && preferences.mailReady) return null
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} />}>
      {preferences.email === null ? t('preferences.noAddress') : t('preferences.noMail')}
    </Alert>
  )
}

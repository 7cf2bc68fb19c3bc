import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceDesktop, IconWorld } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { DateTime } from '../../../components/values/date-time.tsx'
import { ToneBadge } from '../../../components/values/status-badge.tsx'
import classes from './profile.module.css'

/** Where the account is open, and ending what should not be. */
export function Sessions() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const queryClient = useQueryClient()
  const sessions = useQuery(orpc.session.list.queryOptions())
  const revoke = useMutation(
    orpc.session.revoke.mutationOptions({
      onSuccess: ({ ended }) => {
        notifications.show({ message: t('profile.ended', { count: ended }) })
        void queryClient.invalidateQueries({ queryKey: orpc.session.list.key() })
      },
    }),
  )
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0
  return (
    <Section
      title={t('profile.sessions')}
      text={t('profile.sessionsText')}
      actions={
        others > 1 && (
          <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate({})}>
            {t('profile.endOthers')}
          </Button>
        )
      }
      flush
    >
      {sessions.isPending ? (
        <Skeleton height={72} m={16} />
      ) : !sessions.data ? (
        <ErrorState compact error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul className={classes.sessions}>
          {sessions.data.map(({ id, via, device, current, lastSeenAt, createdAt }) => {
            const Picture = via === 'desktop' ? IconDeviceDesktop : IconWorld
            const name = device ?? t(`profile.${via}`)
            return (
              <li key={id} className={classes.session}>
                <Picture size={20} stroke={1.5} aria-hidden className={classes.picture} />
                <div className={classes.words}>
                  <span className={classes.name}>
                    {name}
                    {current && <ToneBadge tone="success" label={t('profile.thisSession')} />}
                  </span>
                  <span className={classes.dim}>
                    {t('profile.lastSeen')} <DateTime at={lastSeenAt} /> · {t('profile.since')}{' '}
                    {format.dateTime(createdAt)}
                  </span>
                </div>
                {!current && (
                  <Button
                    variant="default"
                    aria-label={t('profile.endSessionName', { device: name })}
                    onClick={() => revoke.mutate({ id })}
                  >
                    {t('profile.endSession')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

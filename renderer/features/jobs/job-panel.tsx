import { Button, Code, Skeleton, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { Can } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import classes from './jobs.module.css'
import { cancellable, jobLooks, retriable } from './looks.ts'
import { jobTypeName } from './words.ts'

/** One job with its data and its last error. */
export function JobPanel({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const { t } = useTranslation('jobs')
  return (
    <SidePanel
      opened={id !== undefined}
      onClose={onClose}
      title={t('detail.title', { id: id ?? '' })}
      footer={id !== undefined && <Actions id={id} />}
    >
      {id !== undefined && <Detail id={id} />}
    </SidePanel>
  )
}

function Detail({ id }: { id: number }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const job = useQuery(orpc.jobs.get.queryOptions({ input: { id } }))
  if (job.isPending) return <Skeleton height={240} />
  if (!job.data) return <ErrorState compact error={job.error} onRetry={() => void job.refetch()} />
  const { type, state, attempts, maxAttempts, recoveries, priority, groupKey, lastError, payload } = job.data
  return (
    <Stack gap={16}>
      <KeyValues
        items={[
          [t('list.type'), jobTypeName(type)],
          [t('list.state'), <StatusBadge key="state" of={jobLooks} value={state} />],
          [
            t('list.attempts'),
            t('detail.attemptsOf', { attempts: format.number(attempts), max: format.number(maxAttempts) }),
          ],
          ...(recoveries > 0
            ? ([[t('detail.recoveries'), t('detail.times', { count: recoveries })]] as [string, string][])
            : []),
          [t('list.createdAt'), <DateTime key="created" at={job.data.createdAt} as="dateTime" />],
          [t('list.runAt'), <DateTime key="run" at={job.data.runAt} as="dateTime" />],
          [t('list.finishedAt'), <DateTime key="finished" at={job.data.finishedAt} as="dateTime" />],
          [t('detail.priority'), format.number(priority)],
          ...(groupKey ? ([[t('detail.group'), groupKey]] as [string, string][]) : []),
        ]}
      />
      {lastError && (
        <div>
          <Text fw={500} mb={4}>
            {t('list.error')}
          </Text>
          <Code block className={classes.block} tabIndex={0} role="region" aria-label={t('list.error')}>
            {lastError}
          </Code>
        </div>
      )}
      <div>
        <Text fw={500}>{t('detail.payload')}</Text>
        <Text size="sm" c="dimmed" mb={4}>
          {t('detail.payloadText')}
        </Text>
        <Code block className={classes.block} tabIndex={0} role="region" aria-label={t('detail.payload')}>
          {JSON.stringify(payload, null, 2)}
        </Code>
      </div>
    </Stack>
  )
}

function Actions({ id }: { id: number }) {
  const { t } = useTranslation('jobs')
  const state = useQuery(orpc.jobs.get.queryOptions({ input: { id } })).data?.state
  const retry = useMutation(
    orpc.jobs.retry.mutationOptions({ onSuccess: () => notifications.show({ message: t('retried') }) }),
  )
  const cancel = useMutation(orpc.jobs.cancel.mutationOptions({ meta: { quiet: true } }))
  if (!state) return null
  return (
    <Can do="jobs:manage">
      {cancellable.includes(state) && (
        <ConfirmButton
          title={t('cancelTitle', { id })}
          text={t('cancelText')}
          confirm={t('cancel')}
          danger
          run={async () => {
            await cancel.mutateAsync({ id })
            notifications.show({ message: t('cancelled') })
          }}
        >
          {t('cancel')}
        </ConfirmButton>
      )}
      {retriable.includes(state) && (
        <Button loading={retry.isPending} onClick={() => retry.mutate({ id })}>
          {state === 'scheduled' ? t('retryNow') : t('retry')}
        </Button>
      )}
    </Can>
  )
}

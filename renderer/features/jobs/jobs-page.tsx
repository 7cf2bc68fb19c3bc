import { Skeleton, Stack } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconHourglass, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { Page } from '../../components/page/page.tsx'
import { Stat, Stats } from '../../components/values/stat.tsx'
import { ErrorGroups } from './error-groups.tsx'
import { JobsHeader } from './jobs-header.tsx'
import type { JobStatistics } from './statistics.ts'
import { listAddress } from './statistics.ts'
import { TypeTable } from './type-table.tsx'

// The chart library is larger than the page, and the figures can be read without it.
const HourlyChart = lazy(async () => ({ default: (await import('./hourly-chart.tsx')).HourlyChart }))

/** What the queue holds: figures, throughput, failures by error, and counts by type. */
export function JobsPage() {
  const statistics = useQuery(orpc.jobs.statistics.queryOptions())
  return (
    <Page>
      <JobsHeader tab="overview" />
      {statistics.isPending ? (
        <Stack gap={16}>
          <Skeleton height={88} radius="md" />
          <Skeleton height={320} radius="md" />
        </Stack>
      ) : statistics.data ? (
        <Stack gap={16}>
          <Totals types={statistics.data.types} />
          <ErrorGroups errors={statistics.data.errors} />
          <Suspense fallback={<Skeleton height={340} radius="md" />}>
            <HourlyChart hourly={statistics.data.hourly} />
          </Suspense>
          <TypeTable types={statistics.data.types} />
        </Stack>
      ) : (
        <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />
      )}
    </Page>
  )
}

function Totals({ types }: { types: JobStatistics['types'] }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const sum = (state: 'ready' | 'running' | 'scheduled' | 'dead'): number =>
    types.reduce((total, type) => total + type[state], 0)
  const oldest = Math.max(0, ...types.map(({ oldestReadyMs }) => oldestReadyMs ?? 0))
  const dead = sum('dead')
  return (
    <Stats>
      <Stat
        label={t('stats.ready')}
        icon={IconHourglass}
        value={format.number(sum('ready'))}
        detail={sum('ready') > 0 && t('stats.oldest', { age: format.duration(oldest) })}
        to={listAddress({ state: ['ready'] })}
      />
      <Stat
        label={t('stats.running')}
        icon={IconPlayerPlay}
        value={format.number(sum('running'))}
        to={listAddress({ state: ['running'] })}
      />
      <Stat
        label={t('stats.scheduled')}
        icon={IconClock}
        value={format.number(sum('scheduled'))}
        to={listAddress({ state: ['scheduled'] })}
      />
      <Stat
        label={t('stats.dead')}
        icon={IconAlertTriangle}
        value={format.number(dead)}
        tone={dead > 0 ? 'danger' : undefined}
        to={listAddress({ state: ['dead'] })}
      />
    </Stats>
  )
}

import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { EngineCard } from './engine-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './home.module.css'
import { LastDay, RecentEvents } from './last-day.tsx'
import { Needs } from './needs.tsx'
import { Today } from './today.tsx'

/** What needs the person, what goes out today, what happened, and whether the engine is well. */
export function HomePage() {
  const { t } = useTranslation('home')
  const format = useFormat()
  const home = useQuery({ ...orpc.home.summary.queryOptions(), refetchInterval: 60_000 })
  return (
    <Page>
      <PageHeader title={t('title')} subtitle={home.data && format.longDay(home.data.now)} help={t('help')} />
      {home.isPending ? (
        <HomeLoading />
      ) : home.data ? (
        <div className={classes.home}>
          {home.data.firstSteps && <FirstSteps steps={home.data.firstSteps} />}
          <div className={classes.columns}>
            <div className={classes.column}>
              <Needs needs={home.data.needs} />
              <Today today={home.data.today} />
            </div>
            <div className={classes.column}>
              {home.data.engine && <EngineCard engine={home.data.engine} />}
              <LastDay lastDay={home.data.lastDay} />
              <RecentEvents events={home.data.lastDay.events} />
            </div>
          </div>
        </div>
      ) : (
        <ErrorState error={home.error} onRetry={() => void home.refetch()} />
      )}
    </Page>
  )
}

function HomeLoading() {
  const { t } = useTranslation('common')
  return (
    <div role="status" aria-label={t('words.loading')} className={classes.columns}>
      <div className={classes.column}>
        <Skeleton height={180} radius="md" />
        <Skeleton height={260} radius="md" />
      </div>
      <div className={classes.column}>
        <Skeleton height={120} radius="md" />
        <Skeleton height={320} radius="md" />
      </div>
    </div>
  )
}

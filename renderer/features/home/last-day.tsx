import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeEvent, HomeSummary } from '../../../shared/contract/home.ts'
import { Section } from '../../components/page/section.tsx'
import { Timeline } from '../../components/values/timeline.tsx'
import { eventLook } from './event-looks.tsx'
import classes from './home.module.css'

// The chart library is larger than the rest of the page, and the rest can be read without it.
const HourlyChart = lazy(async () => ({ default: (await import('./hourly-chart.tsx')).HourlyChart }))

/** What was sent in the last 24 hours, hour by hour. */
export function LastDay({ lastDay }: { lastDay: HomeSummary['lastDay'] }) {
  return (
    <Suspense fallback={<Skeleton height={268} radius="md" />}>
      <HourlyChart lastDay={lastDay} />
    </Suspense>
  )
}

/** The latest news, newest first. */
export function RecentEvents({ events }: { events: HomeEvent[] }) {
  const { t } = useTranslation('home')
  return (
    <Section title={t('lastDay.events')}>
      {events.length === 0 ? (
        <p className={classes.dim}>{t('lastDay.noEvents')}</p>
      ) : (
        <Timeline
          label={t('lastDay.events')}
          entries={events.map((event) => ({
            id: event.id,
            at: event.at,
            by: event.actorName ?? undefined,
            ...eventLook(event),
          }))}
        />
      )}
    </Section>
  )
}

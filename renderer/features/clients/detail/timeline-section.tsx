import { Button, Skeleton, Text } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { useRows } from '../../../components/table/rows.ts'
import { Timeline } from '../../../components/values/timeline.tsx'
import classes from '../clients.module.css'
import { timelineEntry } from './timeline-words.ts'

/** What happened to a client, newest first; older things load as one scrolls. */
export function TimelineSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const source = useRows(orpc.clients.timeline, { id: clientId }, { pageSize: 25 })
  const { ref, entry } = useIntersection({ rootMargin: '200px' })
  const near = entry?.isIntersecting ?? false
  const { hasMore, loadingMore, loadMore } = source
  useEffect(() => {
    if (near && hasMore && !loadingMore) loadMore()
  }, [near, hasMore, loadingMore, loadMore])
  const entries = useMemo(
    () => source.rows.map((row) => timelineEntry(row, t, format.list)),
    [source.rows, t, format],
  )
  return (
    <Section title={t('timeline.title')}>
      {source.state === 'loading' && <Skeleton height={160} />}
      {source.state === 'error' && <ErrorState compact error={source.error} onRetry={source.retry} />}
      {source.state === 'ready' && entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('timeline.empty')}
        </Text>
      )}
      {entries.length > 0 && <Timeline label={t('timeline.title')} entries={entries} />}
      {hasMore && (
        <div ref={ref} className={classes.end}>
          <Button size="compact-sm" variant="default" loading={loadingMore} onClick={loadMore}>
            {t('timeline.more')}
          </Button>
        </div>
      )}
    </Section>
  )
}

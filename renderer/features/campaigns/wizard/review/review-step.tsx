import { Alert, Button, Skeleton, Stack } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../../shared/contract/campaigns/progress.ts'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import type { OpenDraft } from '../draft.ts'
import wizard from '../wizard.module.css'
import { Checks } from './checks.tsx'
import { ForecastSection } from './forecast-section.tsx'
import { LaunchCard } from './launch-card.tsx'
import { NotSent } from './not-sent.tsx'
import { Summary } from './summary.tsx'
import { useReview } from './review-query.ts'

/** Exactly who, what, when, how long, and what stops it; then the launch. */
export function ReviewStep({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const saved = useSaved(draft)
  const review = useReview(draft.campaign, saved)
  if (!saved && draft.saving.state === 'offline') {
    return <Alert color="yellow">{t('review.offline')}</Alert>
  }
  if (review.isError && !review.data) {
    return <ErrorState error={review.error} onRetry={() => void review.refetch()} />
  }
  if (!review.data) return <ReviewSkeleton />
  return (
    <Found
      draft={draft}
      review={review.data}
      busy={review.isFetching}
      onAgain={() => void review.refetch()}
    />
  )
}

/** What is reviewed is what was saved: everything typed goes to the engine first. */
function useSaved(draft: OpenDraft): boolean {
  const { flush } = draft
  const [flushed, setFlushed] = useState(false)
  useEffect(() => {
    let here = true
    const save = async (): Promise<void> => {
      await flush()
      if (here) setFlushed(true)
    }
    void save()
    return () => {
      here = false
    }
  }, [flush])
  return flushed && draft.saving.state !== 'offline'
}

interface FoundProps {
  draft: OpenDraft
  review: Review
  busy: boolean
  onAgain: () => void
}

function Found({ draft, review, busy, onAgain }: FoundProps) {
  const { t } = useTranslation('campaigns')
  return (
    <div className={wizard.columns} data-aside="narrow" aria-busy={busy}>
      <div className={wizard.column}>
        <Checks draft={draft} checks={review.checks} />
        <Summary draft={draft} review={review} />
        {review.forecast && <ForecastSection draft={draft} review={review} usual={review.forecast} />}
        <NotSent review={review} />
      </div>
      <div className={wizard.aside}>
        <Stack gap={8}>
          <LaunchCard draft={draft} review={review} busy={busy} />
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRefresh size={14} />}
            loading={busy}
            onClick={onAgain}
          >
            {t('review.again')}
          </Button>
        </Stack>
      </div>
    </div>
  )
}

function ReviewSkeleton() {
  const { t } = useTranslation('campaigns')
  return (
    <div className={wizard.columns} data-aside="narrow" aria-busy="true" aria-label={t('review.planning')}>
      <div className={wizard.column}>
        <Skeleton height={120} />
        <Skeleton height={180} />
        <Skeleton height={320} />
      </div>
      <Skeleton height={240} />
    </div>
  )
}

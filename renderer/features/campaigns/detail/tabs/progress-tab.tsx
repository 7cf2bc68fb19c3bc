import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { CampaignProgress } from '../../../../../shared/contract/campaigns/progress.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { ProgressBar } from '../../../../components/feedback/progress-bar.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { DateTime } from '../../../../components/values/date-time.tsx'
import { reasonWord } from '../../words.ts'
import classes from '../detail.module.css'
import { BatchesTable } from './batches-table.tsx'
import { DaysChart } from './days-chart.tsx'

/** How far it is, what today still allows, what comes next, batch by batch. */
export function ProgressTab({ campaign }: { campaign: CampaignDetail }) {
  const progress = useQuery({
    ...orpc.campaigns.progress.get.queryOptions({ input: { id: campaign.id } }),
    // The rate falls by itself when nothing goes out any more, and no change tells of that.
    refetchInterval: campaign.status === 'running' ? 5_000 : false,
  })
  if (progress.isPending) return <Skeleton height={320} />
  if (!progress.data) return <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />
  return (
    <>
      <div className={classes.two}>
        <Whole campaign={campaign} progress={progress.data} now={progress.dataUpdatedAt} />
        <Today progress={progress.data} />
      </div>
      <DaysChart campaign={campaign} />
      <BatchesTable campaign={campaign} />
    </>
  )
}

interface PartProps {
  progress: CampaignProgress
}

function Whole({ campaign, progress, now }: PartProps & { campaign: CampaignDetail; now: number }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { done, total, perMinute, nextBatchAt, finishesAt } = progress
  const sending = campaign.counts.sending + campaign.counts.planned
  // Only what is planned for now goes out at the present rate; later days wait for their hour.
  const leftMs =
    perMinute !== null && perMinute > 0 && campaign.counts.waiting === 0 && sending > 0
      ? (sending / perMinute) * 60_000
      : undefined
  return (
    <Section title={t('progress.section')}>
      <div role="status" aria-live="polite">
        <ProgressBar
          label={t('progress.title')}
          done={done}
          total={total}
          leftMs={campaign.status === 'running' && nextBatchAt === null ? leftMs : undefined}
          tone={campaign.status === 'finished' ? 'success' : 'info'}
        />
      </div>
      <div className={classes.facts} style={{ marginTop: 12 }}>
        <span>
          {t('progress.rate')}{' '}
          <strong>
            {perMinute === null
              ? t('progress.idle')
              : t('progress.perMinute', { rate: format.number(Math.round(perMinute)) })}
          </strong>
        </span>
        {nextBatchAt !== null && (
          <span>
            {t(nextBatchAt > now ? 'progress.next' : 'progress.current')}{' '}
            <strong>
              <DateTime at={nextBatchAt} as="dateTime" />
            </strong>
          </span>
        )}
        {finishesAt !== null && campaign.status === 'running' && (
          <span>
            {t('progress.finish')}{' '}
            <strong>
              <DateTime at={finishesAt} as="date" />
            </strong>
          </span>
        )}
        {campaign.finishedAt !== null && (
          <span>
            {t('progress.finished')}{' '}
            <strong>
              <DateTime at={campaign.finishedAt} as="dateTime" />
            </strong>
          </span>
        )}
      </div>
    </Section>
  )
}

function Today({ progress }: PartProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { today, waits } = progress
  return (
    <Section title={t('today.title')}>
      {today === null || today.limit === null ? (
        <span className={classes.dim}>{t('today.none')}</span>
      ) : (
        <>
          <ProgressBar
            bare
            label={t('today.title')}
            done={today.used}
            total={today.limit}
            tone={today.remaining === 0 ? 'warning' : 'info'}
          />
          <div className={classes.facts} style={{ marginTop: 8 }}>
            <span>
              {t('today.used', { used: format.number(today.used), limit: format.number(today.limit) })}
            </span>
            <span>{t('today.left', { formatted: format.number(today.remaining ?? 0) })}</span>
          </div>
        </>
      )}
      {waits.map(({ reason, count, until }) => (
        <div key={reason} className={classes.facts} style={{ marginTop: 8 }}>
          <span>
            {t('today.waits', {
              count,
              formatted: format.number(count),
              reason: reasonWord(reason).toLowerCase(),
            })}
            {until !== null && ` ${t('today.soonest', { at: format.dateTime(until) })}`}
          </span>
        </div>
      ))}
    </Section>
  )
}

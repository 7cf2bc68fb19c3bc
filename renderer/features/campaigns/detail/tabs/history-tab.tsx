import { Button, Group, Skeleton } from '@mantine/core'
import {
  IconArrowsExchange,
  IconBan,
  IconCheck,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPoint,
  IconSend,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { CampaignEvent } from '../../../../../shared/contract/campaigns/progress.ts'
import { STRATEGY_KINDS } from '../../../../../shared/domain/strategies.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import type { TimelineEntry } from '../../../../components/values/timeline.tsx'
import { Timeline } from '../../../../components/values/timeline.tsx'
import { eventWord } from '../../words.ts'

const looks: Record<string, { icon: Icon; tone: NonNullable<TimelineEntry['tone']> }> = {
  'campaign.created': { icon: IconPencil, tone: 'neutral' },
  'campaign.launched': { icon: IconSend, tone: 'info' },
  'campaign.paused': { icon: IconPlayerPause, tone: 'warning' },
  'campaign.resumed': { icon: IconPlayerPlay, tone: 'info' },
  'campaign.strategy_switched': { icon: IconArrowsExchange, tone: 'info' },
  'campaign.finished': { icon: IconCheck, tone: 'success' },
  'campaign.cancelled': { icon: IconBan, tone: 'danger' },
}

/** What was done with the campaign, by whom and when. */
export function HistoryTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const source = useRows(orpc.campaigns.progress.history, { id: campaign.id }, { pageSize: 50 })
  const details = useDetails()
  if (source.state === 'loading') return <Skeleton height={240} />
  if (source.state === 'error') return <ErrorState error={source.error} onRetry={source.retry} />
  return (
    <Section title={t('tab.history')}>
      {source.rows.length === 0 ? (
        <EmptyState compact order={3} icon={IconHistory} title={t('history.none')} />
      ) : (
        <Timeline
          label={t('tab.history')}
          entries={source.rows.map((event) => ({
            id: event.id,
            at: event.at,
            icon: looks[event.type]?.icon ?? IconPoint,
            tone: looks[event.type]?.tone ?? 'neutral',
            title: eventWord(event.type, {}),
            ...(event.actorName === null ? {} : { by: event.actorName }),
            detail: details(event),
          }))}
        />
      )}
      {source.hasMore && (
        <Group justify="center">
          <Button variant="default" loading={source.loadingMore} onClick={source.loadMore}>
            {t('report.more')}
          </Button>
        </Group>
      )}
    </Section>
  )
}

/** What an event adds to its title: figures, strategies, the reason of a pause. */
function useDetails(): (event: CampaignEvent) => string {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const strategy = (value: unknown): string => {
    const kind = STRATEGY_KINDS.find((known) => known === value)
    return kind ? t(`strategy.${kind}.name`) : ''
  }
  const figure = (value: unknown): string => format.number(Number(value))
  return ({ type, payload }) => {
    switch (type) {
      case 'campaign.launched':
        return t('history.launched', {
          recipients: figure(payload['recipients']),
          strategy: strategy(payload['strategy']),
        })
      case 'campaign.strategy_switched':
        return t('history.switched', { from: strategy(payload['from']), to: strategy(payload['to']) })
      case 'campaign.finished':
        return t('history.finished', {
          accepted: figure(payload['accepted']),
          failed: figure(payload['failed']),
          skipped: figure(payload['skipped']),
        })
      case 'campaign.paused':
        return t(`paused.${String(payload['reason'])}` as 'paused.person')
      default:
        return ''
    }
  }
}

import { Alert, Text } from '@mantine/core'
import { IconCalendarClock, IconHelpCircle, IconPlayerPause } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import { useFormat } from '../../../app/format.ts'
import classes from './detail.module.css'

/** What needs a person: why it is paused, what nobody knows, what did not fit into the day. */
export function Notices({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { status, pausedReason, pausedDetail, counts, overflow, startAt } = campaign
  return (
    <>
      {status === 'paused' && (
        <Alert
          color="yellow"
          icon={<IconPlayerPause size={18} />}
          title={t(`paused.${pausedReason ?? 'person'}`)}
        >
          {t('paused.text')}
          {pausedDetail && <code className={classes.words}>{pausedDetail}</code>}
        </Alert>
      )}
      {status === 'scheduled' && startAt !== null && (
        <Alert color="blue" icon={<IconCalendarClock size={18} />}>
          {t('detail.scheduled', { at: format.dateTime(startAt) })}
        </Alert>
      )}
      {counts.ambiguous > 0 && (
        <Alert
          color="yellow"
          icon={<IconHelpCircle size={18} />}
          title={t('ambiguous.notice', {
            count: counts.ambiguous,
            formatted: format.number(counts.ambiguous),
          })}
        >
          {t('ambiguous.noticeText')}{' '}
          <Link
            to="/campaigns/$campaignId/$tab"
            params={{ campaignId: campaign.id, tab: 'ambiguous' }}
            className={classes.link}
          >
            {t('ambiguous.open')}
          </Link>
        </Alert>
      )}
      {overflow > 0 && status === 'running' && (
        <Text size="sm" c="dimmed">
          {t('detail.overflow', { count: overflow, formatted: format.number(overflow) })}
        </Text>
      )}
    </>
  )
}

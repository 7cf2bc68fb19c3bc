import { Skeleton, Stack, Tabs } from '@mantine/core'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { campaignLooks } from '../looks.ts'
import { useCampaign } from '../wizard/draft.ts'
import classes from './detail.module.css'
import { CampaignActions } from './actions.tsx'
import { Notices } from './notices.tsx'
import { AmbiguousTab } from './tabs/ambiguous-tab.tsx'
import { HistoryTab } from './tabs/history-tab.tsx'
import { MessageTab } from './tabs/message-tab.tsx'
import { NotSentTab } from './tabs/not-sent-tab.tsx'
import { ProgressTab } from './tabs/progress-tab.tsx'
import { RecipientsTab } from './tabs/recipients-tab.tsx'
import { SettingsTab } from './tabs/settings-tab.tsx'
import { Tiles } from './tiles.tsx'

const tabs = {
  progress: ProgressTab,
  recipients: RecipientsTab,
  'not-sent': NotSentTab,
  ambiguous: AmbiguousTab,
  message: MessageTab,
  settings: SettingsTab,
  history: HistoryTab,
} as const
type TabName = keyof typeof tabs

const names: TabName[] = ['progress', 'recipients', 'not-sent', 'ambiguous', 'message', 'settings', 'history']

/** A campaign's bare address leads to how far it is; a draft goes on to its wizard from there. */
export function CampaignHome() {
  const { campaignId } = useParams({ from: '/shell/campaigns/$campaignId' })
  return <Navigate to="/campaigns/$campaignId/$tab" params={{ campaignId, tab: 'progress' }} replace />
}

/** One campaign that was launched: how it goes, who got it, who did not, and why. */
export function CampaignPage() {
  const { campaignId, tab } = useParams({ from: '/shell/campaigns/$campaignId/$tab' })
  const campaign = useCampaign(campaignId)
  const open = names.find((name) => name === tab) ?? 'progress'
  if (campaign.data?.status === 'draft' || campaign.data?.status === 'awaiting_approval') {
    const step = campaign.data.status === 'draft' ? campaign.data.step : 'review'
    return <Navigate to="/campaigns/$campaignId/wizard/$step" params={{ campaignId, step }} replace />
  }
  return (
    <Page>
      {campaign.data ? (
        <Found campaign={campaign.data} tab={open} />
      ) : campaign.isError ? (
        <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />
      ) : (
        <Stack gap={16} aria-busy="true">
          <Skeleton height={28} width={280} />
          <Skeleton height={84} />
          <Skeleton height={320} />
        </Stack>
      )}
    </Page>
  )
}

function Found({ campaign, tab }: { campaign: CampaignDetail; tab: TabName }) {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const Body = tabs[tab]
  return (
    <Tabs
      value={tab}
      onChange={(value) =>
        void navigate({
          to: '/campaigns/$campaignId/$tab',
          params: { campaignId: campaign.id, tab: value ?? 'progress' },
        })
      }
    >
      <PageHeader
        title={campaign.name}
        badge={<StatusBadge of={campaignLooks} value={campaign.status} />}
        subtitle={<Subtitle campaign={campaign} />}
        back={{ label: t('title'), to: '/campaigns' }}
        actions={<CampaignActions campaign={campaign} />}
      />
      <Stack gap={16}>
        <Notices campaign={campaign} />
        <Tiles campaign={campaign} />
        <TabList campaign={campaign} tab={tab} />
        <Tabs.Panel value={tab}>
          <Stack gap={16}>
            <Body campaign={campaign} />
          </Stack>
        </Tabs.Panel>
      </Stack>
    </Tabs>
  )
}

function TabList({ campaign, tab }: { campaign: CampaignDetail; tab: TabName }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { counts } = campaign
  const figures: Partial<Record<TabName, number>> = {
    'not-sent':
      counts.excluded +
      counts.skipped +
      counts.failed +
      counts.bounced +
      counts.ambiguous +
      counts.planned +
      counts.waiting,
    ambiguous: counts.ambiguous,
  }
  return (
    <Tabs.List className={classes.tabs}>
      {names
        .filter((name) => name !== 'ambiguous' || counts.ambiguous > 0 || tab === 'ambiguous')
        .map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tab.${name}`)}
            {figures[name] ? ` (${format.number(figures[name])})` : ''}
          </Tabs.Tab>
        ))}
    </Tabs.List>
  )
}

function Subtitle({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const parts = [
    campaign.launchedAt === null
      ? ''
      : t(campaign.status === 'scheduled' ? 'detail.scheduledOn' : 'detail.launched', {
          at: format.dateTime(campaign.launchedAt),
          by: campaign.createdBy.name,
        }),
    campaign.strategy === null ? '' : t(`strategy.${campaign.strategy}.name`),
    campaign.sendingDomain ?? '',
    campaign.clientName ?? '',
  ].filter(Boolean)
  return <>{parts.join(' · ')}</>
}

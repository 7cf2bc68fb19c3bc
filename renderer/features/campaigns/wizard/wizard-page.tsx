import { Skeleton, Stack } from '@mantine/core'
import { Navigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import type { WizardStep } from '../../../../shared/domain/campaigns.ts'
import { WIZARD_STEPS } from '../../../../shared/domain/campaigns.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Page } from '../../../components/page/page.tsx'
import { DeliveryStep } from './delivery/delivery-step.tsx'
import { useCampaign, useDraft } from './draft.ts'
import { MessageStep } from './message/message-step.tsx'
import { RecipientsStep } from './recipients/recipients-step.tsx'
import { ReviewStep } from './review/review-step.tsx'
import { WizardFooter } from './wizard-footer.tsx'
import { WizardHeader } from './wizard-header.tsx'
import classes from './wizard.module.css'

const bodies = {
  recipients: RecipientsStep,
  message: MessageStep,
  delivery: DeliveryStep,
  review: ReviewStep,
}

/** The wizard of a draft, one address for each step. */
export function WizardPage() {
  const { campaignId, step } = useParams({ from: '/shell/campaigns/$campaignId/wizard/$step' })
  const campaign = useCampaign(campaignId)
  const open = WIZARD_STEPS.find((name) => name === step)
  if (!open) {
    return (
      <Navigate
        to="/campaigns/$campaignId/wizard/$step"
        params={{ campaignId, step: 'recipients' }}
        replace
      />
    )
  }
  if (campaign.data) {
    return <Wizard key={campaignId} campaign={campaign.data} step={open} />
  }
  return (
    <Page>
      {campaign.isError ? (
        <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />
      ) : (
        <WizardSkeleton />
      )}
    </Page>
  )
}

function Wizard({ campaign, step }: { campaign: CampaignDetail; step: WizardStep }) {
  const draft = useDraft(campaign)
  // A request that waits for its decision is still shown as it was reviewed.
  const launched = campaign.status !== 'draft' && campaign.status !== 'awaiting_approval'
  if (launched) {
    return (
      <Navigate
        to="/campaigns/$campaignId/$tab"
        params={{ campaignId: campaign.id, tab: 'progress' }}
        replace
      />
    )
  }
  const Body = bodies[campaign.status === 'draft' ? step : 'review']
  return (
    <Page>
      <div className={classes.wizard}>
        <WizardHeader draft={draft} step={step} />
        <div className={classes.body}>
          <Body draft={draft} />
        </div>
        {campaign.status === 'draft' && <WizardFooter draft={draft} step={step} />}
      </div>
    </Page>
  )
}

function WizardSkeleton() {
  const { t } = useTranslation('common')
  return (
    <Stack gap={16} aria-busy="true" aria-label={t('words.loading')}>
      <Skeleton height={28} width={280} />
      <Skeleton height={48} />
      <Skeleton height={320} />
    </Stack>
  )
}

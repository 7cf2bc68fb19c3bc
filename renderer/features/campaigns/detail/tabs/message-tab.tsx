import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { IconMailOff } from '@tabler/icons-react'
import { MessagePreview } from '../../message/message-preview.tsx'

/** The message in force, as any recipient got it or will get it. */
export function MessageTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const { templateId, accountId } = campaign.settings
  if (templateId === null) return <EmptyState icon={IconMailOff} title={t('preview.noTemplate')} />
  return <MessagePreview campaignId={campaign.id} source={{ templateId, accountId }} saved />
}

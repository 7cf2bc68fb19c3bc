import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { useFormat } from '../../../app/format.ts'

/** Plans failed recipients again, and only those. */
export function useRetry(campaign: CampaignDetail): (recipientIds: string[]) => Promise<void> {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const queryClient = useQueryClient()
  return async (recipientIds) => {
    try {
      const { planned } = await client.campaigns.retryFailed({ id: campaign.id, recipientIds })
      notifications.show({
        color: 'green',
        message: t('retry.done', { count: planned, formatted: format.number(planned) }),
      })
      await queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
    } catch (error) {
      notifications.show({ color: 'red', message: explain(error).message, autoClose: 8_000 })
    }
  }
}

import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { Recipient } from '../../../../../shared/contract/campaigns/recipients.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { useConfirm } from '../../../../components/feedback/confirm.tsx'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { DataTable } from '../../../../components/table/data-table.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import { useTable } from '../../../../components/table/table-state.ts'
import { useRecipientColumns } from '../../recipient/recipient-columns.tsx'
import { RecipientPanel } from '../../recipient/recipient-panel.tsx'

type Decision = 'treat_as_sent' | 'send_again'

/** Messages nobody knows arrived: what that means, and the two ways to settle them. */
export function AmbiguousTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const table = useTable('ambiguous')
  const columns = useRecipientColumns('sent')
  const [opened, setOpened] = useState<string>()
  const settle = useSettling(campaign)
  const mayResolve = campaign.actions.includes('resolve_ambiguous')
  const source = useRows(orpc.campaigns.recipients.list, { campaignId: campaign.id, state: 'ambiguous' })
  return (
    <>
      <Section
        title={t('ambiguous.title')}
        actions={
          mayResolve && (
            <Group gap={8}>
              <Button variant="default" onClick={() => void settle('treat_as_sent')}>
                {t('ambiguous.allSent')}
              </Button>
              <Button variant="default" onClick={() => void settle('send_again')}>
                {t('ambiguous.allAgain')}
              </Button>
            </Group>
          )
        }
      >
        <Text maw="80ch">{t('ambiguous.what')}</Text>
        <Text maw="80ch" mt={8}>
          {t('ambiguous.choice')}
        </Text>
      </Section>
      <DataTable<Recipient>
        table={table}
        source={source}
        columns={columns}
        label={t('ambiguous.title')}
        rowKey={(row) => row.id}
        rowName={(row) => row.name ?? row.email}
        onOpen={(row) => setOpened(row.id)}
        height={480}
        searchable={false}
        {...(mayResolve && {
          bulk: ({ ids, clear }) => (
            <>
              <Button
                size="xs"
                variant="default"
                onClick={() => void settle('treat_as_sent', ids).then(clear)}
              >
                {t('ambiguous.sent')}
              </Button>
              <Button size="xs" variant="default" onClick={() => void settle('send_again', ids).then(clear)}>
                {t('ambiguous.again')}
              </Button>
            </>
          ),
        })}
        empty={<EmptyState compact icon={IconCircleCheck} title={t('ambiguous.none')} />}
      />
      <RecipientPanel campaignId={campaign.id} recipientId={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}

function useSettling(campaign: CampaignDetail): (decision: Decision, ids?: string[]) => Promise<void> {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const ask = useConfirm()
  const queryClient = useQueryClient()
  return async (decision, recipientIds) => {
    const count = recipientIds?.length ?? campaign.counts.ambiguous
    const formatted = format.number(count)
    await ask({
      title: t(`ambiguous.${decision}.title`, { count, formatted }),
      text: t(`ambiguous.${decision}.text`, { count, formatted }),
      confirm: t(decision === 'send_again' ? 'ambiguous.again' : 'ambiguous.sent'),
      danger: decision === 'send_again',
      run: async () => {
        const { resolved, campaign: changed } = await client.campaigns.resolveAmbiguous({
          id: campaign.id,
          decision,
          ...(recipientIds ? { recipientIds } : {}),
        })
        queryClient.setQueryData(orpc.campaigns.get.queryKey({ input: { id: campaign.id } }), changed)
        await queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
        notifications.show({
          color: 'green',
          message: t('ambiguous.done', { count: resolved, formatted: format.number(resolved) }),
        })
      },
    })
  }
}

import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { Recipient } from '../../../../../shared/contract/campaigns/recipients.ts'
import { RECIPIENT_STATES } from '../../../../../shared/domain/campaigns.ts'
import { client, orpc } from '../../../../app/client.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { DataTable } from '../../../../components/table/data-table.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import { useTable } from '../../../../components/table/table-state.ts'
import { DownloadMenu } from '../../../../components/actions/download-menu.tsx'
import { useRecipientColumns } from '../../recipient/recipient-columns.tsx'
import { RecipientPanel } from '../../recipient/recipient-panel.tsx'
import { useRetry } from '../use-retry.ts'

/** Every recipient with what became of the message; one opens with its log. */
export function RecipientsTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const table = useTable('sent')
  const columns = useRecipientColumns('sent')
  const [opened, setOpened] = useState<string>()
  const retry = useRetry(campaign)
  const stage = table.choice('stage', ['1', '2'])
  const source = useRows(orpc.campaigns.recipients.list, {
    campaignId: campaign.id,
    state: table.choice('state', RECIPIENT_STATES),
    stage: stage === undefined ? undefined : Number(stage),
    search: table.search || undefined,
  })
  return (
    <>
      <DataTable<Recipient>
        table={table}
        source={source}
        columns={columns}
        label={t('recipients.title')}
        rowKey={(row) => row.id}
        rowName={(row) => row.name ?? row.email}
        onOpen={(row) => setOpened(row.id)}
        height={600}
        filters={[
          {
            key: 'state',
            label: t('fields.status'),
            single: true,
            options: RECIPIENT_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          ...(campaign.fallbackCounts
            ? [
                {
                  key: 'stage',
                  label: t('fields.stage'),
                  single: true,
                  options: [
                    { value: '1', label: t('recipient.first') },
                    { value: '2', label: t('recipient.second') },
                  ],
                },
              ]
            : []),
        ]}
        tools={
          <DownloadMenu
            label={t('download.results')}
            name={t('download.resultsOf', { name: campaign.name })}
            fetch={(format, signal) =>
              client.campaigns.recipients.exportResults({ campaignId: campaign.id, format }, { signal })
            }
          />
        }
        {...(campaign.actions.includes('retry_failed') && {
          bulk: ({ rows, clear }) => (
            <Button
              size="xs"
              variant="default"
              disabled={!rows.some(({ state }) => state === 'failed')}
              onClick={() =>
                void retry(rows.filter(({ state }) => state === 'failed').map(({ id }) => id)).then(clear)
              }
            >
              {t('retry.confirm')}
            </Button>
          ),
        })}
        empty={<EmptyState icon={IconUsers} title={t('recipients.none')} />}
      />
      <RecipientPanel campaignId={campaign.id} recipientId={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}

import { Button } from '@mantine/core'
import { IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { ConfirmButton } from '../../../../components/feedback/confirm.tsx'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { DataTable } from '../../../../components/table/data-table.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import { useTable } from '../../../../components/table/table-state.ts'
import { useRecipientColumns } from '../../recipient/recipient-columns.tsx'
import { RecipientPanel } from '../../recipient/recipient-panel.tsx'
import type { OpenDraft } from '../draft.ts'
import classes from './recipients.module.css'

const draftStates = ['waiting', 'excluded'] as const

/** The recipients of the draft: who they are and what the message will know of them. */
export function RecipientsPreview({ draft, onAnother }: { draft: OpenDraft; onAnother: () => void }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const queryClient = useQueryClient()
  const table = useTable('recipients')
  const columns = useRecipientColumns('draft')
  const [opened, setOpened] = useState<string>()
  const { counts } = draft.campaign
  const source = useRows(orpc.campaigns.recipients.list, {
    campaignId: draft.id,
    state: table.choice('state', draftStates),
    search: table.search || undefined,
  })
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
  const change = useMutation({
    mutationFn: ({ ids, to }: { ids: string[]; to: 'exclude' | 'include' }) =>
      client.campaigns.recipients[to]({ campaignId: draft.id, recipientIds: ids }),
    onSuccess: refresh,
  })
  return (
    <Section
      title={t('recipients.title')}
      text={t(counts.excluded > 0 ? 'recipients.summaryOut' : 'recipients.summary', {
        count: counts.recipients,
        formatted: format.number(counts.recipients),
        excluded: format.number(counts.excluded),
      })}
      actions={
        <ConfirmButton
          leftSection={<IconTrash size={16} />}
          title={t('recipients.clearTitle')}
          text={t('recipients.clearText', { formatted: format.number(counts.recipients + counts.excluded) })}
          confirm={t('recipients.clear')}
          danger
          run={async () => {
            await client.campaigns.recipients.clear({ campaignId: draft.id })
            await refresh()
            onAnother()
          }}
        >
          {t('recipients.clear')}
        </ConfirmButton>
      }
    >
      <div className={classes.preview}>
        <DataTable
          table={table}
          source={source}
          columns={columns}
          label={t('recipients.title')}
          rowKey={(row) => row.id}
          rowName={(row) => row.name ?? row.email}
          onOpen={(row) => setOpened(row.id)}
          height={440}
          filters={[
            {
              key: 'state',
              label: t('fields.status'),
              single: true,
              options: draftStates.map((value) => ({
                value,
                label: t(value === 'waiting' ? 'state.included' : 'state.excluded'),
              })),
            },
          ]}
          bulk={({ ids, clear }) => (
            <>
              <Button
                size="xs"
                variant="default"
                onClick={() => change.mutate({ ids, to: 'exclude' }, { onSuccess: clear })}
              >
                {t('recipients.exclude')}
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => change.mutate({ ids, to: 'include' }, { onSuccess: clear })}
              >
                {t('recipients.include')}
              </Button>
            </>
          )}
          empty={<EmptyState compact icon={IconUsers} title={t('recipients.none')} />}
        />
      </div>
      <RecipientPanel campaignId={draft.id} recipientId={opened} onClose={() => setOpened(undefined)} />
    </Section>
  )
}

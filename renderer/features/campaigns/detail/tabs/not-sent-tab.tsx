import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { RecipientState } from '../../../../../shared/domain/campaigns.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { DataTable } from '../../../../components/table/data-table.tsx'
import { useRows } from '../../../../components/table/rows.ts'
import { useTable } from '../../../../components/table/table-state.ts'
import { StatusBadge } from '../../../../components/values/status-badge.tsx'
import { DownloadMenu } from '../../../../components/actions/download-menu.tsx'
import { recipientLooks } from '../../looks.ts'
import { useRecipientColumns } from '../../recipient/recipient-columns.tsx'
import { RecipientPanel } from '../../recipient/recipient-panel.tsx'
import { reasonWord } from '../../words.ts'
import classes from '../detail.module.css'

interface Chosen {
  state: RecipientState
  reason: string
}

/** Who was not sent the message, and why: counted by reason, listed, and as a file. */
export function NotSentTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const [chosen, setChosen] = useState<Chosen>()
  const counts = useQuery(
    orpc.campaigns.recipients.notSent.queryOptions({ input: { campaignId: campaign.id } }),
  )
  if (counts.isPending) return <Skeleton height={320} />
  if (!counts.data) return <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />
  const { total, reasons } = counts.data
  if (total === 0) {
    return (
      <Section>
        <EmptyState icon={IconCircleCheck} title={t('notSent.noneTitle')} text={t('notSent.noneText')} />
      </Section>
    )
  }
  const same = (row: Chosen): boolean => row.state === chosen?.state && row.reason === chosen.reason
  return (
    <>
      <Section
        title={t('notSent.title', { count: total, formatted: format.number(total) })}
        text={t('notSent.text')}
        flush
        actions={
          <>
            {chosen && (
              <Button variant="subtle" color="gray" onClick={() => setChosen(undefined)}>
                {t('notSent.all')}
              </Button>
            )}
            <DownloadMenu
              label={t('download.list')}
              name={t('download.notSentOf', { name: campaign.name })}
              fetch={(kind, signal) =>
                client.campaigns.recipients.exportNotSent(
                  { campaignId: campaign.id, format: kind },
                  { signal },
                )
              }
            />
          </>
        }
      >
        <ul className={classes.reasonList}>
          {reasons.map((row) => (
            <li key={`${row.state}-${row.reason}`}>
              <button
                type="button"
                aria-pressed={same(row)}
                onClick={() => setChosen(same(row) ? undefined : { state: row.state, reason: row.reason })}
              >
                <span>
                  <StatusBadge of={recipientLooks} value={row.state} />
                </span>
                <span>{reasonWord(row.reason)}</span>
                <span className={classes.count}>{format.number(row.count)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <List campaign={campaign} chosen={chosen} />
    </>
  )
}

function List({ campaign, chosen }: { campaign: CampaignDetail; chosen: Chosen | undefined }) {
  const { t } = useTranslation('campaigns')
  const table = useTable('notSent')
  const columns = useRecipientColumns('sent')
  const [opened, setOpened] = useState<string>()
  const source = useRows(orpc.campaigns.recipients.notSentList, {
    campaignId: campaign.id,
    state: chosen?.state,
    reason: chosen?.reason || undefined,
  })
  return (
    <>
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('tab.not-sent')}
        rowKey={(row) => row.id}
        rowName={(row) => row.name ?? row.email}
        onOpen={(row) => setOpened(row.id)}
        height={520}
        searchable={false}
        empty={<EmptyState compact icon={IconCircleCheck} title={t('notSent.noneTitle')} />}
      />
      <RecipientPanel campaignId={campaign.id} recipientId={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}

import { Button } from '@mantine/core'
import { IconPlus, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignSummary } from '../../../../shared/contract/campaigns/model.ts'
import { CAMPAIGN_STATUSES } from '../../../../shared/domain/campaigns.ts'
import { orpc } from '../../../app/client.ts'
import { Can, useCan } from '../../../app/session.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { DataTable } from '../../../components/table/data-table.tsx'
import type { Filter } from '../../../components/table/filters.tsx'
import { useRows } from '../../../components/table/rows.ts'
import { useTable } from '../../../components/table/table-state.ts'
import { useCampaignColumns } from './columns.tsx'
import { useNewCampaign } from './new-campaign.ts'

/** Every campaign, newest first: where each stands and when it goes on. */
export function CampaignsPage() {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const table = useTable('campaigns')
  const columns = useCampaignColumns()
  const filters = useFilters()
  const source = useRows(orpc.campaigns.list, {
    status: table.choice('status', CAMPAIGN_STATUSES),
    clientId: table.values('client')?.[0],
    search: table.search || undefined,
  })
  const open = (campaign: CampaignSummary): void =>
    void (campaign.status === 'draft'
      ? navigate({
          to: '/campaigns/$campaignId/wizard/$step',
          params: { campaignId: campaign.id, step: campaign.step },
        })
      : navigate({ to: '/campaigns/$campaignId/$tab', params: { campaignId: campaign.id, tab: 'progress' } }))

  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={t('help')}
        actions={
          <Can do="campaigns:write">
            <NewCampaignButton />
          </Can>
        }
      />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('title')}
        rowKey={(campaign) => campaign.id}
        rowName={(campaign) => campaign.name}
        onOpen={open}
        filters={filters}
        empty={
          <EmptyState
            icon={IconSend}
            title={t('list.emptyTitle')}
            text={t('list.emptyText')}
            action={
              <Can do="campaigns:write">
                <NewCampaignButton />
              </Can>
            }
          />
        }
      />
    </Page>
  )
}

function NewCampaignButton() {
  const { t } = useTranslation('campaigns')
  const create = useNewCampaign()
  return (
    <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={() => create.mutate()}>
      {t('new')}
    </Button>
  )
}

function useFilters(): Filter[] {
  const { t } = useTranslation('campaigns')
  const seesClients = useCan('clients:read')
  const clients = useQuery({
    ...orpc.clients.list.queryOptions({ input: { limit: 200 } }),
    enabled: seesClients,
  })
  const names = clients.data?.items
  return useMemo(() => {
    const status: Filter = {
      key: 'status',
      label: t('fields.status'),
      single: true,
      options: CAMPAIGN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    }
    if (!names || names.length === 0) return [status]
    const options = names.map(({ id, name }) => ({ value: id, label: name }))
    return [status, { key: 'client', label: t('fields.client'), single: true, options }]
  }, [t, names])
}

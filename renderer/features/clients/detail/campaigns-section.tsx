import { Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'
import { pathTo } from '../../../app/paths.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { campaignLooks } from '../../campaigns/looks.ts'
import classes from '../clients.module.css'

const SHOWN = 5

/** The latest campaigns made for a client. */
export function CampaignsSection({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const query = useQuery(orpc.campaigns.list.queryOptions({ input: { clientId: client.id, limit: SHOWN } }))
  const campaigns = query.data?.items ?? []
  const all = campaigns.length > 0 && (
    <Anchor
      size="sm"
      component={Link}
      to="/campaigns"
      search={{ campaigns: { filters: { client: [client.id] } } } as never}
    >
      {t('detail.campaignsAll')}
    </Anchor>
  )
  return (
    <Section title={t('detail.campaigns')} actions={all} flush={campaigns.length > 0}>
      {query.isPending && <Skeleton height={24} />}
      {query.isError && <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && campaigns.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('detail.campaignsEmpty')}
        </Text>
      )}
      {campaigns.length > 0 && (
        <ul className={classes.campaigns}>
          {campaigns.map(({ id, name, status, step }) => (
            <li key={id} className={classes.campaign}>
              <Anchor
                component={Link}
                to={pathTo(
                  status === 'draft' ? `/campaigns/${id}/wizard/${step}` : `/campaigns/${id}/progress`,
                )}
              >
                {name}
              </Anchor>
              <StatusBadge of={campaignLooks} value={status} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

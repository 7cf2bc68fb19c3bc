import { Button, Menu, Skeleton } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { pathTo } from '../../../app/paths.ts'
import { Can } from '../../../app/session.tsx'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import classes from '../clients.module.css'
import { CampaignsSection } from './campaigns-section.tsx'
import { ContactsSection } from './contacts-section.tsx'
import { FactsSection } from './facts-section.tsx'
import { NotesSection } from './notes-section.tsx'
import { QuickEdits } from './quick-edits.tsx'
import { TagsSection } from './tags-section.tsx'
import { TimelineSection } from './timeline-section.tsx'
import { useDeleteClient } from './use-delete-client.ts'

/** One client: where it stands, whom to write to, and what happened. */
export function ClientPage() {
  const { t } = useTranslation('clients')
  const { clientId } = useParams({ from: '/shell/clients/$clientId' })
  const query = useQuery(orpc.clients.get.queryOptions({ input: { id: clientId } }))
  const client = query.data
  const back = { label: t('title'), to: '/clients' }
  if (query.isError && !client)
    return (
      <Page>
        <PageHeader title={t('title')} back={back} />
        <ErrorState
          error={query.error}
          onRetry={explain(query.error).code === 'NOT_FOUND' ? undefined : () => void query.refetch()}
          action={
            <Button component={Link} to="/clients">
              {t('palette.list')}
            </Button>
          }
        />
      </Page>
    )
  if (!client) return <Loading />
  return (
    <Page>
      <PageHeader title={client.name} back={back} actions={<Actions client={client} />}>
        <QuickEdits client={client} />
      </PageHeader>
      <div className={classes.columns}>
        <ContactsSection client={client} />
        <div className={classes.side}>
          <FactsSection client={client} />
          <TagsSection client={client} />
          <NotesSection client={client} />
          <Can do="campaigns:read">
            <CampaignsSection client={client} />
          </Can>
        </div>
        <TimelineSection clientId={client.id} />
      </div>
    </Page>
  )
}

function Actions({ client }: { client: Client }) {
  const { t } = useTranslation(['clients', 'common'])
  const remove = useDeleteClient()
  return (
    <Can do="clients:write">
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <IconButton variant="default" size="lg" label={t('common:actions.more')} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove(client)}
          >
            {t('detail.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        component={Link}
        to={pathTo(`/clients/${client.id}/edit`)}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {t('common:actions.edit')}
      </Button>
    </Can>
  )
}

function Loading() {
  return (
    <Page>
      <Skeleton height={32} width={320} mb={12} />
      <Skeleton height={32} width={480} mb={20} />
      <div className={classes.columns} aria-hidden>
        <Skeleton height={180} />
        <div className={classes.side}>
          <Skeleton height={160} />
          <Skeleton height={96} />
        </div>
        <Skeleton height={280} />
      </div>
    </Page>
  )
}

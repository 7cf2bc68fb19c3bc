import { Button, Menu } from '@mantine/core'
import { IconDots, IconFileImport, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'
import { Can, useCan } from '../../../app/session.tsx'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { DataTable } from '../../../components/table/data-table.tsx'
import { useRows } from '../../../components/table/rows.ts'
import { useTable } from '../../../components/table/table-state.ts'
import { BulkActions } from './bulk-actions.tsx'
import { useClientColumns } from './columns.tsx'
import { askedOf, useClientFilters } from './filters.ts'

const idOf = (client: Client): string => client.id
const nameOf = (client: Client): string => client.name

/** Every client the person may see: found, filtered, and changed several at once. */
export function ClientsPage() {
  const { t } = useTranslation('clients')
  const navigate = useNavigate()
  const mayWrite = useCan('clients:write')
  const table = useTable('clients', { sort: { key: 'name', direction: 'asc' } })
  const columns = useClientColumns()
  const filters = useClientFilters()
  const source = useRows(orpc.clients.list, askedOf(table))

  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={t('help')}
        actions={
          <Can do="clients:write">
            <MoreMenu />
            <ImportButton />
            <NewButton />
          </Can>
        }
      />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('title')}
        rowKey={idOf}
        rowName={nameOf}
        onOpen={({ id }) => void navigate({ to: '/clients/$clientId', params: { clientId: id } })}
        filters={filters}
        bulk={mayWrite ? (selection) => <BulkActions selection={selection} columns={columns} /> : undefined}
        empty={<NoClients />}
      />
    </Page>
  )
}

function NoClients() {
  const { t } = useTranslation('clients')
  const seesAll = useCan('clients:assign')
  return (
    <EmptyState
      icon={IconUsers}
      title={t(seesAll ? 'list.emptyTitle' : 'list.emptyAssignedTitle')}
      text={t(seesAll ? 'list.emptyText' : 'list.emptyAssignedText')}
      action={
        <Can do="clients:write">
          <ImportButton />
          <NewButton />
        </Can>
      }
    />
  )
}

function NewButton() {
  const { t } = useTranslation('clients')
  return (
    <Button component={Link} to="/clients/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('new')}
    </Button>
  )
}

function ImportButton() {
  const { t } = useTranslation('clients')
  return (
    <Button
      component={Link}
      to="/clients/import"
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      {t('importAction')}
    </Button>
  )
}

function MoreMenu() {
  const { t } = useTranslation(['clients', 'common'])
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton variant="default" size="lg" label={t('common:actions.more')} icon={IconDots} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/clients/deleted" leftSection={<IconTrash size={16} aria-hidden />}>
          {t('deletedLink')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

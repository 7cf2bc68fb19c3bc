import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeletedClient } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'
import { explain, explainIssue } from '../../../app/errors.ts'
import { useFormat } from '../../../app/format.ts'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { DataTable } from '../../../components/table/data-table.tsx'
import { useRows } from '../../../components/table/rows.ts'
import { useTable } from '../../../components/table/table-state.ts'
import { DateTime } from '../../../components/values/date-time.tsx'
import classes from '../clients.module.css'

const idOf = (client: DeletedClient): string => client.id
const nameOf = (client: DeletedClient): string => client.name

/** Deleted clients, each to be restored with all that hangs below it. */
export function DeletedClientsPage() {
  const { t } = useTranslation('clients')
  const table = useTable('deleted-clients')
  const source = useRows(orpc.clients.deleted, { search: table.search || undefined })
  const columns = useColumns()
  return (
    <Page fill>
      <PageHeader
        title={t('trash.title')}
        subtitle={t('trash.subtitle')}
        back={{ label: t('title'), to: '/clients' }}
      />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('trash.title')}
        rowKey={idOf}
        rowName={nameOf}
        empty={<EmptyState icon={IconTrash} title={t('trash.emptyTitle')} text={t('trash.emptyText')} />}
      />
    </Page>
  )
}

function useColumns(): Column<DeletedClient>[] {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const { mutate, isPending } = useMutation(
    orpc.clients.restore.mutationOptions({
      onSuccess: ({ name }) => notifications.show({ message: t('detail.restored', { name }) }),
      onError: (error) => {
        const { issues, message } = explain(error)
        const [first] = issues
        notifications.show({ color: 'red', message: first ? explainIssue(first) : message })
      },
    }),
  )
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('fields.name'),
        cell: (client) => <span className={classes.name}>{client.name}</span>,
        fixed: true,
        width: 220,
        grow: 3,
      },
      {
        key: 'taxId',
        title: t('fields.taxId'),
        cell: (client) => client.taxIdShown ?? <span aria-hidden>–</span>,
        width: 148,
      },
      {
        key: 'contacts',
        title: t('fields.contacts'),
        cell: (client) => format.number(client.contacts),
        align: 'end',
        width: 96,
        grow: 0,
      },
      {
        key: 'deletedAt',
        title: t('trash.deletedAt'),
        cell: (client) => <DateTime at={client.deletedAt} />,
        width: 148,
        grow: 0,
      },
      {
        key: 'deletedBy',
        title: t('trash.deletedBy'),
        cell: (client) => client.deletedBy ?? <span aria-hidden>–</span>,
        width: 160,
      },
      {
        key: 'restore',
        title: t('trash.restore'),
        cell: (client) => (
          <Button
            size="compact-sm"
            variant="default"
            disabled={isPending}
            aria-label={t('trash.restoreNamed', { name: client.name })}
            onClick={() => mutate({ id: client.id })}
          >
            {t('trash.restore')}
          </Button>
        ),
        fixed: true,
        width: 120,
        grow: 0,
        card: 'corner',
      },
    ],
    [t, format, mutate, isPending],
  )
}

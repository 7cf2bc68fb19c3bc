import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { isTaxIdCountry, taxIdKind } from '../../../../shared/domain/tax-ids.ts'
import { useFormat } from '../../../app/format.ts'
import { useSession } from '../../../app/session.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { DateTime } from '../../../components/values/date-time.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import classes from '../clients.module.css'
import { HealthMeter } from '../health-meter.tsx'
import { stageLooks } from '../looks.ts'
import { TagList } from '../tag-list.tsx'

/** The columns of the list of clients. */
export function useClientColumns(): Column<Client>[] {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const { country } = useSession().workspace
  const kind = isTaxIdCountry(country) ? taxIdKind(country) : undefined
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('fields.name'),
        cell: (client) => <span className={classes.name}>{client.name}</span>,
        csv: (client) => client.name,
        sortable: true,
        fixed: true,
        width: 192,
        grow: 3,
      },
      {
        key: 'taxId',
        title: kind ?? t('fields.taxId'),
        cell: (client) => client.taxIdShown ?? <span aria-hidden>–</span>,
        csv: (client) => client.taxIdShown,
        width: kind ? 128 : 148,
        grow: 0,
      },
      {
        key: 'stage',
        title: t('fields.stage'),
        cell: (client) => <StatusBadge of={stageLooks} value={client.stage} />,
        csv: (client) => t(`stage.${client.stage}`),
        width: 154,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'health',
        title: t('fields.health'),
        cell: (client) => <HealthMeter value={client.health} />,
        csv: (client) => client.health,
        sortable: true,
        width: 116,
        grow: 0,
      },
      {
        key: 'assignee',
        title: t('fields.assignee'),
        cell: (client) => client.assigneeName ?? <span className={classes.unset}>{t('notAssigned')}</span>,
        csv: (client) => client.assigneeName,
        width: 132,
        grow: 1,
      },
      {
        key: 'tags',
        title: t('fields.tags'),
        cell: (client) => <TagList tags={client.tags} />,
        csv: (client) => client.tags.join(', '),
        width: 140,
      },
      {
        key: 'contacts',
        title: t('fields.contacts'),
        cell: (client) => format.number(client.contacts),
        csv: (client) => client.contacts,
        align: 'end',
        width: 88,
        grow: 0,
      },
      {
        key: 'lastActivityAt',
        title: t('fields.activity'),
        cell: (client) => <DateTime at={client.lastActivityAt} />,
        csv: (client) => (client.lastActivityAt === null ? null : format.dateTime(client.lastActivityAt)),
        sortable: true,
        width: 148,
        grow: 0,
      },
      {
        key: 'updatedAt',
        title: t('fields.updated'),
        cell: (client) => <DateTime at={client.updatedAt} as="dateTime" />,
        csv: (client) => format.dateTime(client.updatedAt),
        sortable: true,
        optional: true,
        width: 160,
        grow: 0,
      },
      {
        key: 'createdAt',
        title: t('fields.created'),
        cell: (client) => <DateTime at={client.createdAt} as="date" />,
        csv: (client) => format.date(client.createdAt),
        optional: true,
        width: 128,
        grow: 0,
      },
    ],
    [t, format, kind],
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../../../shared/contract/campaigns/recipients.ts'
import { useFormat } from '../../../app/format.ts'
import type { Column } from '../../../components/table/columns.ts'
import { DateTime } from '../../../components/values/date-time.tsx'
import { Money } from '../../../components/values/money.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { draftLooks, recipientLooks } from '../looks.ts'
import { reasonWord } from '../words.ts'

/** Columns of recipients: of a draft (who they are) or of a launched campaign (what became of them). */
export function useRecipientColumns(of: 'draft' | 'sent'): Column<Recipient>[] {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return useMemo<Column<Recipient>[]>(() => {
    const who: Column<Recipient>[] = [
      {
        key: 'name',
        title: t('fields.recipient'),
        cell: (row) => row.name ?? row.email,
        fixed: true,
        grow: 2,
        csv: (row) => row.name,
      },
      { key: 'email', title: t('fields.email'), cell: (row) => row.email, grow: 2, csv: (row) => row.email },
      {
        key: 'state',
        title: t('fields.status'),
        cell: (row) => <StatusBadge of={of === 'draft' ? draftLooks : recipientLooks} value={row.state} />,
        width: 136,
        grow: 0,
        card: 'corner',
        csv: (row) => t(of === 'draft' && row.state === 'waiting' ? 'state.included' : `state.${row.state}`),
      },
      {
        key: 'reason',
        title: t('fields.reason'),
        width: 200,
        grow: 2,
        cell: (row) => (row.reason ? reasonWord(row.reason) : ''),
        optional: of === 'draft',
        csv: (row) => (row.reason ? reasonWord(row.reason) : ''),
      },
    ]
    const debt: Column<Recipient>[] = [
      {
        key: 'amount',
        title: t('fields.amount'),
        cell: (row) => row.amount && <Money minor={row.amount.minor} currency={row.amount.currency} />,
        align: 'end',
        width: of === 'draft' ? 168 : 132,
        grow: 0,
        csv: (row) => row.amount && format.money(row.amount.minor, row.amount.currency),
      },
      {
        key: 'dueOn',
        title: t('fields.dueOn'),
        cell: (row) => row.dueOn && format.date(row.dueOn),
        width: 120,
        grow: 0,
        optional: of === 'sent',
        csv: (row) => row.dueOn,
      },
      {
        key: 'invoices',
        title: t('fields.invoices'),
        cell: (row) => format.number(row.invoices),
        align: 'end',
        width: 92,
        grow: 0,
        optional: of === 'sent',
        csv: (row) => row.invoices,
      },
      {
        key: 'taxId',
        title: t('fields.taxId'),
        cell: (row) => row.taxId,
        optional: true,
        csv: (row) => row.taxId,
      },
    ]
    if (of === 'draft') return [...who, ...debt]
    return [
      ...who,
      ...debt,
      {
        key: 'at',
        title: t('fields.at'),
        cell: (row) => <DateTime at={row.at ?? row.dueAt} as="dateTime" />,
        width: 168,
        grow: 0,
        csv: (row) => row.at && new Date(row.at).toISOString(),
      },
      {
        key: 'attempts',
        title: t('fields.attempts'),
        cell: (row) => format.number(row.attempts),
        align: 'end',
        width: 84,
        optional: true,
        csv: (row) => row.attempts,
      },
    ]
  }, [t, format, of])
}

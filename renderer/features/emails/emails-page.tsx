import { Text } from '@mantine/core'
import { IconMailFast } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { emailKinds, type EmailRow, emailStatuses } from '../../../shared/contract/emails.ts'
import { orpc } from '../../app/client.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import { useRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { faultSentence } from '../mail/faults.ts'
import { EmailPanel } from './email-panel.tsx'
import { emailLooks } from './looks.ts'

/** The log of single messages: what was sent to whom, and what became of it. */
export function EmailsPage() {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  const { id } = useSearch({ from: '/shell/emails' })
  const table = useTable('emails')
  const source = useRows(orpc.emails.list, {
    q: table.search || undefined,
    status: table.choices('status', emailStatuses),
    kind: table.choices('kind', emailKinds),
  })
  const columns = useColumns()
  const open = (next: string | undefined): void =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, id: next }),
      replace: id !== undefined,
    })
  return (
    <Page fill>
      <PageHeader title={t('title')} subtitle={t('subtitle')} help={<Text>{t('help')}</Text>} />
      <DataTable
        table={table}
        source={source}
        columns={columns}
        label={t('title')}
        rowKey={(row) => row.id}
        rowName={(row) => row.subject}
        onOpen={(row) => open(row.id)}
        filters={[
          {
            key: 'status',
            label: t('fields.status'),
            options: emailStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
          {
            key: 'kind',
            label: t('fields.kind'),
            options: emailKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
        ]}
        empty={<EmptyState icon={IconMailFast} title={t('empty.title')} text={t('empty.text')} />}
      />
      <EmailPanel id={id} onOpen={open} onClose={() => open(undefined)} />
    </Page>
  )
}

function useColumns(): Column<EmailRow>[] {
  const { t } = useTranslation('emails')
  const { t: tMail } = useTranslation('mail')
  return useMemo(
    () => [
      {
        key: 'to',
        title: t('fields.to'),
        cell: (row) => addresses(row),
        csv: (row) => addresses(row),
        fixed: true,
        grow: 2,
      },
      {
        key: 'subject',
        title: t('fields.subject'),
        cell: (row) => row.subject || t('noSubject'),
        csv: (row) => row.subject,
        grow: 3,
      },
      {
        key: 'status',
        title: t('fields.status'),
        cell: (row) => <StatusBadge of={emailLooks} value={row.status} />,
        csv: (row) => t(`status.${row.status}`),
        card: 'corner',
        width: 140,
        grow: 0,
      },
      {
        key: 'error',
        title: t('fields.error'),
        cell: (row) => (row.errorReason === null ? null : faultSentence(tMail, row.errorReason)),
        csv: (row) => (row.errorReason === null ? '' : faultSentence(tMail, row.errorReason)),
        grow: 2,
        card: 'none',
      },
      {
        key: 'kind',
        title: t('fields.kind'),
        cell: (row) => t(`kind.${row.kind}`),
        csv: (row) => t(`kind.${row.kind}`),
        width: 110,
        grow: 0,
        card: 'none',
      },
      {
        key: 'account',
        title: t('fields.account'),
        cell: (row) => row.accountName,
        csv: (row) => row.accountName,
        optional: true,
      },
      {
        key: 'attempts',
        title: t('fields.attempts'),
        cell: (row) => row.attempts,
        csv: (row) => row.attempts,
        align: 'end',
        width: 90,
        grow: 0,
        optional: true,
      },
      {
        key: 'nextAttempt',
        title: t('fields.nextAttempt'),
        cell: (row) =>
          row.status === 'queued' && row.attempts > 0 ? <DateTime at={row.nextAttemptAt} /> : null,
        width: 130,
        grow: 0,
        optional: true,
      },
      {
        key: 'opened',
        title: t('fields.opened'),
        cell: (row) => (row.openedAt === null ? null : <DateTime at={row.openedAt} />),
        width: 120,
        grow: 0,
        optional: true,
      },
      {
        key: 'created',
        title: t('fields.created'),
        cell: (row) => <DateTime at={row.createdAt} />,
        csv: (row) => new Date(row.createdAt).toISOString(),
        width: 130,
        grow: 0,
      },
    ],
    [t, tMail],
  )
}

function addresses(row: EmailRow): string {
  return row.to.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
}

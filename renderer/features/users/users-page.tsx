import { Button } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../../shared/contract/users.ts'
import { roles } from '../../../shared/domain/permissions.ts'
import { orpc } from '../../app/client.ts'
import { translate } from '../../app/i18n.ts'
import { Can, useCan, useSession } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/data-table.tsx'
import { useRows } from '../../components/table/rows.ts'
import { useTable } from '../../components/table/table-state.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge, ToneBadge } from '../../components/values/status-badge.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { stateOf, userLooks } from './looks.ts'
import { UserPanel } from './user-panel.tsx'
import classes from './users.module.css'

/** Who works here: adding, roles, passwords, closing accounts. */
export function UsersPage() {
  const { t } = useTranslation('users')
  const manages = useCan('users:manage')
  const [shown, setShown] = useState<string>()
  const table = useTable('users')
  const active = table.choice('state', ['active', 'inactive'])
  const source = useRows(orpc.users.list, {
    search: table.search || undefined,
    role: table.choice('role', roles),
    active: active && active === 'active',
  })
  return (
    <SettingsPage
      section="users"
      width="wide"
      fill
      title={t('title')}
      subtitle={t('subtitle')}
      help={t('help')}
      actions={
        <Can do="users:manage">
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setShown('new')}>
            {t('add')}
          </Button>
        </Can>
      }
    >
      <DataTable
        table={table}
        source={source}
        columns={useColumns()}
        filters={[
          {
            key: 'role',
            label: t('columns.role'),
            single: true,
            options: roles.map((value) => ({ value, label: translate(`shell:user.role.${value}`) })),
          },
          {
            key: 'state',
            label: t('columns.state'),
            single: true,
            options: (['active', 'inactive'] as const).map((value) => ({
              value,
              label: t(`state.${value}`),
            })),
          },
        ]}
        label={t('title')}
        rowKey={(user) => user.id}
        rowName={(user) => user.name}
        onOpen={manages ? (user) => setShown(user.id) : undefined}
        empty={<EmptyState icon={IconUsers} title={t('empty')} />}
      />
      <UserPanel id={shown} onClose={() => setShown(undefined)} />
    </SettingsPage>
  )
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation('users')
  const { user: self } = useSession()
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('columns.name'),
        cell: (user) => (
          <span className={classes.name}>
            {user.name}
            {user.id === self.id && <ToneBadge tone="info" label={t('you')} />}
          </span>
        ),
        csv: (user) => user.name,
        fixed: true,
        width: 220,
        grow: 2,
      },
      {
        key: 'signInName',
        title: t('columns.signInName'),
        cell: (user) => user.signInName,
        csv: (user) => user.signInName,
        width: 130,
      },
      {
        key: 'role',
        title: t('columns.role'),
        cell: (user) => translate(`shell:user.role.${user.role}`),
        csv: (user) => user.role,
        width: 130,
      },
      {
        key: 'state',
        title: t('columns.state'),
        cell: (user) => <StatusBadge of={userLooks} value={stateOf(user)} />,
        csv: (user) => t(`state.${stateOf(user)}`),
        width: 150,
        grow: 0,
        card: 'corner',
      },
      {
        key: 'clients',
        title: t('columns.clients'),
        align: 'end',
        cell: (user) => user.clients,
        csv: (user) => user.clients,
        width: 90,
        grow: 0,
      },
      {
        key: 'lastSignIn',
        title: t('columns.lastSignIn'),
        cell: (user) => (user.lastSignInAt === null ? t('never') : <DateTime at={user.lastSignInAt} />),
        csv: (user) => user.lastSignInAt && new Date(user.lastSignInAt).toISOString(),
        width: 140,
      },
      {
        key: 'email',
        title: t('columns.email'),
        cell: (user) => user.email,
        csv: (user) => user.email,
        optional: true,
        width: 200,
      },
    ],
    [t, self.id],
  )
}

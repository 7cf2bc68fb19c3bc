import { Alert, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PermissionTable } from '../../../shared/contract/users.ts'
import { client, orpc } from '../../app/client.ts'
import { useCan } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { PermissionMatrix } from './permission-matrix.tsx'

/** What each role may do, and what was changed from the usual. */
export function RolesPage() {
  const { t } = useTranslation('users')
  const manages = useCan('users:manage')
  const table = useQuery(orpc.users.permissions.queryOptions())
  const changes = table.data ? changesOf(table.data) : []
  return (
    <SettingsPage
      section="roles"
      title={t('roles.title')}
      subtitle={t('roles.subtitle')}
      help={t('roles.help')}
      actions={
        manages &&
        changes.length > 0 && (
          <ConfirmButton
            title={t('roles.restoreTitle')}
            text={t('roles.restoreText', { count: changes.length })}
            confirm={t('roles.restoreAll')}
            run={async () => {
              for (const change of changes) await client.users.setPermission({ ...change, granted: null })
            }}
          >
            {t('roles.restoreAll')}
          </ConfirmButton>
        )
      }
    >
      {!manages && (
        <Alert color="gray" mb={16}>
          {t('roles.readOnly')}
        </Alert>
      )}
      {table.isPending ? (
        <Skeleton height={480} radius="md" />
      ) : table.data ? (
        <PermissionMatrix table={table.data} editable={manages} />
      ) : (
        <ErrorState error={table.error} onRetry={() => void table.refetch()} />
      )}
    </SettingsPage>
  )
}

function changesOf({ roles, permissions }: PermissionTable) {
  return permissions.flatMap(({ permission, roles: cells }) =>
    roles.flatMap((role) => {
      const cell = cells[role]
      return cell && cell.granted !== cell.usual ? [{ role, permission }] : []
    }),
  )
}

import { Checkbox, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { PermissionTable } from '../../../shared/contract/users.ts'
import type { Permission, Role } from '../../../shared/domain/permissions.ts'
import { orpc } from '../../app/client.ts'
import { translate } from '../../app/i18n.ts'
import classes from './users.module.css'
import { groupName, permissionGroups, permissionName } from './words.ts'

interface Change {
  role: Role
  permission: Permission
  granted: boolean
}

/** Permissions down, roles across; a dot marks what differs from the usual. */
export function PermissionMatrix({ table, editable }: { table: PermissionTable; editable: boolean }) {
  const { t } = useTranslation('users')
  const set = useSetPermission()
  const cells = new Map(table.permissions.map(({ permission, roles }) => [permission, roles]))
  return (
    <div className={classes.matrixFrame}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {table.roles.map((role) => (
              <th key={role} scope="col" className={classes.role}>
                {translate(`shell:user.role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissionGroups(table.permissions.map(({ permission }) => permission)).map(({ group, items }) => (
            <Fragment key={group}>
              <tr className={classes.groupRow}>
                <th scope="rowgroup" colSpan={table.roles.length + 1}>
                  {groupName(group)}
                </th>
              </tr>
              {items.map((permission) => (
                <tr key={permission}>
                  <th scope="row">{permissionName(permission)}</th>
                  {table.roles.map((role) => (
                    <td key={role} className={classes.role}>
                      <Cell
                        cell={cells.get(permission)?.[role]}
                        label={t('roles.cell', {
                          permission: permissionName(permission),
                          role: translate(`shell:user.role.${role}`),
                        })}
                        editable={editable}
                        onChange={(granted) => set({ role, permission, granted })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  cell: PermissionTable['permissions'][number]['roles'][Role] | undefined
  label: string
  editable: boolean
  onChange: (granted: boolean) => void
}

function Cell({ cell, label, editable, onChange }: CellProps) {
  const { t } = useTranslation('users')
  if (!cell) return null
  const changed = cell.granted !== cell.usual
  const box = (
    <span className={classes.cell}>
      <Checkbox
        aria-label={changed ? `${label} (${t('roles.changed')})` : label}
        checked={cell.granted}
        disabled={!editable || cell.fixed}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {changed && <span className={classes.changed} aria-hidden />}
    </span>
  )
  if (!cell.fixed && !changed) return box
  return <Tooltip label={cell.fixed ? t('roles.fixed') : t('roles.changed')}>{box}</Tooltip>
}

/** Changes a permission at once, and offers to undo it. */
function useSetPermission(): (change: Change) => void {
  const { t } = useTranslation('users')
  const queryClient = useQueryClient()
  const key = orpc.users.permissions.queryKey()
  const { mutate } = useMutation(
    orpc.users.setPermission.mutationOptions({
      onMutate: ({ role, permission, granted }) =>
        queryClient.setQueryData(
          key,
          (before) =>
            before && {
              ...before,
              permissions: before.permissions.map((row) => {
                const cell = row.roles[role]
                return row.permission === permission && cell
                  ? { ...row, roles: { ...row.roles, [role]: { ...cell, granted: granted ?? cell.usual } } }
                  : row
              }),
            },
        ),
      onSuccess: (table) => queryClient.setQueryData(key, table),
      onSettled: (_table, error) => {
        if (error) void queryClient.invalidateQueries({ queryKey: key })
      },
    }),
  )
  return (change) => {
    const { role, permission, granted } = change
    const words = { role: translate(`shell:user.role.${role}`), permission: permissionName(permission) }
    mutate(change, {
      onSuccess: () =>
        notifications.show({ message: granted ? t('roles.granted', words) : t('roles.taken', words) }),
    })
  }
}

import { Anchor, Button, Skeleton, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconExternalLink, IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey } from '../../../shared/contract/api-keys.ts'
import { isDesktop, orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useSession } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { Section } from '../../components/page/section.tsx'
import { useRows } from '../../components/table/rows.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { permissionName } from '../users/words.ts'
import classes from './api-keys.module.css'
import { KeyForm } from './key-form.tsx'
import { keyLooks } from './looks.ts'

/** Keys for other programs: making, and ending them. */
export function ApiKeysPage() {
  const { t } = useTranslation('apiKeys')
  const [adding, setAdding] = useState(false)
  const keys = useRows(orpc.apiKeys.list, {})
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <SettingsPage
      section="api-keys"
      title={t('title')}
      subtitle={t('subtitle')}
      help={t('help')}
      actions={
        <>
          {!isDesktop && (
            <Anchor href="/api/v1" target="_blank" rel="noreferrer" size="sm" className={classes.reference}>
              {t('reference')}
              <IconExternalLink size={14} aria-hidden />
            </Anchor>
          )}
          {keys.rows.length > 0 && add}
        </>
      }
    >
      {keys.state === 'loading' ? (
        <Skeleton height={200} radius="md" />
      ) : keys.state === 'error' ? (
        <ErrorState error={keys.error} onRetry={keys.retry} />
      ) : keys.rows.length === 0 ? (
        <Section>
          <EmptyState icon={IconKey} title={t('empty')} text={t('emptyText')} action={add} />
        </Section>
      ) : (
        <ul className={classes.list} aria-label={t('title')}>
          {keys.rows.map((key) => (
            <KeyLine key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      <KeyForm opened={adding} onClose={() => setAdding(false)} />
    </SettingsPage>
  )
}

function KeyLine({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('apiKeys')
  const format = useFormat()
  const { user: self } = useSession()
  const { id, name, prefix, user, permissions, lastUsedAt, expiresAt, state } = apiKey
  const revoke = useMutation(orpc.apiKeys.revoke.mutationOptions({ meta: { quiet: true } }))
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.name}>
          {name}
          <StatusBadge of={keyLooks} value={state} />
        </span>
        <span className={classes.dim}>
          <code className={classes.prefix}>{prefix}…</code>
          {user.id !== self.id && ` · ${user.name}`}
          {' · '}
          <Tooltip label={format.list(permissions.map(permissionName))} multiline maw={360}>
            <span tabIndex={0} className={classes.count}>
              {t('permissionCount', { count: permissions.length })}
            </span>
          </Tooltip>
        </span>
        <span className={classes.dim}>
          {t('columns.lastUsed')}: {lastUsedAt === null ? t('never') : <DateTime at={lastUsedAt} />}
          {' · '}
          {expiresAt === null ? t('noExpiry') : `${t('columns.expires')}: ${format.date(expiresAt)}`}
        </span>
      </div>
      {state === 'valid' && (
        <ConfirmButton
          title={t('revoke.title', { name })}
          text={t('revoke.text')}
          confirm={t('revoke.confirm')}
          danger
          run={async () => {
            await revoke.mutateAsync({ id })
            notifications.show({ message: t('revoke.done') })
          }}
        >
          {t('revoke.action')}
        </ConfirmButton>
      )}
    </li>
  )
}

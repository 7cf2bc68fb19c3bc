import { Alert, Button, Group, Menu, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconPencil,
  IconPlugConnected,
  IconPower,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MailAccount } from '../../../shared/contract/mail.ts'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { useCan } from '../../app/session.tsx'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { CheckResult } from './check-result.tsx'
import { accountLooks } from './looks.ts'
import { faultSentence } from './faults.ts'
import classes from './mail.module.css'
import { inputOf } from './account-values.ts'

interface AccountCardProps {
  account: MailAccount
  place: number
  mayManage: boolean
  onEdit: () => void
  onSendTest: () => void
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}

/** One account: where it sends, how it is doing, and what can be done with it. */
export function AccountCard({
  account,
  place,
  mayManage,
  onEdit,
  onSendTest,
  onUp,
  onDown,
}: AccountCardProps) {
  const { t } = useTranslation('mail')
  const mayTest = useCan('emails:send')
  const test = useMutation(orpc.mail.test.mutationOptions())
  return (
    <li className={classes.card} data-off={!account.enabled || undefined}>
      <header className={classes.cardHead}>
        <span className={classes.place} aria-hidden>
          {place}
        </span>
        <div className={classes.names}>
          <Title order={2} className={classes.cardTitle}>
            {account.name}
          </Title>
          <Text className={classes.kind}>{t(`kind.${account.kind}`)}</Text>
        </div>
        <StatusBadge of={accountLooks} value={account.state} />
        {mayManage && (
          <Group gap={4} wrap="nowrap">
            <IconButton
              label={t('moveUp', { name: account.name })}
              icon={IconArrowUp}
              variant="transparent"
              onClick={onUp}
              disabled={!onUp}
            />
            <IconButton
              label={t('moveDown', { name: account.name })}
              icon={IconArrowDown}
              variant="transparent"
              onClick={onDown}
              disabled={!onDown}
            />
            <AccountMenu account={account} onEdit={onEdit} />
          </Group>
        )}
      </header>
      <Facts account={account} />
      {account.lastError && account.state === 'failing' && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} mt={12}>
          <Text>{faultSentence(t, account.lastError.reason)}</Text>
          {account.lastError.text && <Text className={classes.words}>{account.lastError.text}</Text>}
        </Alert>
      )}
      {test.isError && (
        <Alert color="red" mt={12}>
          {explain(test.error).message}
        </Alert>
      )}
      {test.data?.ok && <CheckResult check={test.data} />}
      <footer className={classes.cardFoot}>
        {mayManage && (
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} />}
            loading={test.isPending}
            onClick={() => test.mutate({ id: account.id })}
          >
            {t('actions.test')}
          </Button>
        )}
        {mayTest && account.enabled && (
          <Button variant="default" leftSection={<IconSend size={16} />} onClick={onSendTest}>
            {t('actions.sendTest')}
          </Button>
        )}
        {account.kind === 'sandbox' && (
          <Button variant="subtle" component={Link} to="/sandbox">
            {t('actions.openSandbox')}
          </Button>
        )}
      </footer>
    </li>
  )
}

function Facts({ account }: { account: MailAccount }) {
  const { t } = useTranslation('mail')
  const format = useFormat()
  const limits = [
    t('card.connections', { count: account.connections }),
    account.messagesPerMinute === null
      ? null
      : t('card.perMinute', { rate: format.number(account.messagesPerMinute) }),
    account.dailyLimit === null ? null : t('card.perDay', { limit: format.number(account.dailyLimit) }),
  ].filter((limit) => limit !== null)
  return (
    <KeyValues
      items={[
        [t('card.from'), `${account.fromName} <${account.fromAddress}>`],
        [
          t('card.server'),
          account.kind === 'sandbox' ? t('card.sandboxServer') : `${account.host}:${account.port}`,
        ],
        [t('card.limits'), limits.join(' · ')],
        [
          t('card.lastSuccess'),
          account.lastSuccessAt === null ? null : <DateTime key="at" at={account.lastSuccessAt} />,
        ],
      ]}
    />
  )
}

function AccountMenu({ account, onEdit }: { account: MailAccount; onEdit: () => void }) {
  const { t } = useTranslation(['mail', 'common'])
  const ask = useConfirm()
  const fail = (error: Error): unknown =>
    notifications.show({ color: 'red', message: explain(error).message })
  const update = useMutation(orpc.mail.update.mutationOptions({ onError: fail }))
  const restore = useMutation(orpc.mail.restore.mutationOptions({ onError: fail }))
  const remove = useMutation(orpc.mail.delete.mutationOptions())
  const toggle = (): void =>
    update.mutate({
      ...inputOf(account),
      enabled: !account.enabled,
      id: account.id,
      version: account.version,
    })
  const askDelete = (): void => {
    const run = async (): Promise<void> => {
      await remove.mutateAsync({ id: account.id })
      const notice = notifications.show({
        message: (
          <Group justify="space-between" gap={8}>
            {t('delete.done', { name: account.name })}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                restore.mutate({ id: account.id })
                notifications.hide(notice)
              }}
            >
              {t('common:actions.undo')}
            </Button>
          </Group>
        ),
        autoClose: 10_000,
      })
    }
    void ask({
      title: t('delete.title', { name: account.name }),
      text: t('delete.text'),
      confirm: t('delete.confirm'),
      danger: true,
      run,
    })
  }
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={t('more', { name: account.name })} icon={IconDots} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t('common:actions.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPower size={16} />} onClick={toggle}>
          {t(account.enabled ? 'actions.disable' : 'actions.enable')}
        </Menu.Item>
        {account.kind !== 'sandbox' && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={askDelete}>
            {t('common:actions.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

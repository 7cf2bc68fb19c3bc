import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconMail, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailAccount } from '../../../shared/contract/mail.ts'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { useCan } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { AccountCard } from './account-card.tsx'
import { AccountForm } from './account-form.tsx'
import { SendTestDialog } from './send-test-dialog.tsx'

/** The ways messages can leave, in order of preference. */
export function MailPage() {
  const { t } = useTranslation(['mail', 'shell'])
  const mayManage = useCan('mail:manage')
  const query = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200 } }))
  const [edited, setEdited] = useState<MailAccount | 'new'>()
  const [tested, setTested] = useState<MailAccount>()
  const reorder = useMutation(
    orpc.mail.reorder.mutationOptions({
      onError: (error) => notifications.show({ color: 'red', message: explain(error).message }),
    }),
  )
  const accounts = query.data?.items ?? []
  const move = (at: number, by: number): void => {
    const ids = accounts.map(({ id }) => id)
    const [moved] = ids.splice(at, 1)
    if (moved === undefined) return
    ids.splice(at + by, 0, moved)
    reorder.mutate({ ids })
  }
  const add = mayManage && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page width="readable">
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        help={
          <>
            <Text mb={8}>{t('help.first')}</Text>
            <Text>{t('help.second')}</Text>
          </>
        }
        back={{ label: t('shell:nav.settings'), to: '/settings' }}
        actions={add}
      />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Stack gap={12} aria-hidden>
          <Skeleton height={148} />
          <Skeleton height={148} />
        </Stack>
      ) : accounts.length === 0 ? (
        <EmptyState icon={IconMail} title={t('title')} text={t('help.second')} action={add} />
      ) : (
        <Stack gap={12} component="ol" p={0} m={0} aria-label={t('order')}>
          {accounts.map((account, at) => (
            <AccountCard
              key={account.id}
              account={account}
              place={at + 1}
              mayManage={mayManage}
              onEdit={() => setEdited(account)}
              onSendTest={() => setTested(account)}
              onUp={at > 0 ? () => move(at, -1) : undefined}
              onDown={at < accounts.length - 1 ? () => move(at, 1) : undefined}
            />
          ))}
        </Stack>
      )}
      <AccountForm account={edited} onClose={() => setEdited(undefined)} />
      <SendTestDialog account={tested} onClose={() => setTested(undefined)} />
    </Page>
  )
}

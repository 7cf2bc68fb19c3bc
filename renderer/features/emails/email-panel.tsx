import { Alert, Anchor, Button, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconHelpCircle, IconMailForward } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Email } from '../../../shared/contract/emails.ts'
import { orpc } from '../../app/client.ts'
import { useCan } from '../../app/session.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { MessageFrame } from '../../components/message/message-frame.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { faultSentence } from '../mail/faults.ts'
import classes from './emails.module.css'
import { emailLooks } from './looks.ts'
import { ResendDialog } from './resend-dialog.tsx'

interface EmailPanelProps {
  id: string | undefined
  onOpen: (id: string) => void
  onClose: () => void
}

/** One message of the log: what it said, what became of it, and sending it once more. */
export function EmailPanel({ id, onOpen, onClose }: EmailPanelProps) {
  const { t } = useTranslation('emails')
  const query = useQuery({
    ...orpc.emails.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
  const [resending, setResending] = useState(false)
  const email = query.data
  return (
    <>
      <SidePanel
        opened={id !== undefined}
        onClose={onClose}
        size={680}
        title={email ? email.subject || t('noSubject') : t('detail.message')}
        footer={email && <Actions email={email} onResend={() => setResending(true)} />}
      >
        {query.isError ? (
          <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
        ) : email ? (
          <Detail key={email.id} email={email} onOpen={onOpen} />
        ) : (
          <Skeleton height={320} />
        )}
      </SidePanel>
      {email && (
        <ResendDialog
          key={email.id}
          email={email}
          opened={resending}
          onClose={() => setResending(false)}
          onDone={onOpen}
        />
      )}
    </>
  )
}

function Actions({ email, onResend }: { email: Email; onResend: () => void }) {
  const { t } = useTranslation('emails')
  const ask = useConfirm()
  const cancel = useMutation(orpc.emails.cancel.mutationOptions())
  if (!useCan('emails:send')) return null
  const stop = (): void => {
    const run = async (): Promise<void> => {
      await cancel.mutateAsync({ id: email.id })
      notifications.show({ message: t('cancel.done') })
    }
    void ask({ title: t('cancel.title'), text: t('cancel.text'), confirm: t('cancel.action'), run })
  }
  return (
    <>
      {email.status === 'queued' && (
        <Button variant="default" onClick={stop}>
          {t('cancel.action')}
        </Button>
      )}
      {email.mayResend && (
        <Button leftSection={<IconMailForward size={16} />} onClick={onResend}>
          {t('resend.action')}
        </Button>
      )}
    </>
  )
}

function Detail({ email, onOpen }: { email: Email; onOpen: (id: string) => void }) {
  const { t } = useTranslation('emails')
  return (
    <Stack gap={16}>
      <Outcome email={email} />
      {email.resendOf !== null && (
        <Text size="sm">
          {t('detail.isResend')}{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => onOpen(email.resendOf ?? '')}>
            {t('detail.original')}
          </Anchor>
        </Text>
      )}
      <Facts email={email} />
      {email.resends.length > 0 && (
        <section aria-label={t('detail.resends')}>
          <Text fw={600} mb={8}>
            {t('detail.resends')}
          </Text>
          <ul className={classes.resends}>
            {email.resends.map((resend) => (
              <li key={resend.id}>
                <StatusBadge of={emailLooks} value={resend.status} />
                <Anchor component="button" type="button" size="sm" onClick={() => onOpen(resend.id)}>
                  <DateTime at={resend.createdAt} as="dateTime" />
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Tabs defaultValue={email.html === null ? 'text' : 'html'}>
        <Tabs.List aria-label={t('detail.message')}>
          {email.html !== null && <Tabs.Tab value="html">{t('detail.html')}</Tabs.Tab>}
          <Tabs.Tab value="text">{t('detail.text')}</Tabs.Tab>
        </Tabs.List>
        {email.html !== null && (
          <Tabs.Panel value="html" pt={12}>
            <div className={classes.paper}>
              <MessageFrame html={email.html} title={t('detail.frame', { to: email.to[0]?.address ?? '' })} />
            </div>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="text" pt={12}>
          <pre className={classes.text}>{email.text}</pre>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

/** What went wrong or is not known, in words first and in the server's own words below. */
function Outcome({ email }: { email: Email }) {
  const { t } = useTranslation('emails')
  const { t: tMail } = useTranslation('mail')
  if (email.errorReason === null || email.status === 'accepted') return null
  const unsure = email.status === 'ambiguous'
  return (
    <Alert
      color={unsure ? 'yellow' : 'red'}
      icon={unsure ? <IconHelpCircle size={18} /> : <IconAlertTriangle size={18} />}
      title={t(`status.${email.status}`)}
    >
      <Text>{unsure ? t('detail.unsure') : faultSentence(tMail, email.errorReason)}</Text>
      {email.errorText !== null && email.errorText !== '' && (
        <Text className={classes.words}>{email.errorText}</Text>
      )}
    </Alert>
  )
}

type Fact = [name: string, value: ReactNode]

function Facts({ email }: { email: Email }) {
  const { t } = useTranslation('emails')
  const people = (list: Email['to']): string =>
    list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
  const instant = (at: number | null): ReactNode => (at === null ? null : <DateTime at={at} as="dateTime" />)
  const facts: Fact[] = [
    [t('fields.status'), <StatusBadge key="status" of={emailLooks} value={email.status} />],
    [t('fields.to'), people(email.to)],
    [t('fields.cc'), people(email.cc)],
    [t('fields.bcc'), people(email.bcc)],
    [t('fields.from'), people([email.from])],
    [t('fields.kind'), t(`kind.${email.kind}`)],
    [t('fields.account'), email.accountName],
    [t('fields.created'), instant(email.createdAt)],
    [t('fields.accepted'), instant(email.acceptedAt)],
    [t('fields.opened'), instant(email.openedAt)],
    [t('fields.attempts'), email.attempts],
    [t('fields.nextAttempt'), email.status === 'queued' ? instant(email.nextAttemptAt) : null],
    [
      t('fields.template'),
      email.template && t('templateVersion', { name: email.template.name, version: email.template.version }),
    ],
    [
      t('fields.campaign'),
      email.campaign && (
        <Anchor key="campaign" component={Link} to={`/campaigns/${email.campaign.id}`} size="sm">
          {email.campaign.name}
        </Anchor>
      ),
    ],
    [t('fields.client'), email.client?.name],
    [t('fields.createdBy'), email.createdBy],
    [
      t('fields.messageId'),
      <span key="id" className={classes.id}>
        {email.messageId}
        <CopyButton value={email.messageId} />
      </span>,
    ],
  ]
  // What does not apply to this message is left out.
  return (
    <KeyValues items={facts.filter(([, value]) => value !== null && value !== undefined && value !== '')} />
  )
}

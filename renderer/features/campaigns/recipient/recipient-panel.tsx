import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RecipientDetail } from '../../../../shared/contract/campaigns/recipients.ts'
import { orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { SidePanel } from '../../../components/page/side-panel.tsx'
import { KeyValues } from '../../../components/values/key-values.tsx'
import { Money } from '../../../components/values/money.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { recipientLooks } from '../looks.ts'
import { reasonWord } from '../words.ts'
import { InvoiceTable } from './invoice-table.tsx'
import { RecipientLog } from './recipient-log.tsx'
import { RecipientMessageView } from './recipient-message.tsx'
import classes from './recipient.module.css'

interface RecipientPanelProps {
  campaignId: string
  recipientId: string | undefined
  onClose: () => void
}

/** One recipient: what became of it step by step, what was sent, what is known of it. */
export function RecipientPanel({ campaignId, recipientId, onClose }: RecipientPanelProps) {
  const { t } = useTranslation('campaigns')
  const query = useQuery({
    ...orpc.campaigns.recipients.get.queryOptions({
      input: { campaignId, recipientId: recipientId ?? '' },
    }),
    enabled: recipientId !== undefined,
  })
  const recipient = query.data?.id === recipientId ? query.data : undefined
  return (
    <SidePanel
      size={620}
      opened={recipientId !== undefined}
      onClose={onClose}
      title={recipient?.name ?? recipient?.email ?? t('recipients.one')}
    >
      {recipient ? (
        <Body key={recipient.id} campaignId={campaignId} recipient={recipient} />
      ) : query.isError ? (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </SidePanel>
  )
}

function Body({ campaignId, recipient }: { campaignId: string; recipient: RecipientDetail }) {
  const { t } = useTranslation('campaigns')
  const hasLog = recipient.log.length > 0
  return (
    <>
      <div className={classes.head}>
        <StatusBadge of={recipientLooks} value={recipient.state} />
        {recipient.reason && <span>{reasonWord(recipient.reason)}</span>}
        <span className={classes.address}>{recipient.email}</span>
      </div>
      <Tabs defaultValue={hasLog ? 'log' : 'facts'}>
        <Tabs.List mb={16}>
          {hasLog && <Tabs.Tab value="log">{t('recipient.log')}</Tabs.Tab>}
          <Tabs.Tab value="facts">{t('recipient.facts')}</Tabs.Tab>
          <Tabs.Tab value="message">{t('recipient.message')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="log">
          <RecipientLog recipient={recipient} />
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <Facts recipient={recipient} />
        </Tabs.Panel>
        <Tabs.Panel value="message">
          <RecipientMessageView campaignId={campaignId} recipientId={recipient.id} stage={recipient.stage} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Facts({ recipient }: { recipient: RecipientDetail }) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const format = useFormat()
  const { amount } = recipient
  return (
    <>
      <KeyValues
        items={[
          [t('fields.taxId'), recipient.taxId],
          [t('fields.creditor'), recipient.creditor],
          [t('fields.amount'), amount && <Money minor={amount.minor} currency={amount.currency} />],
          [t('fields.dueOn'), recipient.dueOn && format.date(recipient.dueOn)],
          [t('fields.role'), words(`role.${recipient.role}`)],
          [t('fields.flags'), recipient.flags.map((flag) => words(`field.${flag}`)).join(', ')],
          [t('fields.language'), recipient.language],
          [t('fields.zone'), recipient.zone],
          [t('fields.lane'), t(`lane.${recipient.lane}`)],
        ]}
      />
      {recipient.invoiceList.length > 0 && <InvoiceTable invoices={recipient.invoiceList} />}
      {Object.keys(recipient.variables).length > 0 && (
        <>
          <h3 className={classes.subtitle}>{t('recipient.variables')}</h3>
          <KeyValues items={Object.entries(recipient.variables)} />
        </>
      )}
    </>
  )
}

import { Button, Radio, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconServer2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { sendingDomainSchema } from '../../../../../shared/contract/campaigns/delivery.ts'
import type { MailAccount } from '../../../../../shared/contract/mail.ts'
import { orpc } from '../../../../app/client.ts'
import { pathTo } from '../../../../app/paths.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { ToneBadge } from '../../../../components/values/status-badge.tsx'
import type { OpenDraft } from '../draft.ts'
import { ChoiceCard } from './choice-card.tsx'
import classes from './delivery.module.css'
import { QuotaBar } from './quota-bar.tsx'

export type SendingDomain = z.infer<typeof sendingDomainSchema>

/** The account that sends, and what its domain has left of today. */
export function AccountChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const accounts = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200, enabledOnly: true } }))
  const domains = useQuery(orpc.campaigns.delivery.domains.queryOptions())
  const rows = accounts.data?.items ?? []
  return (
    <Section title={t('account.title')} text={t('account.text')}>
      {accounts.isPending && <Skeleton height={72} />}
      {accounts.isError && (
        <ErrorState compact error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data && rows.length === 0 && (
        <EmptyState
          compact
          order={3}
          icon={IconServer2}
          title={t('account.none')}
          text={t('account.noneText')}
          action={
            <Button component={Link} to={pathTo('/settings/mail')} variant="default">
              {t('account.open')}
            </Button>
          }
        />
      )}
      <Radio.Group
        aria-label={t('account.title')}
        value={draft.settings.accountId}
        onChange={(accountId) => draft.change({ accountId })}
      >
        <div className={classes.accounts}>
          {rows.map((account) => (
            <AccountCard
              key={account.id}
              account={account}
              domain={domains.data?.find(({ domain }) => domain === account.sendingDomain)}
            />
          ))}
        </div>
      </Radio.Group>
    </Section>
  )
}

function AccountCard({ account, domain }: { account: MailAccount; domain: SendingDomain | undefined }) {
  const { t } = useTranslation('campaigns')
  return (
    <ChoiceCard
      value={account.id}
      title={account.name}
      badges={
        <>
          {account.kind === 'sandbox' && (
            <ToneBadge tone="neutral" icon={IconFlask} label={t('account.sandbox')} />
          )}
          {account.state === 'failing' && (
            <ToneBadge tone="danger" icon={IconAlertTriangle} label={t('account.failing')} />
          )}
          {account.state === 'untested' && account.kind !== 'sandbox' && (
            <ToneBadge tone="warning" label={t('account.untested')} />
          )}
        </>
      }
      text={
        <>
          {account.fromName} &lt;{account.fromAddress}&gt;
          {account.kind === 'sandbox' && <div>{t('account.sandboxText')}</div>}
        </>
      }
    >
      {domain && <QuotaBar domain={domain} />}
    </ChoiceCard>
  )
}

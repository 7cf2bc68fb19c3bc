import { Alert, Button, Checkbox, Radio, Skeleton, Text } from '@mantine/core'
import { IconAdjustments, IconInfoCircle, IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KEEP_GROWING, STRATEGY_KINDS } from '../../../../../shared/domain/strategies.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { useCan } from '../../../../app/session.tsx'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { ToneBadge } from '../../../../components/values/status-badge.tsx'
import type { StoredStrategy } from '../../settings/strategy-draft.ts'
import { StrategyPanel } from '../../settings/strategy-panel.tsx'
import { consequenceWord } from '../../words.ts'
import { StrategyTable } from '../../delivery/strategy-table.tsx'
import type { OpenDraft } from '../draft.ts'
import type { SendingDomain } from './account-choice.tsx'
import { ChoiceCard } from './choice-card.tsx'
import classes from './delivery.module.css'

/** How fast the campaign may go: the three strategies side by side, the one that suits the domain marked. */
export function StrategyChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const strategies = useQuery(orpc.campaigns.delivery.strategies.queryOptions())
  const domain = useSendingDomain(draft)
  const [edited, setEdited] = useState<StoredStrategy>()
  const recommended = domain?.recommended
  const chosen = draft.settings.strategy ?? recommended ?? null
  const choose = (value: string): void => {
    const kind = STRATEGY_KINDS.find((known) => known === value) ?? null
    draft.change({ strategy: kind === recommended ? null : kind })
  }
  return (
    <Section title={t('strategy.title')} text={t('strategy.text')}>
      {strategies.isPending && <Skeleton height={260} />}
      {strategies.isError && (
        <ErrorState compact error={strategies.error} onRetry={() => void strategies.refetch()} />
      )}
      {domain && (
        <Text size="sm" mb={12}>
          {t(`strategy.why.${domain.recommended}`, { domain: domain.domain })}
        </Text>
      )}
      <Radio.Group aria-label={t('strategy.title')} value={chosen} onChange={choose}>
        <div className={classes.strategies}>
          {strategies.data?.map((stored) => (
            <StrategyCard
              key={stored.kind}
              stored={stored}
              recommended={stored.kind === recommended}
              onEdit={() => setEdited(stored)}
            />
          ))}
        </div>
      </Radio.Group>
      {chosen !== null && recommended !== undefined && chosen !== recommended && (
        <Alert color="yellow" mt={12} icon={<IconInfoCircle size={18} />}>
          {consequenceWord(chosen, recommended)}
        </Alert>
      )}
      {chosen === 'ramp_up' && <KeepGrowing draft={draft} />}
      <StrategyPanel stored={edited} onClose={() => setEdited(undefined)} />
    </Section>
  )
}

function useSendingDomain(draft: OpenDraft): SendingDomain | undefined {
  const accounts = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200, enabledOnly: true } }))
  const domains = useQuery(orpc.campaigns.delivery.domains.queryOptions())
  const account = accounts.data?.items.find(({ id }) => id === draft.settings.accountId)
  return domains.data?.find(({ domain }) => domain === account?.sendingDomain)
}

interface StrategyCardProps {
  stored: StoredStrategy
  recommended: boolean
  onEdit: () => void
}

function StrategyCard({ stored, recommended, onEdit }: StrategyCardProps) {
  const { t } = useTranslation('campaigns')
  const mayEdit = useCan('settings:write')
  const name = t(`strategy.${stored.kind}.name`)
  return (
    <ChoiceCard
      value={stored.kind}
      title={name}
      badges={
        <>
          {recommended && <ToneBadge tone="info" icon={IconStar} label={t('strategy.recommended')} />}
          {stored.edited && <ToneBadge tone="neutral" label={t('strategy.edited')} />}
        </>
      }
      text={t(`strategy.${stored.kind}.consequence`)}
      corner={
        mayEdit && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconAdjustments size={14} />}
            onClick={onEdit}
            aria-label={t('strategy.editOf', { name })}
          >
            {t('strategy.edit')}
          </Button>
        )
      }
    >
      <StrategyTable strategy={stored.strategy} />
    </ChoiceCard>
  )
}

function KeepGrowing({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <Checkbox
      mt={16}
      label={t('strategy.keepGrowing')}
      description={t('strategy.keepGrowingHelp', { percent: format.percent(KEEP_GROWING.factor - 1, 0) })}
      checked={draft.settings.keepGrowing}
      onChange={(event) => draft.change({ keepGrowing: event.currentTarget.checked })}
    />
  )
}

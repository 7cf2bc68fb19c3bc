import { Button, Skeleton, Stack } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { Can } from '../../../app/session.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { ToneBadge } from '../../../components/values/status-badge.tsx'
import { SettingsPage } from '../../settings/settings-page.tsx'
import { StrategyTable } from '../delivery/strategy-table.tsx'
import type { StoredStrategy } from './strategy-draft.ts'
import { StrategyPanel } from './strategy-panel.tsx'

/** The three strategies of the workspace, with their figures. */
export function StrategiesPage() {
  const { t } = useTranslation('campaigns')
  const strategies = useQuery(orpc.campaigns.delivery.strategies.queryOptions())
  const [edited, setEdited] = useState<StoredStrategy>()
  return (
    <SettingsPage
      section="delivery"
      title={t('settings.strategies')}
      subtitle={t('settings.strategiesText')}
      help={t('settings.strategiesHelp')}
    >
      <Stack gap={16}>
        {strategies.isPending && <Skeleton height={360} />}
        {strategies.isError && (
          <ErrorState error={strategies.error} onRetry={() => void strategies.refetch()} />
        )}
        {strategies.data?.map((stored) => (
          <Section
            key={stored.kind}
            title={t(`strategy.${stored.kind}.name`)}
            text={t(`strategy.${stored.kind}.consequence`)}
            actions={
              <>
                {stored.edited && <ToneBadge tone="info" label={t('strategy.edited')} />}
                <Can do="settings:write">
                  <Button
                    variant="default"
                    leftSection={<IconAdjustments size={16} />}
                    aria-label={t('strategy.editOf', { name: t(`strategy.${stored.kind}.name`) })}
                    onClick={() => setEdited(stored)}
                  >
                    {t('strategy.edit')}
                  </Button>
                </Can>
              </>
            }
          >
            <StrategyTable strategy={stored.strategy} />
          </Section>
        ))}
      </Stack>
      <StrategyPanel stored={edited} onClose={() => setEdited(undefined)} />
    </SettingsPage>
  )
}

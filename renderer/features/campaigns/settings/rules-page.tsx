import { Skeleton, Stack } from '@mantine/core'
import { IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { ToneBadge } from '../../../components/values/status-badge.tsx'
import { SettingsPage } from '../../settings/settings-page.tsx'
import { RulePackView } from '../delivery/rule-pack-view.tsx'

/** The packs of contact rules, each with its source and date. */
export function RulesPage() {
  const { t } = useTranslation('campaigns')
  const packs = useQuery(orpc.campaigns.delivery.rulePacks.queryOptions())
  return (
    <SettingsPage
      section="contact-rules"
      title={t('settings.rules')}
      subtitle={t('settings.rulesText')}
      help={t('settings.rulesHelp')}
    >
      <Stack gap={16}>
        {packs.isPending && <Skeleton height={360} />}
        {packs.isError && <ErrorState error={packs.error} onRetry={() => void packs.refetch()} />}
        {packs.data
          ?.toSorted((a, b) => Number(b.recommended) - Number(a.recommended))
          .map(({ key, pack, recommended }) => (
            <Section
              key={key}
              title={t(`rules.name.${key}` as 'rules.name.none')}
              actions={recommended && <ToneBadge tone="info" icon={IconStar} label={t('rules.forCountry')} />}
            >
              <RulePackView pack={pack} />
            </Section>
          ))}
      </Stack>
    </SettingsPage>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { Section } from '../../../../components/page/section.tsx'
import { KeyValues } from '../../../../components/values/key-values.tsx'
import { RulePackView } from '../../delivery/rule-pack-view.tsx'
import { StrategyTable } from '../../delivery/strategy-table.tsx'
import { useWindowWords } from '../../delivery/window-words.ts'
import classes from '../detail.module.css'

/** What the campaign is delivered by, in force since its launch. */
export function SettingsTab({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const { settings, strategy } = campaign
  const strategies = useQuery(orpc.campaigns.delivery.strategies.queryOptions())
  const packs = useQuery(orpc.campaigns.delivery.rulePacks.queryOptions())
  const stored = strategies.data?.find(({ kind }) => kind === strategy)
  const pack = packs.data?.find(({ key }) => key === settings.rulePack)
  return (
    <div className={classes.two}>
      <Section title={t('settingsTab.delivery')}>
        <Delivery campaign={campaign} />
      </Section>
      <div style={{ display: 'grid', gap: 16 }}>
        {stored && (
          <Section title={t(`strategy.${stored.kind}.name`)} text={t('settingsTab.strategy')}>
            <StrategyTable strategy={stored.strategy} />
          </Section>
        )}
        {pack && (
          <Section title={t('rules.title')} text={t(`rules.name.${pack.key}` as 'rules.name.none')}>
            <RulePackView pack={pack.pack} />
          </Section>
        )}
      </div>
    </div>
  )
}

function Delivery({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { settings } = campaign
  const words = useWindowWords(settings.window)
  const accounts = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200 } }))
  const templates = useQuery(orpc.templates.list.queryOptions({ input: { limit: 200 } }))
  const account = accounts.data?.items.find(({ id }) => id === settings.accountId)
  const nameOf = (id: string | null): string | undefined =>
    templates.data?.items.find((template) => template.id === id)?.name
  const { fallback } = settings
  const grows: [string, string] = [
    t('strategy.keepGrowing'),
    t(settings.keepGrowing ? 'settingsTab.yes' : 'settingsTab.no'),
  ]
  return (
    <KeyValues
      items={[
        [t('fields.account'), account && `${account.name} (${account.fromName} <${account.fromAddress}>)`],
        [t('fields.domain'), campaign.sendingDomain],
        [t('fields.client'), campaign.clientName],
        [t('message.template'), nameOf(settings.templateId)],
        [
          t('fallback.title'),
          fallback
            ? t('settingsTab.fallback', {
                name: nameOf(fallback.templateId) ?? '–',
                count: fallback.afterDays,
              })
            : t('settingsTab.noFallback'),
        ],
        [t('window.title'), words],
        [t('start.title'), settings.startAt === null ? t('start.now') : format.dateTime(settings.startAt)],
        [t('order.title'), t(`order.${settings.order}`)],
        ...(campaign.strategy === 'ramp_up' ? [grows] : []),
      ]}
    />
  )
}

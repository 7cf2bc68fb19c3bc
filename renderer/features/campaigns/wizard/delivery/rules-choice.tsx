import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../../app/client.ts'
import { Section } from '../../../../components/page/section.tsx'
import { RulePackView } from '../../delivery/rule-pack-view.tsx'
import type { OpenDraft } from '../draft.ts'
import classes from './delivery.module.css'

/** The contact rules a country's law sets, as a pack with its source. */
export function RulesChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const packs = useQuery(orpc.campaigns.delivery.rulePacks.queryOptions())
  const chosen = packs.data?.find(({ key }) => key === draft.settings.rulePack)
  return (
    <Section title={t('rules.title')} text={t('rules.text')}>
      {packs.isPending ? (
        <Skeleton height={120} />
      ) : (
        <div className={classes.rules}>
          <Select
            label={t('rules.pack')}
            allowDeselect={false}
            data={(packs.data ?? []).map(({ key, recommended }) => ({
              value: key,
              label: recommended
                ? t('rules.recommended', { name: t(`rules.name.${key}` as 'rules.name.none') })
                : t(`rules.name.${key}` as 'rules.name.none'),
            }))}
            value={draft.settings.rulePack}
            onChange={(rulePack) => {
              if (rulePack) draft.change({ rulePack })
            }}
          />
          {chosen && <RulePackView pack={chosen.pack} />}
        </div>
      )}
    </Section>
  )
}

import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import type { RecipientState } from '../../../../shared/domain/campaigns.ts'
import { useFormat } from '../../../app/format.ts'
import { Stat } from '../../../components/values/stat.tsx'
import { taken } from '../counts.ts'
import classes from './detail.module.css'

/** Where the recipients stand; each figure leads to the list behind it. */
export function Tiles({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { counts } = campaign
  const share = (value: number): string =>
    format.percent(counts.recipients === 0 ? 0 : value / counts.recipients, 1)
  const list = (state?: RecipientState): string => {
    const asked =
      state === undefined
        ? ''
        : `?sent=${encodeURIComponent(JSON.stringify({ filters: { state: [state] } }))}`
    return `/campaigns/${campaign.id}/recipients${asked}`
  }
  const waiting = counts.waiting + counts.planned + counts.sending
  const accepted = taken(counts)
  return (
    <div className={classes.tiles}>
      <Stat label={t('tile.recipients')} value={format.number(counts.recipients)} to={list()} />
      <Stat
        label={t('tile.accepted')}
        value={format.number(accepted)}
        detail={share(accepted)}
        help={t('tile.acceptedHelp')}
        tone={accepted > 0 ? 'success' : undefined}
        to={list('accepted')}
      />
      <Stat
        label={t('tile.delivered')}
        value={format.number(counts.delivered)}
        help={t('tile.deliveredHelp')}
        to={list('delivered')}
      />
      <Stat
        label={t('tile.bounced')}
        value={format.number(counts.bounced)}
        tone={counts.bounced > 0 ? 'danger' : undefined}
        to={list('bounced')}
      />
      <Stat
        label={t('tile.failed')}
        value={format.number(counts.failed)}
        tone={counts.failed > 0 ? 'danger' : undefined}
        to={list('failed')}
      />
      <Stat label={t('tile.skipped')} value={format.number(counts.skipped)} to={list('skipped')} />
      <Stat
        label={t('tile.ambiguous')}
        value={format.number(counts.ambiguous)}
        help={t('tile.ambiguousHelp')}
        tone={counts.ambiguous > 0 ? 'warning' : undefined}
        to={counts.ambiguous > 0 ? `/campaigns/${campaign.id}/ambiguous` : undefined}
      />
      <Stat
        label={t('tile.waiting')}
        value={format.number(waiting)}
        detail={
          counts.retrying > 0
            ? t('tile.retrying', { count: counts.retrying, formatted: format.number(counts.retrying) })
            : undefined
        }
        to={list(counts.planned > 0 ? 'planned' : 'waiting')}
      />
    </div>
  )
}

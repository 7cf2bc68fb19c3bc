import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../app/format.ts'
import { ProgressBar } from '../../../../components/feedback/progress-bar.tsx'
import type { SendingDomain } from './account-choice.tsx'
import classes from './delivery.module.css'

/** What is used and left of a domain's day, and on which day of warming up it is. */
export function QuotaBar({ domain }: { domain: SendingDomain }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { limit, used, remaining, campaigns } = domain
  return (
    <div className={classes.quota}>
      <div className={classes.quotaLine}>
        <span>
          {domain.warmedUp
            ? t('quota.warm', { domain: domain.domain })
            : t('quota.day', { domain: domain.domain, day: format.number(domain.warmupDay) })}
        </span>
        <span>
          {limit === null
            ? t('quota.free')
            : t('quota.left', { left: format.number(remaining ?? 0), limit: format.number(limit) })}
        </span>
      </div>
      {limit !== null && (
        <ProgressBar
          bare
          label={t('quota.label', { domain: domain.domain })}
          done={used}
          total={limit}
          tone={remaining === 0 ? 'warning' : 'info'}
        />
      )}
      {campaigns.length > 0 && (
        <span className={classes.quotaShared}>
          {t('quota.shared', { names: format.list(campaigns.map(({ name }) => name)) })}
        </span>
      )}
    </div>
  )
}

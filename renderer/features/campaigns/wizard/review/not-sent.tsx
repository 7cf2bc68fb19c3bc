import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../../shared/contract/campaigns/progress.ts'
import { useFormat } from '../../../../app/format.ts'
import { Section } from '../../../../components/page/section.tsx'
import { reasonWord } from '../../words.ts'
import classes from './review.module.css'

/** Who will not get the message, and why: left out already, or by a rule the plan follows. */
export function NotSent({ review }: { review: Review }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const planned = review.forecast?.notSent ?? []
  const rows = [
    ...review.who.excluded.map(({ reason, count }) => ({ reason, count, kind: 'excluded' as const })),
    ...planned.map(({ reason, count }) => ({ reason, count, kind: 'planned' as const })),
  ].filter(({ count }) => count > 0)
  if (rows.length === 0) return null
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return (
    <Section
      title={t('review.notSent', { count: total, formatted: format.number(total) })}
      text={t('review.notSentText')}
      flush
    >
      <ul className={classes.reasons}>
        {rows.map(({ reason, count, kind }) => (
          <li key={`${kind}-${reason}`}>
            <span>{reasonWord(reason)}</span>
            <span className={classes.dim}>{t(`review.kind.${kind}`)}</span>
            <span className={classes.figure}>{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

import type { Icon } from '@tabler/icons-react'
import { IconCalendarTime, IconGauge, IconMail, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../../shared/contract/campaigns/progress.ts'
import { client } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { consequenceWord } from '../../words.ts'
import { useWindowWords } from '../../delivery/window-words.ts'
import type { OpenDraft } from '../draft.ts'
import classes from './review.module.css'

/** Who gets what, from whom, when and how fast: the whole campaign in four boxes. */
export function Summary({ draft, review }: { draft: OpenDraft; review: Review }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { settings } = draft
  const words = useWindowWords(settings.window)
  const { who, what, strategy } = review
  const totals = who.totals.map(({ minor, currency }) => format.money(minor, currency))
  return (
    <div className={classes.summary}>
      <Box icon={IconUsers} name={t('review.who')}>
        <strong>
          {t('review.recipients', { count: who.recipients, formatted: format.number(who.recipients) })}
        </strong>
        {totals.length > 0 && <span>{t('review.totals', { amounts: format.list(totals) })}</span>}
        <span>{t(`order.${settings.order}`)}</span>
      </Box>
      <Box icon={IconMail} name={t('review.what')}>
        <strong>
          <Subject review={review} version={draft.campaign.version} />
        </strong>
        {what.templateName && <span>{t('review.template', { name: what.templateName })}</span>}
        {what.from && <span>{t('review.from', { from: what.from })}</span>}
        {what.fallbackTemplateName && settings.fallback && (
          <span>
            {t('review.fallback', { name: what.fallbackTemplateName, count: settings.fallback.afterDays })}
          </span>
        )}
      </Box>
      <Box icon={IconCalendarTime} name={t('review.when')}>
        <strong>
          {settings.startAt === null
            ? t('review.atOnce')
            : t('review.from_at', { at: format.dateTime(settings.startAt) })}
        </strong>
        <span>{words}</span>
        <span>{t('review.rules', { name: t(`rules.name.${settings.rulePack}` as 'rules.name.none') })}</span>
      </Box>
      <Box icon={IconGauge} name={t('review.how')}>
        <strong>{t(`strategy.${strategy.chosen}.name`)}</strong>
        <span>{t(`strategy.${strategy.chosen}.short`)}</span>
        {strategy.chosen !== strategy.recommended && (
          <span className={classes.attention}>{consequenceWord(strategy.chosen, strategy.recommended)}</span>
        )}
      </Box>
    </div>
  )
}

/** The subject as the first recipient gets it; as the template has it until that is known. */
function Subject({ review, version }: { review: Review; version: number }) {
  const { t } = useTranslation('campaigns')
  const { campaignId, what } = review
  const recipientId = what.sampleRecipientId
  const sample = useQuery({
    queryKey: [['campaign-message'], campaignId, recipientId, version],
    queryFn: ({ signal }) =>
      client.campaigns.recipients.message(
        { campaignId, recipientId: recipientId ?? '', stage: 1 },
        { signal },
      ),
    enabled: recipientId !== null && what.subject !== null,
  })
  return <>{sample.data?.message?.subject ?? what.subject ?? t('review.noTemplate')}</>
}

function Box({ icon: Picture, name, children }: { icon: Icon; name: string; children: ReactNode }) {
  return (
    <section className={classes.box} aria-label={name}>
      <h2 className={classes.boxName}>
        <Picture size={16} stroke={1.6} aria-hidden />
        {name}
      </h2>
      <div className={classes.boxWords}>{children}</div>
    </section>
  )
}

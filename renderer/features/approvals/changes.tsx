import { IconArrowRight, IconHistory, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ApprovalDetail } from '../../../shared/contract/approvals.ts'
import { type CampaignLaunch, campaignLaunchSchema } from '../../../shared/domain/campaign-launch.ts'
import { type Format, useFormat } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import classes from './approvals.module.css'

type Compared =
  | 'recipients'
  | 'excluded'
  | 'from'
  | 'template'
  | 'templateVersion'
  | 'strategy'
  | 'rulePack'
  | 'startAt'
  | 'fallbackAfterDays'

/** What is compared with the request before, and how its values are written. */
const compared: Record<Compared, (launch: CampaignLaunch, format: Format) => string> = {
  recipients: (launch, format) => format.number(launch.recipients),
  excluded: (launch, format) => format.number(launch.excluded),
  from: (launch) => launch.from,
  template: (launch) => launch.template,
  templateVersion: (launch) => (launch.templateVersion === null ? '–' : String(launch.templateVersion)),
  strategy: (launch) => translate(`approvals:launch.strategyName.${launch.strategy}`),
  rulePack: (launch) => launch.rulePack,
  startAt: (launch, format) =>
    launch.startAt === null ? translate('approvals:launch.atOnce') : format.dateTime(launch.startAt),
  fallbackAfterDays: (launch) => (launch.fallbackAfterDays === null ? '–' : String(launch.fallbackAfterDays)),
}
const fields = Object.keys(compared) as Compared[]

/**
 * What changed: since the request itself nothing can have, as its hash binds it; since the request before
 * about the same campaign, every value that differs.
 */
export function Changes({ approval, launch }: { approval: ApprovalDetail; launch: CampaignLaunch }) {
  const { t } = useTranslation('approvals')
  const format = useFormat()
  const { previous, status } = approval
  const before = previous ? campaignLaunchSchema.safeParse(previous.payload) : undefined
  if (!previous || !before?.success) {
    if (status !== 'pending') return null
    return (
      <p className={classes.unchanged}>
        <IconShieldCheck size={16} stroke={1.7} aria-hidden />
        {t('changes.none')}
      </p>
    )
  }
  const differing = fields.filter(
    (field) => compared[field](before.data, format) !== compared[field](launch, format),
  )
  return (
    <section className={classes.changes} aria-label={t('changes.title')}>
      <h3 className={classes.changesTitle}>
        <IconHistory size={16} stroke={1.7} aria-hidden />
        {t('changes.title')}
        <span className={classes.itemMeta}>
          {t(`changes.before.${previous.status}`, { name: previous.decidedByName ?? 'Despacho' })}
          {previous.decidedAt !== null && (
            <>
              {' · '}
              <DateTime at={previous.decidedAt} as="dateTime" />
            </>
          )}
        </span>
      </h3>
      {previous.reason && <p className={classes.reason}>{previous.reason}</p>}
      {differing.length === 0 ? (
        <p className={classes.changesText}>
          {launch.contentHash === before.data.contentHash ? t('changes.same') : t('changes.elsewhere')}
        </p>
      ) : (
        <dl className={classes.diff}>
          {differing.map((field) => (
            <div key={field} className={classes.diffLine}>
              <dt>{t(`changes.field.${field}`)}</dt>
              <dd>
                <del>{compared[field](before.data, format)}</del>
                <ins>
                  <IconArrowRight size={14} aria-hidden />
                  {compared[field](launch, format)}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

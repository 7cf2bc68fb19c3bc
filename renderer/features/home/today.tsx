import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ProgressBar } from '../../components/feedback/progress-bar.tsx'
import { Section } from '../../components/page/section.tsx'
import classes from './home.module.css'

type TodaySummary = HomeSummary['today']

/** What goes out today: each domain's quota, and the batches that are due. */
export function Today({ today }: { today: TodaySummary }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { domains, batches, starting, total } = today
  if (domains.length === 0 && batches.length === 0 && starting.length === 0) {
    return (
      <Section title={t('today.title')}>
        <EmptyState
          compact
          order={3}
          icon={IconSend2}
          title={t('today.nothing')}
          text={t('today.nothingText')}
          action={
            <Button component={Link} to={pathTo('/campaigns')} variant="default">
              {t('today.toCampaigns')}
            </Button>
          }
        />
      </Section>
    )
  }
  return (
    <Section
      title={t('today.title')}
      text={t('today.total', { count: total.waiting, formatted: format.number(total.waiting) })}
      flush
    >
      {domains.length > 0 && (
        <ul className={classes.domains} aria-label={t('today.domains')}>
          {domains.map((domain) => (
            <DomainQuota key={domain.domain} domain={domain} />
          ))}
        </ul>
      )}
      {(batches.length > 0 || starting.length > 0) && <Batches today={today} />}
    </Section>
  )
}

function DomainQuota({ domain }: { domain: TodaySummary['domains'][number] }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { limit, used, remaining } = domain
  const usedUp = remaining === 0 && limit !== null
  return (
    <li className={classes.domain}>
      <div className={classes.domainLine}>
        <span className={classes.domainName}>{domain.domain}</span>
        <span className={classes.dim}>
          {domain.warmedUp
            ? t('today.warmedUp')
            : t('today.warmup', { day: format.number(domain.warmupDay) })}
        </span>
      </div>
      <ProgressBar
        bare
        label={`${domain.domain}: ${t('today.used', { used: format.number(used), limit: format.number(limit ?? used) })}`}
        done={used}
        total={limit ?? used}
        tone={usedUp ? 'warning' : 'info'}
      />
      <div className={classes.domainLine}>
        <span>
          {limit === null
            ? t('today.noLimit', { used: format.number(used) })
            : t('today.used', { used: format.number(used), limit: format.number(limit) })}
        </span>
        {remaining !== null && (
          <span className={classes.dim}>
            {usedUp ? t('today.usedUp') : t('today.remaining', { remaining: format.number(remaining) })}
          </span>
        )}
      </div>
    </li>
  )
}

function Batches({ today: { batches, starting, total } }: { today: TodaySummary }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const more = total.batches - batches.length
  return (
    <>
      <ul className={classes.rows} aria-label={t('today.batches')}>
        {batches.map((batch) => (
          <li key={`${batch.campaignId} ${batch.number}`}>
            <Link to={pathTo(`/campaigns/${batch.campaignId}`)} className={classes.batch}>
              <span className={classes.time}>{format.time(batch.dueAt)}</span>
              <span className={classes.words}>
                <span className={classes.needTitle}>{batch.campaignName}</span>
                <span className={classes.needText}>
                  {t('today.batch', { number: format.number(batch.number) })}
                  {batch.status === 'sending' && ` · ${t('today.sending')}`}
                </span>
              </span>
              <span className={classes.figure}>
                {t('today.waiting', { count: batch.waiting, formatted: format.number(batch.waiting) })}
              </span>
            </Link>
          </li>
        ))}
        {starting.map((campaign) => (
          <li key={campaign.id}>
            <Link to={pathTo(`/campaigns/${campaign.id}`)} className={classes.batch}>
              <span className={classes.time}>{format.time(campaign.startAt)}</span>
              <span className={classes.words}>
                <span className={classes.needTitle}>{campaign.name}</span>
                <span className={classes.needText}>{t('today.starts')}</span>
              </span>
              <span className={classes.figure}>
                {t('today.waiting', {
                  count: campaign.recipients,
                  formatted: format.number(campaign.recipients),
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={classes.more}>{t('today.more', { count: more, formatted: format.number(more) })}</p>
      )}
    </>
  )
}

import { Alert, Anchor, SegmentedControl } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApprovalDetail } from '../../../shared/contract/approvals.ts'
import { type CampaignLaunch, campaignLaunchSchema } from '../../../shared/domain/campaign-launch.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { MessageFrame } from '../../components/message/message-frame.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import classes from './approvals.module.css'
import { Changes } from './changes.tsx'

/** What approving a campaign sets going: to whom, what, how much, when, how long. */
export function CampaignLaunchContent({ approval }: { approval: ApprovalDetail }) {
  const { t } = useTranslation('approvals')
  const read = campaignLaunchSchema.safeParse(approval.payload)
  if (!read.success) {
    return (
      <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('launch.unreadable')}>
        <pre className={classes.raw}>{JSON.stringify(approval.payload, null, 2)}</pre>
      </Alert>
    )
  }
  return <Launch approval={approval} launch={read.data} />
}

function Launch({ approval, launch }: { approval: ApprovalDetail; launch: CampaignLaunch }) {
  const { t } = useTranslation('approvals')
  const format = useFormat()
  const forecast = useForecast(approval)
  const [total, ...others] = launch.totals
  const strategy = t(`launch.strategyName.${launch.strategy}`)
  return (
    <>
      <dl className={classes.facts}>
        <Fact
          name={t('launch.recipients')}
          value={format.number(launch.recipients)}
          detail={
            launch.excluded > 0
              ? t('launch.excluded', { count: launch.excluded, formatted: format.number(launch.excluded) })
              : t('launch.nobodyExcluded')
          }
        />
        {total && (
          <Fact
            name={t('launch.total')}
            value={format.money(total.minor, total.currency)}
            detail={
              others.length > 0
                ? others.map(({ minor, currency }) => format.money(minor, currency)).join(' · ')
                : total.currency
            }
          />
        )}
        <Fact
          name={t('launch.start')}
          value={launch.startAt === null ? t('launch.atOnce') : format.date(launch.startAt)}
          detail={launch.startAt === null ? t('launch.atOnceDetail') : format.time(launch.startAt)}
        />
        {forecast && (
          <Fact
            name={t('launch.length')}
            value={t('launch.days', {
              count: forecast.sendingDays,
              formatted: format.number(forecast.sendingDays),
            })}
            detail={
              forecast.finishesAt === null
                ? t('launch.batches', { count: forecast.batches })
                : t('launch.until', { date: format.date(forecast.finishesAt) })
            }
          />
        )}
      </dl>
      <Changes approval={approval} launch={launch} />
      <KeyValues
        items={[
          [t('launch.from'), launch.from],
          [
            t('launch.message'),
            launch.templateVersion === null
              ? launch.template
              : t('launch.templateVersion', { name: launch.template, version: launch.templateVersion }),
          ],
          [
            t('launch.fallback'),
            launch.fallbackAfterDays === null
              ? t('launch.noFallback')
              : t('launch.fallbackAfter', { count: launch.fallbackAfterDays }),
          ],
          [t('launch.strategy'), strategy],
          [t('launch.rulePack'), launch.rulePack === 'none' ? t('launch.noRules') : launch.rulePack],
          [
            t('launch.campaign'),
            <Anchor key="campaign" component={Link} to={pathTo(`/campaigns/${approval.subjectId}`)}>
              {launch.name}
            </Anchor>,
          ],
        ]}
      />
      <Messages messages={launch.messages} />
    </>
  )
}

function Fact({ name, value, detail }: { name: string; value: string; detail: string }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd className={classes.factValue}>{value}</dd>
      <dd className={classes.factDetail}>{detail}</dd>
    </div>
  )
}

/** The forecast of now, while it still matters: the planner's, for who may see the campaign. */
function useForecast({ status, subjectId }: ApprovalDetail) {
  const { data } = useQuery({
    ...orpc.campaigns.review.forecast.queryOptions({ input: { id: subjectId } }),
    enabled: status === 'pending',
    retry: false,
  })
  return data
}

function Messages({ messages }: { messages: CampaignLaunch['messages'] }) {
  const { t } = useTranslation('approvals')
  const [stage, setStage] = useState(1)
  const shown = messages.find((message) => message.stage === stage) ?? messages[0]
  if (!shown) return null
  return (
    <section className={classes.message} aria-label={t('launch.preview')}>
      <header className={classes.messageHead}>
        {messages.length > 1 && (
          <SegmentedControl
            size="xs"
            value={String(shown.stage)}
            onChange={(value) => setStage(Number(value))}
            data={messages.map((message) => ({
              value: String(message.stage),
              label: message.stage === 1 ? t('launch.first') : t('launch.second'),
            }))}
          />
        )}
        <p className={classes.itemMeta}>{t('launch.asFor', { address: shown.to })}</p>
        <p className={classes.subject}>{shown.subject}</p>
      </header>
      {shown.html === null ? (
        <pre className={classes.plain}>{shown.text}</pre>
      ) : (
        <MessageFrame html={shown.html} title={t('launch.preview')} minHeight={200} />
      )}
    </section>
  )
}

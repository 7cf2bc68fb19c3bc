import { Alert, Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHourglass, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../../shared/contract/campaigns/progress.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { pathTo } from '../../../../app/paths.ts'
import { useConfirm } from '../../../../components/feedback/confirm.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { KeyValues } from '../../../../components/values/key-values.tsx'
import { DateTime } from '../../../../components/values/date-time.tsx'
import type { OpenDraft } from '../draft.ts'
import { forgetDraft } from '../draft-store.ts'

interface LaunchCardProps {
  draft: OpenDraft
  review: Review
  busy: boolean
}

/** The one button that sends, or asks for the permission to. */
export function LaunchCard({ draft, review, busy }: LaunchCardProps) {
  const { t } = useTranslation('campaigns')
  if (draft.campaign.status === 'awaiting_approval') return <Request draft={draft} />
  const blockers = review.checks.filter(({ level }) => level === 'blocks').length
  return (
    <Section title={t(review.needsApproval ? 'launch.askTitle' : 'launch.title')}>
      <Stack gap={12}>
        <Text size="sm">{t(review.needsApproval ? 'launch.askText' : 'launch.text')}</Text>
        {blockers > 0 && (
          <Text size="sm" c="var(--tone-danger-fg)">
            {t('launch.blocked', { count: blockers })}
          </Text>
        )}
        <LaunchButton draft={draft} review={review} busy={busy} blocked={blockers > 0 || !review.canLaunch} />
      </Stack>
    </Section>
  )
}

function LaunchButton({ draft, review, busy, blocked }: LaunchCardProps & { blocked: boolean }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const ask = useConfirm()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { startAt, name } = draft.settings
  const asking = review.needsApproval
  const verb = asking ? 'ask' : startAt === null ? 'now' : 'schedule'
  const run = async (): Promise<void> => {
    const { outcome, campaign } = await client.campaigns.launch({
      id: draft.id,
      contentHash: review.contentHash,
    })
    forgetDraft(draft.id)
    queryClient.setQueryData(orpc.campaigns.get.queryKey({ input: { id: draft.id } }), campaign)
    if (outcome === 'approval_requested') {
      notifications.show({ color: 'green', message: t('launch.requested') })
    } else {
      await navigate({
        to: '/campaigns/$campaignId/$tab',
        params: { campaignId: draft.id, tab: 'progress' },
      })
    }
  }
  const confirm = (): void =>
    void ask({
      title: t(`launch.confirm.${verb}.title`, { name }),
      text: t(`launch.confirm.${verb}.text`, {
        count: review.who.recipients,
        formatted: format.number(review.who.recipients),
        from: review.what.from ?? '',
        at: startAt === null ? '' : format.dateTime(startAt),
        days: t('forecast.days', {
          count: review.forecast?.sendingDays ?? 0,
          formatted: format.number(review.forecast?.sendingDays ?? 0),
        }),
      }),
      confirm: t(`launch.${verb}`),
      run,
    })
  return (
    <Button
      size="md"
      fullWidth
      leftSection={asking ? <IconHourglass size={18} /> : <IconSend size={18} />}
      disabled={blocked}
      loading={busy}
      onClick={confirm}
    >
      {t(`launch.${verb}`)}
    </Button>
  )
}

function Request({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const queryClient = useQueryClient()
  const { approvalId } = draft.campaign
  const request = useQuery({
    ...orpc.approvals.get.queryOptions({ input: { id: approvalId ?? '' } }),
    enabled: approvalId !== null,
  })
  const withdraw = useMutation({
    mutationFn: () => client.campaigns.withdraw({ id: draft.id }),
    onSuccess: (campaign) =>
      queryClient.setQueryData(orpc.campaigns.get.queryKey({ input: { id: draft.id } }), campaign),
  })
  return (
    <Section title={t('request.title')}>
      <Stack gap={12}>
        <Alert color="yellow" icon={<IconHourglass size={18} />}>
          {t('request.text')}
        </Alert>
        {request.data && (
          <KeyValues
            items={[
              [t('request.by'), request.data.requestedByName],
              [t('request.at'), <DateTime key="at" at={request.data.requestedAt} />],
              [t('request.expires'), <DateTime key="until" at={request.data.expiresAt} as="dateTime" />],
            ]}
          />
        )}
        {approvalId !== null && (
          <Button component={Link} to={pathTo('/approvals')} variant="default">
            {t('request.open')}
          </Button>
        )}
        {draft.campaign.actions.includes('withdraw') && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('request.withdraw')}
          </Button>
        )}
      </Stack>
    </Section>
  )
}

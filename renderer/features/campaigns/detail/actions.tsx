import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconArrowsExchange,
  IconBan,
  IconCalendarPlus,
  IconCopy,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { useFormat } from '../../../app/format.ts'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { useConfirm } from '../../../components/feedback/confirm.tsx'
import { SwitchStrategy } from './switch-strategy.tsx'

/** What may be done with the campaign now, by this person: the engine says so. */
export function CampaignActions({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const { may, act, busy } = useActing(campaign)
  const ask = useConfirm()
  const take = async (): Promise<void> => {
    await ask({
      title: t('withdraw.title'),
      text: t('withdraw.text'),
      confirm: t('withdraw.confirm'),
      run: () => act('withdraw', () => client.campaigns.withdraw({ id: campaign.id })),
    })
  }
  return (
    <>
      {may('withdraw') && (
        <Button variant="default" onClick={() => void take()}>
          {t('withdraw.confirm')}
        </Button>
      )}
      {may('pause') && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={busy === 'pause'}
          onClick={() => void act('pause', () => client.campaigns.pause({ id: campaign.id }))}
        >
          {t('action.pause')}
        </Button>
      )}
      {may('resume') && (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={busy === 'resume'}
          onClick={() => void act('resume', () => client.campaigns.resume({ id: campaign.id }))}
        >
          {t('action.resume')}
        </Button>
      )}
      <MoreActions campaign={campaign} may={may} act={act} />
    </>
  )
}

type Action = CampaignDetail['actions'][number]
type Act = (action: Action, run: () => Promise<CampaignDetail>) => Promise<void>

/** Runs an action; its answer is shown at once, its refusal as a notice. */
function useActing(campaign: CampaignDetail): {
  may: (action: Action) => boolean
  act: Act
  busy: Action | undefined
} {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState<Action>()
  const act: Act = async (action, run) => {
    setBusy(action)
    try {
      const changed = await run()
      queryClient.setQueryData(orpc.campaigns.get.queryKey({ input: { id: campaign.id } }), changed)
      void queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
    } catch (error) {
      notifications.show({ color: 'red', message: explain(error).message, autoClose: 8_000 })
    } finally {
      setBusy(undefined)
    }
  }
  return { may: (action) => campaign.actions.includes(action), act, busy }
}

interface MoreActionsProps {
  campaign: CampaignDetail
  may: (action: Action) => boolean
  act: Act
}

function MoreActions({ campaign, may, act }: MoreActionsProps) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const [switching, setSwitching] = useState(false)
  const run = useMoreActions(campaign, act)
  const any = campaign.actions.some(
    (action) => !['withdraw', 'pause', 'resume', 'edit', 'launch'].includes(action),
  )
  if (!any) return null
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <IconButton label={common('actions.more')} icon={IconDots} variant="default" size="lg" />
        </Menu.Target>
        <Menu.Dropdown>
          {may('retry_failed') && (
            <Menu.Item leftSection={<IconRefresh size={16} />} onClick={run.retry}>
              {t('action.retry')}
            </Menu.Item>
          )}
          {may('reschedule_overflow') && (
            <Menu.Item leftSection={<IconCalendarPlus size={16} />} onClick={run.overflow}>
              {t('action.overflow')}
            </Menu.Item>
          )}
          {may('switch_strategy') && (
            <Menu.Item leftSection={<IconArrowsExchange size={16} />} onClick={() => setSwitching(true)}>
              {t('action.switch')}
            </Menu.Item>
          )}
          {may('duplicate') && (
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={run.duplicate}>
              {common('actions.duplicate')}
            </Menu.Item>
          )}
          {may('cancel') && (
            <Menu.Item color="red" leftSection={<IconBan size={16} />} onClick={run.cancel}>
              {t('action.cancel')}
            </Menu.Item>
          )}
          {may('remove') && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={run.remove}>
              {t('action.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <SwitchStrategy campaign={campaign} opened={switching} onClose={() => setSwitching(false)} />
    </>
  )
}

function useMoreActions(campaign: CampaignDetail, act: Act) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const ask = useConfirm()
  const navigate = useNavigate()
  const { id, name, counts } = campaign
  const tell = (message: string): void => void notifications.show({ color: 'green', message })
  const open = waitingOf(counts)
  return {
    retry: () =>
      void ask({
        title: t('retry.title'),
        text: t('retry.text', { count: counts.failed, formatted: format.number(counts.failed) }),
        confirm: t('retry.confirm'),
        run: () =>
          act('retry_failed', async () => {
            const { planned, campaign: changed } = await client.campaigns.retryFailed({ id })
            tell(t('retry.done', { count: planned, formatted: format.number(planned) }))
            return changed
          }),
      }),
    overflow: () =>
      void act('reschedule_overflow', async () => {
        const { moved, to, campaign: changed } = await client.campaigns.rescheduleOverflow({ id })
        tell(
          moved === 0 || to === null
            ? t('overflow.none')
            : t('overflow.done', { count: moved, formatted: format.number(moved), date: format.date(to) }),
        )
        return changed
      }),
    duplicate: () =>
      void act('duplicate', async () => {
        const copy = await client.campaigns.duplicate({ id, recipients: false })
        await navigate({
          to: '/campaigns/$campaignId/wizard/$step',
          params: { campaignId: copy.id, step: 'recipients' },
        })
        return campaign
      }),
    cancel: () =>
      void ask({
        title: t('cancel.title', { name }),
        text: t('cancel.text', { count: open, formatted: format.number(open) }),
        confirm: t('action.cancel'),
        cancel: t('cancel.keep'),
        danger: true,
        typed: name,
        run: () => act('cancel', () => client.campaigns.cancel({ id })),
      }),
    remove: () =>
      void ask({
        title: t('remove.title', { name }),
        text: t('remove.text'),
        confirm: t('action.remove'),
        danger: true,
        run: async () => {
          await client.campaigns.remove({ id })
          await navigate({ to: '/campaigns' })
        },
      }),
  }
}

function waitingOf({ waiting, planned, sending }: CampaignDetail['counts']): number {
  return waiting + planned + sending
}

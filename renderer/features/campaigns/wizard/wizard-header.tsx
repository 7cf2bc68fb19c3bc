import { Menu, TextInput } from '@mantine/core'
import { IconCheck, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../../shared/contract/campaigns/progress.ts'
import type { WizardStep } from '../../../../shared/domain/campaigns.ts'
import { WIZARD_STEPS } from '../../../../shared/domain/campaigns.ts'
import { client, orpc } from '../../../app/client.ts'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { useConfirm } from '../../../components/feedback/confirm.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import type { Step } from '../../../components/page/step-bar.tsx'
import { StepBar } from '../../../components/page/step-bar.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { campaignLooks } from '../looks.ts'
import type { OpenDraft } from './draft.ts'
import { forgetDraft } from './draft-store.ts'
import { blockedSteps } from './review/check-steps.ts'
import { reviewKey } from './review/review-query.ts'
import { SaveState } from './save-state.tsx'
import classes from './wizard.module.css'

/** Name, state of saving and the steps. */
export function WizardHeader({ draft, step }: { draft: OpenDraft; step: WizardStep }) {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const steps = useSteps(draft)
  const { campaign } = draft
  const open = (key: string): void =>
    void navigate({ to: '/campaigns/$campaignId/wizard/$step', params: { campaignId: draft.id, step: key } })
  const { change } = draft
  const left = draft.settings.step
  useEffect(() => {
    if (campaign.status === 'draft' && left !== step) change({ step })
  }, [campaign.status, left, step, change])
  return (
    <PageHeader
      title={draft.settings.name || campaign.name}
      badge={<StatusBadge of={campaignLooks} value={campaign.status} />}
      back={{ label: t('title'), to: '/campaigns' }}
      actions={
        <>
          <SaveState draft={draft} />
          {campaign.status === 'draft' && <DraftMenu draft={draft} />}
        </>
      }
    >
      {campaign.status === 'draft' && <StepBar steps={steps} current={step} onSelect={open} />}
    </PageHeader>
  )
}

/** What is done, by the draft itself and, once it was reviewed, by what stops it. */
function useSteps(draft: OpenDraft): Step[] {
  const { t } = useTranslation('campaigns')
  const queryClient = useQueryClient()
  const { campaign, settings } = draft
  const review = queryClient.getQueryData<Review>(reviewKey(campaign))
  const blocked = review ? blockedSteps(review.checks) : new Set<WizardStep>()
  const done: Record<WizardStep, boolean> = {
    recipients: campaign.counts.recipients > 0,
    message: settings.templateId !== null && !draft.unusable.includes('name'),
    delivery: settings.accountId !== null,
    review: review?.canLaunch === true,
  }
  return WIZARD_STEPS.map((key) => ({
    key,
    label: t(`step.${key}`),
    state: blocked.has(key) && key !== 'review' ? 'error' : done[key] ? 'done' : 'open',
  }))
}

function DraftMenu({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const ask = useConfirm()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const remove = async (): Promise<void> => {
    const removed = await ask({
      title: t('discard.title'),
      text: t('discard.text', { name: draft.settings.name }),
      confirm: t('discard.confirm'),
      danger: true,
      run: () => client.campaigns.remove({ id: draft.id }),
    })
    if (!removed) return
    forgetDraft(draft.id)
    await navigate({ to: '/campaigns' })
    queryClient.removeQueries({ queryKey: orpc.campaigns.get.queryKey({ input: { id: draft.id } }) })
  }
  if (renaming) return <Rename draft={draft} onDone={() => setRenaming(false)} />
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <IconButton label={common('actions.more')} icon={IconDots} variant="default" size="lg" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
          {common('actions.rename')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
          {t('discard.confirm')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Rename({ draft, onDone }: { draft: OpenDraft; onDone: () => void }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  return (
    <form
      className={classes.rename}
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <TextInput
        aria-label={t('fields.name')}
        value={draft.settings.name}
        maxLength={120}
        ref={(field) => field?.focus()}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
        }}
        error={draft.unusable.includes('name')}
      />
      <IconButton
        type="submit"
        label={common('actions.finish')}
        icon={IconCheck}
        variant="default"
        size="lg"
      />
    </form>
  )
}

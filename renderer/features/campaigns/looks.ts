import {
  IconAlertTriangle,
  IconBan,
  IconCalendarClock,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconFlag,
  IconHelpCircle,
  IconHourglass,
  IconMailCheck,
  IconMailX,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconSend,
  IconUserOff,
} from '@tabler/icons-react'
import type { BatchStatus, CampaignStatus, RecipientState } from '../../../shared/domain/campaigns.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const campaignLooks = defineStatuses<CampaignStatus>({
  draft: { tone: 'neutral', icon: IconPencil, label: 'campaigns:status.draft' },
  awaiting_approval: { tone: 'warning', icon: IconHourglass, label: 'campaigns:status.awaiting_approval' },
  scheduled: { tone: 'info', icon: IconCalendarClock, label: 'campaigns:status.scheduled' },
  running: { tone: 'info', icon: IconPlayerPlay, label: 'campaigns:status.running' },
  paused: { tone: 'warning', icon: IconPlayerPause, label: 'campaigns:status.paused' },
  finished: { tone: 'success', icon: IconCheck, label: 'campaigns:status.finished' },
  cancelled: { tone: 'neutral', icon: IconCircleX, label: 'campaigns:status.cancelled' },
})

export const recipientLooks = defineStatuses<RecipientState>({
  excluded: { tone: 'neutral', icon: IconUserOff, label: 'campaigns:state.excluded' },
  waiting: { tone: 'neutral', icon: IconCircleDashed, label: 'campaigns:state.waiting' },
  planned: { tone: 'neutral', icon: IconClock, label: 'campaigns:state.planned' },
  claimed: { tone: 'info', icon: IconSend, label: 'campaigns:state.claimed' },
  handed_over: { tone: 'info', icon: IconSend, label: 'campaigns:state.handed_over' },
  accepted: { tone: 'success', icon: IconCheck, label: 'campaigns:state.accepted' },
  delivered: { tone: 'success', icon: IconChecks, label: 'campaigns:state.delivered' },
  bounced: { tone: 'danger', icon: IconMailX, label: 'campaigns:state.bounced' },
  complained: { tone: 'danger', icon: IconFlag, label: 'campaigns:state.complained' },
  ambiguous: { tone: 'warning', icon: IconHelpCircle, label: 'campaigns:state.ambiguous' },
  skipped: { tone: 'neutral', icon: IconPlayerSkipForward, label: 'campaigns:state.skipped' },
  failed: { tone: 'danger', icon: IconAlertTriangle, label: 'campaigns:state.failed' },
})

/** In a draft nobody has a day yet: they are in, or they are out. */
export const draftLooks: typeof recipientLooks = {
  ...recipientLooks,
  waiting: { tone: 'success', icon: IconCheck, label: 'campaigns:state.included' },
}

export const batchLooks = defineStatuses<BatchStatus>({
  planned: { tone: 'neutral', icon: IconClock, label: 'campaigns:batch.planned' },
  sending: { tone: 'info', icon: IconSend, label: 'campaigns:batch.sending' },
  done: { tone: 'success', icon: IconMailCheck, label: 'campaigns:batch.done' },
  cancelled: { tone: 'neutral', icon: IconBan, label: 'campaigns:batch.cancelled' },
})

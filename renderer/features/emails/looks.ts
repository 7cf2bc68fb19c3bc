import { IconBan, IconCheck, IconCircleX, IconClock, IconHelpCircle, IconSend } from '@tabler/icons-react'
import type { EmailStatus } from '../../../shared/contract/emails.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const emailLooks = defineStatuses<EmailStatus>({
  queued: { tone: 'neutral', icon: IconClock, label: 'emails:status.queued' },
  sending: { tone: 'info', icon: IconSend, label: 'emails:status.sending' },
  handed_over: { tone: 'info', icon: IconSend, label: 'emails:status.handed_over' },
  accepted: { tone: 'success', icon: IconCheck, label: 'emails:status.accepted' },
  ambiguous: { tone: 'warning', icon: IconHelpCircle, label: 'emails:status.ambiguous' },
  failed: { tone: 'danger', icon: IconCircleX, label: 'emails:status.failed' },
  cancelled: { tone: 'neutral', icon: IconBan, label: 'emails:status.cancelled' },
})

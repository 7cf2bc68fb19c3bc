import { IconBan, IconCheck, IconClockX, IconHourglass, IconSend, IconX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ApprovalKindName, ApprovalStatus } from '../../../shared/domain/approval-kinds.ts'
import type { TextKey } from '../../../shared/i18n/index.ts'
import type { Tone } from '../../components/values/tones.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const approvalLooks = defineStatuses<ApprovalStatus>({
  pending: { tone: 'warning', icon: IconHourglass, label: 'approvals:status.pending' },
  approved: { tone: 'success', icon: IconCheck, label: 'approvals:status.approved' },
  rejected: { tone: 'danger', icon: IconX, label: 'approvals:status.rejected' },
  expired: { tone: 'neutral', icon: IconClockX, label: 'approvals:status.expired' },
  voided: { tone: 'neutral', icon: IconBan, label: 'approvals:status.voided' },
})

export const kindLooks: Record<ApprovalKindName, { icon: Icon; label: TextKey }> = {
  campaign_launch: { icon: IconSend, label: 'approvals:kind.campaign_launch' },
}

const HOUR = 3_600_000

/** How pressing the time left is. */
export function timeTone(expiresAt: number, now: number): Exclude<Tone, 'accent'> {
  if (expiresAt - now < 2 * HOUR) return 'danger'
  return expiresAt - now < 8 * HOUR ? 'warning' : 'neutral'
}

import { IconAlertTriangle, IconCheck, IconCircleDashed, IconPower } from '@tabler/icons-react'
import type { MailAccount } from '../../../shared/contract/mail.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const accountLooks = defineStatuses<MailAccount['state']>({
  working: { tone: 'success', icon: IconCheck, label: 'mail:state.working' },
  failing: { tone: 'danger', icon: IconAlertTriangle, label: 'mail:state.failing' },
  untested: { tone: 'neutral', icon: IconCircleDashed, label: 'mail:state.untested' },
  disabled: { tone: 'neutral', icon: IconPower, label: 'mail:state.disabled' },
})

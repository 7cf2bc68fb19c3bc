import { IconBan, IconCircleCheck, IconClockX } from '@tabler/icons-react'
import type { ApiKey } from '../../../shared/contract/api-keys.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const keyLooks = defineStatuses<ApiKey['state']>({
  valid: { tone: 'success', icon: IconCircleCheck, label: 'apiKeys:state.valid' },
  expired: { tone: 'neutral', icon: IconClockX, label: 'apiKeys:state.expired' },
  revoked: { tone: 'neutral', icon: IconBan, label: 'apiKeys:state.revoked' },
})

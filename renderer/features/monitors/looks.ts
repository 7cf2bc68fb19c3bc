import { IconAlertTriangle, IconBell, IconCircleCheck, IconCircleOff } from '@tabler/icons-react'
import type { Monitor } from '../../../shared/contract/monitors.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const monitorLooks = defineStatuses<'well' | 'beyond' | 'raised' | 'off'>({
  well: { tone: 'success', icon: IconCircleCheck, label: 'monitors:state.well' },
  beyond: { tone: 'warning', icon: IconAlertTriangle, label: 'monitors:state.beyond' },
  raised: { tone: 'danger', icon: IconBell, label: 'monitors:state.raised' },
  off: { tone: 'neutral', icon: IconCircleOff, label: 'monitors:state.off' },
})

/** How a rule stands: told already, beyond its limit but not long enough, or well. */
export function stateOf({ enabled, beyondSince, raisedAt }: Monitor): keyof typeof monitorLooks {
  if (!enabled) return 'off'
  if (beyondSince === null) return 'well'
  return raisedAt !== null && raisedAt >= beyondSince ? 'raised' : 'beyond'
}

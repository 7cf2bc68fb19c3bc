import { IconCircleCheck, IconCircleOff, IconKeyOff, IconLock } from '@tabler/icons-react'
import type { User } from '../../../shared/contract/users.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const userLooks = defineStatuses<'active' | 'inactive' | 'locked' | 'noPassword'>({
  active: { tone: 'success', icon: IconCircleCheck, label: 'users:state.active' },
  inactive: { tone: 'neutral', icon: IconCircleOff, label: 'users:state.inactive' },
  locked: { tone: 'warning', icon: IconLock, label: 'users:state.locked' },
  noPassword: { tone: 'warning', icon: IconKeyOff, label: 'users:state.noPassword' },
})

/** What keeps somebody out, if anything. */
export function stateOf({ active, lockedUntil, hasPassword }: User): keyof typeof userLooks {
  if (!active) return 'inactive'
  if (lockedUntil !== null) return 'locked'
  return hasPassword ? 'active' : 'noPassword'
}

import {
  IconAlertTriangle,
  IconCheck,
  IconCircleX,
  IconClock,
  IconHourglass,
  IconPlayerPlay,
} from '@tabler/icons-react'
import type { JobRow } from '../../../shared/contract/jobs.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const jobStates = ['ready', 'running', 'scheduled', 'done', 'dead', 'cancelled'] as const

export const jobLooks = defineStatuses<JobRow['state']>({
  ready: { tone: 'neutral', icon: IconHourglass, label: 'jobs:state.ready' },
  running: { tone: 'info', icon: IconPlayerPlay, label: 'jobs:state.running' },
  scheduled: { tone: 'neutral', icon: IconClock, label: 'jobs:state.scheduled' },
  done: { tone: 'success', icon: IconCheck, label: 'jobs:state.done' },
  dead: { tone: 'danger', icon: IconAlertTriangle, label: 'jobs:state.dead' },
  cancelled: { tone: 'neutral', icon: IconCircleX, label: 'jobs:state.cancelled' },
})

/** In which states a job can be put to the front, and in which it can be cancelled. */
export const retriable: readonly JobRow['state'][] = ['dead', 'cancelled', 'scheduled']
export const cancellable: readonly JobRow['state'][] = ['ready', 'running', 'scheduled']

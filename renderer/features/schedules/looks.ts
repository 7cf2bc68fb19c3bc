import { IconCheck, IconClockExclamation, IconHandClick, IconPlayerSkipForward } from '@tabler/icons-react'
import { defineStatuses } from '../../components/values/status-badge.tsx'

export const outcomeLooks = defineStatuses<'fired' | 'late' | 'missed' | 'by_hand'>({
  fired: { tone: 'neutral', icon: IconCheck, label: 'schedules:outcome.fired' },
  late: { tone: 'warning', icon: IconClockExclamation, label: 'schedules:outcome.late' },
  missed: { tone: 'warning', icon: IconPlayerSkipForward, label: 'schedules:outcome.missed' },
  by_hand: { tone: 'info', icon: IconHandClick, label: 'schedules:outcome.by_hand' },
})

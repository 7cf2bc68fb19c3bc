import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCirclePlus,
  IconDoorExit,
  IconEqual,
  IconPlayerSkipForward,
  IconRefresh,
  IconSeedling,
  IconSparkles,
} from '@tabler/icons-react'
import type { HealthBand } from '../../../shared/domain/client-health.ts'
import type { ClientRowOutcome, ClientRowSeverity } from '../../../shared/domain/client-import.ts'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'
import type { Tone } from '../../components/values/tones.ts'

export const stageLooks = defineStatuses<ClientStage>({
  lead: { tone: 'neutral', icon: IconSparkles, label: 'clients:stage.lead' },
  onboarding: { tone: 'info', icon: IconSeedling, label: 'clients:stage.onboarding' },
  active: { tone: 'success', icon: IconCircleCheck, label: 'clients:stage.active' },
  at_risk: { tone: 'warning', icon: IconAlertTriangle, label: 'clients:stage.at_risk' },
  former: { tone: 'neutral', icon: IconDoorExit, label: 'clients:stage.former' },
})

export const bandTones: Record<HealthBand, Exclude<Tone, 'accent'>> = {
  good: 'success',
  fair: 'warning',
  low: 'danger',
  unknown: 'neutral',
}

export const outcomeLooks = defineStatuses<ClientRowOutcome>({
  created: { tone: 'success', icon: IconCirclePlus, label: 'clients:import.outcome.created' },
  updated: { tone: 'info', icon: IconRefresh, label: 'clients:import.outcome.updated' },
  unchanged: { tone: 'neutral', icon: IconEqual, label: 'clients:import.outcome.unchanged' },
  skipped: { tone: 'danger', icon: IconPlayerSkipForward, label: 'clients:import.outcome.skipped' },
})

export const severityLooks = defineStatuses<ClientRowSeverity>({
  skips: { tone: 'danger', icon: IconPlayerSkipForward, label: 'clients:import.severity.skips' },
  warns: { tone: 'warning', icon: IconCircleDashed, label: 'clients:import.severity.warns' },
})

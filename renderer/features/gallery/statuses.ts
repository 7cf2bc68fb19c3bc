import {
  IconAlertTriangle,
  IconCheck,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { defineStatuses } from '../../components/values/status-badge.tsx'

/** The words are borrowed from the shell: the gallery has no texts of its own. */
export const galleryStatuses = defineStatuses({
  draft: { tone: 'neutral', icon: IconPencil, label: 'common:actions.edit' },
  running: { tone: 'info', icon: IconPlayerPlay, label: 'shell:palette.searching' },
  paused: { tone: 'warning', icon: IconPlayerPause, label: 'shell:jobs.cancelled' },
  finished: { tone: 'success', icon: IconCheck, label: 'shell:jobs.done' },
  failed: { tone: 'danger', icon: IconAlertTriangle, label: 'common:steps.error' },
})

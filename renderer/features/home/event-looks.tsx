import { Anchor } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import {
  IconAlertTriangle,
  IconArchive,
  IconArrowsExchange,
  IconCheck,
  IconChecklist,
  IconClockX,
  IconFlag,
  IconMailOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTemplate,
  IconUser,
  IconUserMinus,
  IconX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import i18next from 'i18next'
import type { HomeEvent } from '../../../shared/contract/home.ts'
import type { Texts } from '../../../shared/i18n/index.ts'
import { pathTo } from '../../app/paths.ts'
import type { TimelineEntry } from '../../components/values/timeline.tsx'
import { jobTypeName } from '../jobs/words.ts'
import { monitorName } from '../monitors/words.ts'

type EventKey = keyof Texts['home']['event']
interface Look {
  icon: Icon
  tone?: TimelineEntry['tone']
  to?: (id: string) => string
}

const campaign = (id: string): string => `/campaigns/${id}`
const approval = (id: string): string => `/approvals/${id}`
const client = (id: string): string => `/clients/${id}`

const looks: Record<EventKey, Look> = {
  approval_decided_approved: { icon: IconCheck, tone: 'success', to: approval },
  approval_decided_rejected: { icon: IconX, tone: 'danger', to: approval },
  approval_requested: { icon: IconChecklist, tone: 'info', to: approval },
  approval_timed_out: { icon: IconClockX, tone: 'warning', to: approval },
  backup_completed: { icon: IconArchive, to: () => '/settings/backups' },
  backup_failed: { icon: IconArchive, tone: 'danger', to: () => '/settings/backups' },
  campaign_cancelled: { icon: IconX, to: campaign },
  campaign_finished: { icon: IconFlag, tone: 'success', to: campaign },
  campaign_launched: { icon: IconSend, tone: 'info', to: campaign },
  campaign_paused: { icon: IconPlayerPause, tone: 'warning', to: campaign },
  campaign_resumed: { icon: IconPlayerPlay, tone: 'info', to: campaign },
  campaign_strategy_switched: { icon: IconArrowsExchange, to: campaign },
  client_created: { icon: IconUser, to: client },
  client_deleted: { icon: IconUserMinus },
  client_stage_changed: { icon: IconArrowsExchange, to: client },
  integrity_failed: { icon: IconAlertTriangle, tone: 'danger', to: () => '/jobs' },
  job_dead: { icon: IconAlertTriangle, tone: 'danger', to: () => '/jobs' },
  mail_account_failed: { icon: IconMailOff, tone: 'danger', to: () => '/settings/mail' },
  monitor_raised: { icon: IconAlertTriangle, tone: 'warning', to: () => '/settings/monitors' },
  template_published: { icon: IconTemplate, to: (id) => `/templates/${id}` },
  user_created: { icon: IconUser, to: () => '/settings/users' },
}

/** How an event is told in the list of news: icon, sentence, and where it leads. */
export function eventLook(event: HomeEvent): Pick<TimelineEntry, 'icon' | 'tone' | 'title'> {
  const key = keyOf(event)
  if (!key) return { icon: IconFlag, title: event.type }
  const { icon, tone, to } = looks[key]
  const text = i18next.t(`home:event.${key}`, wordsOf(event))
  return {
    icon,
    tone,
    title: to ? (
      <Anchor component={Link} to={pathTo(to(event.subjectId))} c="inherit">
        {text}
      </Anchor>
    ) : (
      text
    ),
  }
}

function keyOf({ type, payload }: HomeEvent): EventKey | undefined {
  const key = type.replaceAll('.', '_')
  const whole =
    key === 'approval_decided' ? `${key}_${payload['status'] === 'approved' ? 'approved' : 'rejected'}` : key
  return isKey(whole) ? whole : undefined
}

const isKey = (key: string): key is EventKey => key in looks

function wordsOf({ payload }: HomeEvent): { name: string; title: string; job: string; monitor: string } {
  const word = (key: string): string => {
    const value = payload[key]
    return typeof value === 'string' ? value : ''
  }
  return {
    name: word('name'),
    title: word('title'),
    job: jobTypeName(word('jobType')),
    monitor: monitorName(word('monitor')),
  }
}

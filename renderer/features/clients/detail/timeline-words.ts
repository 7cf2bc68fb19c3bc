import type { Icon } from '@tabler/icons-react'
import {
  IconActivity,
  IconAddressBook,
  IconArrowBackUp,
  IconArrowRight,
  IconCheck,
  IconChecklist,
  IconHeartbeat,
  IconMailCheck,
  IconMailX,
  IconPencil,
  IconPlayerPause,
  IconSend,
  IconTrash,
  IconUser,
  IconUserPlus,
  IconX,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { TimelineItem } from '../../../../shared/contract/clients.ts'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import type { TimelineEntry } from '../../../components/values/timeline.tsx'

type Words = TFunction<'clients'>
type Payload = TimelineItem['payload']
interface Look {
  icon: Icon
  tone?: NonNullable<TimelineEntry['tone']>
  title: (payload: Payload, t: Words, list: (parts: string[]) => string) => string
}

const text = (payload: Payload, key: string): string => {
  const value = payload[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const known = (payload: Payload, key: string): boolean => payload[key] !== null && payload[key] !== undefined

function stage(payload: Payload, key: string, t: Words): string {
  const found = clientStages.find((one) => one === payload[key])
  return found ? t(`stage.${found}`) : text(payload, key)
}

const changeable = [
  'name',
  'taxId',
  'country',
  'notes',
  'tags',
  'email',
  'phone',
  'position',
  'language',
  'primary',
] as const

function changed(payload: Payload, t: Words, list: (parts: string[]) => string): string {
  const fields: unknown = payload['fields']
  const names = changeable.filter((field) => Array.isArray(fields) && fields.includes(field))
  return list(names.map((field) => t(`timeline.changedFields.${field}`)))
}

function assigned(payload: Payload, t: Words): string {
  const from = text(payload, 'fromName') || t('timeline.someone')
  const to = text(payload, 'toName') || t('timeline.someone')
  if (!known(payload, 'to')) return t('timeline.unassigned', { from })
  return known(payload, 'from') ? t('timeline.reassigned', { from, to }) : t('timeline.assigned', { to })
}

function health(payload: Payload, t: Words): string {
  const [from, to] = [text(payload, 'from'), text(payload, 'to')]
  if (!known(payload, 'to')) return t('timeline.healthCleared', { from })
  return known(payload, 'from') ? t('timeline.healthChanged', { from, to }) : t('timeline.healthSet', { to })
}

const named =
  (
    key:
      | 'campaignCreated'
      | 'campaignLaunched'
      | 'campaignFinished'
      | 'campaignPaused'
      | 'campaignResumed'
      | 'campaignCancelled'
      | 'campaignStrategy'
      | 'contactCreated'
      | 'contactDeleted'
      | 'contactRestored',
  ): Look['title'] =>
  (payload, t) =>
    t(`timeline.${key}`, { name: text(payload, 'name') })

const titled =
  (key: 'approvalRequested' | 'approvalTimedOut' | 'approvalVoided'): Look['title'] =>
  (payload, t) =>
    t(`timeline.${key}`, { title: text(payload, 'title') })

/** How each event of a client is told. */
const looks: Record<string, Look> = {
  'client.created': { icon: IconUserPlus, tone: 'success', title: (_, t) => t('timeline.created') },
  'client.updated': {
    icon: IconPencil,
    title: (payload, t, list) => t('timeline.updated', { fields: changed(payload, t, list) }),
  },
  'client.stage_changed': {
    icon: IconArrowRight,
    tone: 'info',
    title: (payload, t) =>
      known(payload, 'from')
        ? t('timeline.stageChanged', { from: stage(payload, 'from', t), to: stage(payload, 'to', t) })
        : t('timeline.stageSet', { to: stage(payload, 'to', t) }),
  },
  'client.health_changed': { icon: IconHeartbeat, tone: 'info', title: health },
  'client.assigned': { icon: IconUser, tone: 'info', title: assigned },
  'client.deleted': { icon: IconTrash, tone: 'danger', title: (_, t) => t('timeline.deleted') },
  'client.restored': { icon: IconArrowBackUp, title: (_, t) => t('timeline.restored') },
  'contact.created': { icon: IconAddressBook, title: named('contactCreated') },
  'contact.updated': {
    icon: IconAddressBook,
    title: (payload, t) =>
      known(payload, 'name')
        ? t('timeline.contactUpdated', { name: text(payload, 'name') })
        : t('timeline.contactUpdatedUnnamed'),
  },
  'contact.deleted': { icon: IconTrash, title: named('contactDeleted') },
  'contact.restored': { icon: IconArrowBackUp, title: named('contactRestored') },
  'email.accepted': { icon: IconMailCheck, tone: 'success', title: (_, t) => t('timeline.emailAccepted') },
  'email.failed': { icon: IconMailX, tone: 'danger', title: (_, t) => t('timeline.emailFailed') },
  'campaign.created': { icon: IconSend, title: named('campaignCreated') },
  'campaign.launched': { icon: IconSend, tone: 'info', title: named('campaignLaunched') },
  'campaign.finished': { icon: IconCheck, tone: 'success', title: named('campaignFinished') },
  'campaign.paused': { icon: IconPlayerPause, tone: 'warning', title: named('campaignPaused') },
  'campaign.resumed': { icon: IconSend, tone: 'info', title: named('campaignResumed') },
  'campaign.cancelled': { icon: IconX, title: named('campaignCancelled') },
  'campaign.strategy_switched': { icon: IconSend, title: named('campaignStrategy') },
  'approval.requested': { icon: IconChecklist, tone: 'warning', title: titled('approvalRequested') },
  'approval.decided': {
    icon: IconChecklist,
    title: (payload, t) =>
      t(payload['status'] === 'approved' ? 'timeline.approvalApproved' : 'timeline.approvalRejected', {
        title: text(payload, 'title'),
      }),
  },
  'approval.timed_out': { icon: IconChecklist, title: titled('approvalTimedOut') },
  'approval.voided': { icon: IconChecklist, title: titled('approvalVoided') },
}

const other: Look = { icon: IconActivity, title: (_, t) => t('timeline.other') }

/** One event of a client in plain words. */
export function timelineEntry(
  item: TimelineItem,
  t: Words,
  list: (parts: string[]) => string,
): TimelineEntry {
  const { icon, tone, title } = looks[item.type] ?? other
  const fields: unknown = item.payload['fields']
  const detail =
    item.type === 'contact.updated' && Array.isArray(fields) ? changed(item.payload, t, list) : undefined
  return {
    id: item.id,
    at: item.at,
    icon,
    tone,
    title: title(item.payload, t, list),
    by: item.actorName ?? t('timeline.system'),
    detail: detail || undefined,
  }
}

import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { CampaignDetail, CampaignSettings } from '../../../../shared/contract/campaigns/model.ts'
import { campaignSettingsSchema } from '../../../../shared/contract/campaigns/model.ts'
import { client, orpc } from '../../../app/client.ts'
import type { Explained } from '../../../app/errors.ts'
import { explain } from '../../../app/errors.ts'

export type DraftPart = Partial<CampaignSettings>

export interface Draft {
  /** Written here and not yet known to the engine. */
  pending: DraftPart
  state: 'saved' | 'waiting' | 'saving' | 'offline' | 'failed'
  savedAt: number | null
  problem: Explained | undefined
  /** Somebody else changed the draft meanwhile; both changes were kept, the latest of each part. */
  merged: boolean
}

const fresh: Draft = { pending: {}, state: 'saved', savedAt: null, problem: undefined, merged: false }

/** Drafts that are open in this window, by campaign. */
export const useDrafts = create<{ drafts: Record<string, Draft> }>(() => ({ drafts: {} }))

const parts = campaignSettingsSchema.shape
const waitMs = 600
const again = { afterConflict: 3, offlineMs: 5_000 }
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const running = new Map<string, Promise<boolean>>()

/** The draft of a campaign, with what an earlier visit left unsaved on this machine. */
export function draftOf(id: string): Draft {
  return useDrafts.getState().drafts[id] ?? { ...fresh, pending: remembered(id) }
}

function put(id: string, part: Partial<Draft>): void {
  const next = { ...draftOf(id), ...part }
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: next } }))
  remember(id, next.pending)
}

/** Takes a change of the person at once, keeps it on this machine and sends it a moment later. */
export function changeDraft(queryClient: QueryClient, id: string, part: DraftPart): void {
  put(id, { pending: { ...draftOf(id).pending, ...part }, state: 'waiting' })
  schedule(queryClient, id, waitMs)
}

function schedule(queryClient: QueryClient, id: string, delayMs: number): void {
  clearTimeout(timers.get(id))
  timers.set(
    id,
    setTimeout(() => void saveDraft(queryClient, id), delayMs),
  )
}

/** Which parts of what is pending cannot be saved as they are, such as an empty name. */
export function unusable(pending: DraftPart): (keyof CampaignSettings)[] {
  return Object.entries(pending)
    .filter(([key, value]) => isPart(key) && !parts[key].safeParse(value).success)
    .map(([key]) => key)
    .filter(isPart)
}

function isPart(key: string): key is keyof CampaignSettings {
  return key in parts
}

/**
 * Sends what is pending, one call after the other. Resolves to whether nothing is left: parts that are not
 * valid yet stay here until they are, and all of it stays while the engine cannot be reached.
 */
export function saveDraft(queryClient: QueryClient, id: string): Promise<boolean> {
  clearTimeout(timers.get(id))
  const before = running.get(id) ?? Promise.resolve(true)
  const turn = before.then(() => send(queryClient, id, 0))
  running.set(id, turn)
  return turn
}

async function send(queryClient: QueryClient, id: string, conflicts: number): Promise<boolean> {
  const sent = sendable(draftOf(id).pending)
  if (Object.keys(sent).length === 0) return settle(id)
  put(id, { state: 'saving' })
  const key = orpc.campaigns.get.queryKey({ input: { id } })
  try {
    const version = queryClient.getQueryData<CampaignDetail>(key)?.version
    const detail = await client.campaigns.saveDraft({ id, version, settings: sent })
    await queryClient.cancelQueries({ queryKey: key })
    queryClient.setQueryData(key, detail)
    put(id, { pending: without(draftOf(id).pending, sent), savedAt: Date.now(), problem: undefined })
  } catch (error) {
    return afterFailure(queryClient, id, explain(error), conflicts)
  }
  if (Object.keys(sendable(draftOf(id).pending)).length === 0) return settle(id)
  schedule(queryClient, id, waitMs)
  return false
}

function settle(id: string): boolean {
  const clean = Object.keys(draftOf(id).pending).length === 0
  if (draftOf(id).state !== 'saved' || !clean) put(id, { state: clean ? 'saved' : 'waiting' })
  return clean
}

async function afterFailure(
  queryClient: QueryClient,
  id: string,
  problem: Explained,
  conflicts: number,
): Promise<boolean> {
  if (problem.code === 'CONFLICT' && conflicts < again.afterConflict) {
    put(id, { merged: true })
    await queryClient.refetchQueries({ queryKey: orpc.campaigns.get.queryKey({ input: { id } }) })
    return send(queryClient, id, conflicts + 1)
  }
  const offline = problem.code === 'OFFLINE' || problem.code === 'TIMEOUT' || problem.code === 'UNAVAILABLE'
  put(id, { state: offline ? 'offline' : 'failed', problem })
  if (offline) schedule(queryClient, id, again.offlineMs)
  return false
}

/** Forgets what is pending: after the draft was removed, or launched. */
export function forgetDraft(id: string): void {
  clearTimeout(timers.get(id))
  put(id, fresh)
}

export function dismissMerged(id: string): void {
  put(id, { merged: false })
}

function sendable(pending: DraftPart): DraftPart {
  const bad = unusable(pending)
  return Object.fromEntries(Object.entries(pending).filter(([key]) => isPart(key) && !bad.includes(key)))
}

/** What is still pending after `sent` was saved: parts that were changed once more. */
function without(pending: DraftPart, sent: DraftPart): DraftPart {
  return Object.fromEntries(
    Object.entries(pending).filter(([key, value]) => !isPart(key) || !(key in sent) || sent[key] !== value),
  )
}

const place = (id: string): string => `despacho.draft.${id}`

function remember(id: string, pending: DraftPart): void {
  try {
    if (Object.keys(pending).length === 0) localStorage.removeItem(place(id))
    else localStorage.setItem(place(id), JSON.stringify(pending))
  } catch {
    // Without local storage the draft is still kept in this window and saved by the engine.
  }
}

function remembered(id: string): DraftPart {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(id)) ?? '{}')
    return typeof kept === 'object' && kept !== null
      ? Object.fromEntries(Object.entries(kept).filter(([key]) => isPart(key)))
      : {}
  } catch {
    return {}
  }
}

import type { Page } from '../../../../shared/contract/base.ts'
import type { Recipient } from '../../../../shared/contract/campaigns/recipients.ts'
import type { RecipientState } from '../../../../shared/domain/campaigns.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { countRows } from '../counts.ts'
import { findCampaign } from '../scope.ts'
import { listRecipients } from './list.ts'

/** Everything that is not on its way or there, in the order of the view. */
export const NOT_SENT_STATES = [
  'failed',
  'bounced',
  'skipped',
  'ambiguous',
  'excluded',
  'planned',
  'waiting',
] as const satisfies RecipientState[]

/** Who was not sent, and why: counts by reason, from the figures that are kept. Throws NOT_FOUND. */
export function notSentReasons(ctx: EngineContext, actor: Actor, campaignId: string) {
  const campaign = findCampaign(ctx.db, actor, campaignId)
  const states: readonly RecipientState[] = NOT_SENT_STATES
  const merged = new Map<string, { state: RecipientState; reason: string; count: number }>()
  for (const row of countRows(ctx.db, campaignId)) {
    if (!states.includes(row.state)) continue
    const reason =
      row.state === 'waiting' && campaign.status === 'cancelled' ? 'cancelled' : row.reason || row.state
    const key = `${row.state} ${reason}`
    const known = merged.get(key)
    if (known) known.count += row.count
    else merged.set(key, { state: row.state, reason, count: row.count })
  }
  const reasons = [...merged.values()].sort(
    (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || b.count - a.count,
  )
  return { total: reasons.reduce((sum, { count }) => sum + count, 0), reasons }
}

/** The recipients behind the counts: of one state and reason, or state after state. */
export function listNotSent(
  ctx: EngineContext,
  actor: Actor,
  input: {
    campaignId: string
    limit: number
    cursor?: string | undefined
    state?: RecipientState | undefined
    reason?: string | undefined
  },
): Page<Recipient> {
  if (input.state !== undefined) {
    // Where a state has no reason of its own, the counts name the state itself.
    const reason =
      input.reason === input.state || (input.reason === 'cancelled' && input.state === 'waiting')
        ? undefined
        : input.reason
    return listRecipients(ctx, actor, { ...input, reason })
  }
  findCampaign(ctx.db, actor, input.campaignId)
  const [state, cursor] = position(input.cursor)
  const page = listRecipients(ctx, actor, { ...input, state, cursor })
  if (page.nextCursor !== null) return { items: page.items, nextCursor: `${state}:${page.nextCursor}` }
  const next = NOT_SENT_STATES[NOT_SENT_STATES.indexOf(state) + 1]
  return { items: page.items, nextCursor: next === undefined ? null : `${next}:` }
}

function position(cursor: string | undefined): [(typeof NOT_SENT_STATES)[number], string | undefined] {
  const [name, rest] = cursor?.split(':') ?? []
  const state = NOT_SENT_STATES.find((candidate) => candidate === name) ?? NOT_SENT_STATES[0]
  return [state, rest || undefined]
}

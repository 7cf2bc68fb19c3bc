import type { RecipientFlag } from '../../../../shared/domain/recipient-import.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { draftFor, recountDraft, reviseRecipients } from '../campaigns.ts'
import { Tally } from '../counts.ts'
import { findCampaign, recipientScope } from '../scope.ts'
import type { RecipientsTable } from '../tables.ts'

interface Chosen {
  campaignId: string
  recipientIds: readonly string[]
}

type Row = Pick<RecipientsTable, 'id' | 'stage' | 'excludedReason' | 'flags'>

function chosenRows(tx: WritableDb, actor: Actor, { campaignId, recipientIds }: Chosen): Row[] {
  const scope = recipientScope(actor)
  return tx.sqlAll<Row>(
    `SELECT r.id, r.stage, r.excludedReason, r.flags FROM campaign_recipients r
     WHERE r.campaignId = ? AND r.id IN (SELECT value FROM json_each(?)) AND ${scope.sql}`,
    [campaignId, JSON.stringify(recipientIds.map(Number)), ...scope.params],
  )
}

/** Leaves recipients out: of a draft, or of what a running campaign has not sent yet. Returns how many. */
export function excludeRecipients(ctx: EngineContext, actor: Actor, input: Chosen): number {
  return change(ctx, actor, input, 'exclude', (row) =>
    row.excludedReason === null ? { excludedReason: 'by_person' } : null,
  )
}

/** Takes recipients back in whom a person, or a reason of the import, had left out. */
export function includeRecipients(ctx: EngineContext, actor: Actor, input: Chosen): number {
  return change(ctx, actor, input, 'include', (row) =>
    row.excludedReason === null || row.excludedReason === 'flag_do_not_contact'
      ? null
      : { excludedReason: null },
  )
}

const reasonOfFlag: Record<RecipientFlag, string> = {
  paid: 'flag_paid',
  dispute: 'flag_dispute',
  promise: 'flag_promise',
  legal: 'flag_legal',
  doNotContact: 'flag_do_not_contact',
}

/** Notes that somebody paid, disputes or promised, at any time: the claim looks at it before each message. */
export function flagRecipients(
  ctx: EngineContext,
  actor: Actor,
  input: Chosen & { flag: RecipientFlag; set: boolean },
): number {
  const reason = reasonOfFlag[input.flag]
  return change(ctx, actor, input, 'flag', (row) => {
    const flags = row.flags.split(',').filter((flag) => flag !== '' && flag !== input.flag)
    if (input.set)
      return { excludedReason: row.excludedReason ?? reason, flags: [...flags, input.flag].join(',') }
    return {
      excludedReason: row.excludedReason === reason ? null : row.excludedReason,
      flags: flags.join(','),
    }
  })
}

type Change = { excludedReason: string | null; flags?: string }

function change(
  ctx: EngineContext,
  actor: Actor,
  input: Chosen,
  action: string,
  next: (row: Row) => Change | null,
): number {
  return ctx.db.write((tx) => {
    findCampaign(tx, actor, input.campaignId)
    const tally = new Tally()
    let changed = 0
    for (const row of chosenRows(tx, actor, input)) {
      const to = next(row)
      if (!to) continue
      changed += 1
      tx.sqlRun('UPDATE campaign_recipients SET excludedReason = ?, flags = ? WHERE id = ?', [
        to.excludedReason,
        to.flags ?? row.flags,
        row.id,
      ])
      // With a ledger row the figures change when the claim comes to it.
      if (row.stage === 0)
        tally.move(
          { campaignId: input.campaignId, stage: 1 },
          placeOf(row.excludedReason),
          placeOf(to.excludedReason),
        )
    }
    tally.write(tx)
    reviseRecipients(tx, ctx, input.campaignId)
    ctx.audit.record(tx, {
      actor,
      action: `campaign.recipients_${action}`,
      subjectType: 'campaign',
      subjectId: input.campaignId,
      details: { changed },
    })
    return changed
  })
}

function placeOf(excludedReason: string | null) {
  return excludedReason === null
    ? ({ state: 'waiting', reason: '' } as const)
    : ({ state: 'excluded', reason: excludedReason } as const)
}

/** Removes all recipients of a draft. Returns how many. */
export function clearRecipients(ctx: EngineContext, actor: Actor, campaignId: string): number {
  return ctx.db.write((tx) => {
    draftFor(tx, actor, campaignId)
    const { changes } = tx.sqlRun('DELETE FROM campaign_recipients WHERE campaignId = ?', [campaignId])
    tx.sqlRun(
      `UPDATE campaigns SET importId = NULL, recipientsFrom = 'none', variables = '[]' WHERE id = ?`,
      [campaignId],
    )
    recountDraft(tx, campaignId)
    reviseRecipients(tx, ctx, campaignId)
    ctx.audit.record(tx, {
      actor,
      action: 'campaign.recipients_clear',
      subjectType: 'campaign',
      subjectId: campaignId,
      details: { changed: changes },
    })
    return changes
  })
}

import { describe, expect, test } from 'vitest'
import { countRows, recount } from '../../../main/engine/campaigns/counts.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { aCampaign, anAccount, quiet, statesOf } from '../../support/campaigns.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

/** Figures that were kept, and figures counted from the rows, are the same. */
function expectFiguresToAgree(ctx: EngineContext, id: string) {
  const order = (rows: ReturnType<typeof countRows>) =>
    rows.map(({ stage, state, reason, count }) => `${stage} ${state} ${reason} ${count}`).sort()
  expect(order(countRows(ctx.db, id))).toEqual(order(recount(ctx.db, id)))
}

describe('a campaign', () => {
  test('is sent to every recipient once, and then finished', async () => {
    const inbox = await smtpInbox()
    const { ctx } = await aWorkspace()
    const id = aCampaign(ctx, { recipients: 120, accountId: anAccount(ctx, inbox) })
    await quiet(ctx)
    expect(new Set(inbox.received.map((mail) => mail.to[0])).size).toBe(120)
    expect(inbox.received).toHaveLength(120)
    expect(statesOf(ctx, id)).toEqual({ accepted: 120 })
    expect(ctx.db.sqlGet('SELECT status FROM campaigns WHERE id = ?', [id])).toEqual({ status: 'finished' })
    expectFiguresToAgree(ctx, id)
  })
})

import { expect, test } from 'vitest'
import { launchCampaign } from '../../../main/engine/campaigns/lifecycle/launch.ts'
import { campaignLaunchSchema } from '../../../shared/domain/campaign-launch.ts'
import { aCampaign, anAccount } from '../../support/campaigns.ts'
import { aWorkspace } from '../../support/workspace.ts'

/** A campaign of a member of staff, whose launch becomes a request. */
async function aRequest() {
  const workspace = await aWorkspace()
  const { ctx, user, clock } = workspace
  const staff = user('staff', 'Sol')
  const accountId = anAccount(ctx, { port: 1 })
  const campaignId = aCampaign(ctx, {
    actor: staff,
    launched: false,
    accountId,
    recipients: [{}, { name: 'Niña <script>alert(1)</script>' }, { excludedReason: 'flag_paid' }],
  })
  const { approvalId } = launchCampaign(ctx, staff, { id: campaignId })
  await clock.advance(0)
  return { ...workspace, staff, campaignId, approvalId: approvalId ?? '' }
}

test('a requested launch shows whom it reaches, what it claims and the message as it is received', async () => {
  const { as, admin, approvalId } = await aRequest()
  const launch = campaignLaunchSchema.parse((await as(admin).approvals.get({ id: approvalId })).payload)
  expect(launch).toMatchObject({
    name: 'Recordatorio de marzo',
    recipients: 2,
    excluded: 1,
    totals: [{ currency: 'CLP', minor: 2 * 1_234_567 }],
    from: 'Estudio Ñandú <cobranza@estudio.test>',
    strategy: 'batch',
  })
  const [message] = launch.messages
  expect(message?.subject).toBe('Recordatorio para Deudora Núm. 1')
  expect(message?.text).toContain('1.234.567')
  expect(message?.html).not.toContain('<script')
})

test('approving starts the campaign, and rejecting gives it back as a draft', async () => {
  const first = await aRequest()
  const statusOf = ({ ctx, campaignId }: typeof first) =>
    ctx.db.sqlGet<{ status: string }>('SELECT status FROM campaigns WHERE id = ?', [campaignId])?.status
  const shown = await first.as(first.admin).approvals.get({ id: first.approvalId })
  await first.as(first.admin).approvals.decide({ ...shown, decision: 'approve', reason: undefined })
  await first.clock.advance(0)
  expect(statusOf(first)).toBe('running')

  const second = await aRequest()
  const other = await second.as(second.admin).approvals.get({ id: second.approvalId })
  await second.as(second.admin).approvals.decide({
    id: other.id,
    contentHash: other.contentHash,
    decision: 'reject',
    reason: 'Falta revisar los montos',
  })
  await second.clock.advance(0)
  expect(statusOf(second)).toBe('draft')
})

import { expect, test } from 'vitest'
import { requestApproval } from '../../../main/engine/approvals/approvals.ts'
import type { Actor } from '../../../main/engine/core/actor.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'

const HOUR = 3_600_000

function ask({ ctx }: TestWorkspace, requestedBy: Actor, recipients = 50): string {
  return ctx.db.write((tx) =>
    requestApproval(tx, ctx, {
      kind: 'campaign_launch',
      subjectType: 'campaign',
      subjectId: 'c1',
      clientId: null,
      title: 'Recordatorio de marzo',
      summary: '',
      payload: { recipients },
      requestedBy,
    }),
  )
}

const eventTypes = ({ ctx }: TestWorkspace) =>
  ctx.db
    .sqlAll<{ type: string }>(`SELECT type FROM events WHERE type LIKE 'approval.%' ORDER BY seq`)
    .map((row) => row.type)

test('a decision is taken once, and whoever comes second is told who decided', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user } = workspace
  const manager = user('manager', 'Marta')
  const id = ask(workspace, user('staff'))
  const { contentHash } = await as(manager).approvals.get({ id })
  await as(manager).approvals.decide({ id, contentHash, decision: 'approve' })
  const second = as(admin).approvals.decide({ id, contentHash, decision: 'reject', reason: 'no' })
  await expect(second).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { reason: 'approval_already_decided', params: { name: 'Marta' } },
  })
  expect(eventTypes(workspace)).toEqual(['approval.requested', 'approval.decided'])
})

test('a decision on content that has changed since it was shown is refused', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user } = workspace
  const staff = user('staff')
  const first = ask(workspace, staff, 50)
  const { contentHash } = await as(admin).approvals.get({ id: first })
  const second = ask(workspace, staff, 5_000)
  expect(second).not.toBe(first)
  expect((await as(admin).approvals.get({ id: first })).status).toBe('voided')
  const stale = as(admin).approvals.decide({ id: second, contentHash, decision: 'approve' })
  await expect(stale).rejects.toMatchObject({ data: { reason: 'approval_content_changed' } })
})

test('asking twice for the same content is one request', async () => {
  const workspace = await aWorkspace()
  const staff = workspace.user('staff')
  expect(ask(workspace, staff)).toBe(ask(workspace, staff))
})

test('who asked may not decide, and who lacks the permission may not either', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user } = workspace
  const id = ask(workspace, admin)
  const { contentHash, mayDecide } = await as(admin).approvals.get({ id })
  expect(mayDecide).toBe(false)
  await expect(as(admin).approvals.decide({ id, contentHash, decision: 'approve' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(
    as(user('staff')).approvals.decide({ id, contentHash, decision: 'approve' }),
  ).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('an undecided approval reminds after 4 and 20 hours and rejects itself after 24', async () => {
  const workspace = await aWorkspace()
  const { as, admin, clock, user } = workspace
  const id = ask(workspace, user('staff'))
  await clock.advance(23 * HOUR)
  expect(eventTypes(workspace)).toEqual([
    'approval.requested',
    'approval.reminder_due',
    'approval.reminder_due',
  ])
  await clock.advance(2 * HOUR)
  expect((await as(admin).approvals.get({ id })).status).toBe('expired')
  expect(eventTypes(workspace).at(-1)).toBe('approval.timed_out')
})

test('rejecting needs a reason', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user } = workspace
  const id = ask(workspace, user('staff'))
  const { contentHash } = await as(admin).approvals.get({ id })
  await expect(
    as(admin).approvals.decide({ id, contentHash, decision: 'reject', reason: '  ' }),
  ).rejects.toThrow()
})

test('several are decided at once, each by itself', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user } = workspace
  const id = ask(workspace, user('staff'))
  const { contentHash } = await as(admin).approvals.get({ id })
  const result = await as(admin).approvals.decideMany({
    items: [
      { id, contentHash },
      { id: 'gone', contentHash },
    ],
    decision: 'approve',
  })
  expect(result).toEqual({ decided: 1, refused: [{ id: 'gone', reason: 'not_found' }] })
})

test('staff see their own requests and not those of others', async () => {
  const workspace = await aWorkspace()
  const { as, user } = workspace
  const [ana, bea] = [user('staff'), user('staff')]
  const id = ask(workspace, ana)
  expect((await as(ana).approvals.list({})).items).toHaveLength(1)
  expect((await as(bea).approvals.list({})).items).toHaveLength(0)
  await expect(as(bea).approvals.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await as(ana).approvals.withdraw({ id })).status).toBe('voided')
})

test('a request after another about the same thing shows the one before', async () => {
  const workspace = await aWorkspace()
  const { as, admin, user, clock } = workspace
  const staff = user('staff')
  const first = ask(workspace, staff, 50)
  expect((await as(admin).approvals.get({ id: first })).previous).toBeNull()
  const { contentHash } = await as(admin).approvals.get({ id: first })
  await as(admin).approvals.decide({ id: first, contentHash, decision: 'reject', reason: 'Demasiados' })
  await clock.advance(1_000)
  const second = ask(workspace, staff, 20)
  const { previous } = await as(admin).approvals.get({ id: second })
  expect(previous).toMatchObject({
    id: first,
    status: 'rejected',
    reason: 'Demasiados',
    payload: { recipients: 50 },
  })
})

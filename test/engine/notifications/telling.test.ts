import { expect, test } from 'vitest'
import { aNewsroom, ask, happen, told } from './news.ts'

const finished = { name: 'Marzo', accepted: 40, failed: 1, skipped: 2 }

test('an event is told once, however often its cursor is moved back', async () => {
  const workspace = await aNewsroom()
  const { ctx, admin } = workspace
  await happen(workspace, { type: 'campaign.finished', subjectType: 'campaign', payload: finished })
  ctx.db.write((tx) => tx.sqlRun(`UPDATE event_cursors SET seq = 0 WHERE subscriber = 'notifications'`))
  ctx.events.drain()
  expect(await told(workspace, admin)).toEqual(['campaign_finished'])
  const waiting = ctx.db.sqlGet<{ n: number }>('SELECT count(*) AS n FROM notification_deliveries')
  expect(waiting?.n).toBe(2)
})

test('what is told survives a restart, and is not told again', async () => {
  const workspace = await aNewsroom()
  await happen(workspace, { type: 'campaign.finished', subjectType: 'campaign', payload: finished })
  const again = await workspace.reopen()
  await again.clock.advance(0)
  expect(await told(again, again.admin)).toEqual(['campaign_finished'])
})

test('a request is told to whoever may decide it, and its end to whoever asked', async () => {
  const workspace = await aNewsroom()
  const { admin, user, as } = workspace
  const [staff, viewer, manager] = [user('staff', 'Sol'), user('viewer'), user('manager', 'Marta')]
  const id = await ask(workspace, staff)
  expect(await told(workspace, admin)).toEqual(['approval_requested'])
  expect(await told(workspace, manager)).toEqual(['approval_requested'])
  expect(await told(workspace, viewer)).toEqual([])
  expect(await told(workspace, staff)).toEqual([])
  const { contentHash } = await as(manager).approvals.get({ id })
  await as(manager).approvals.decide({ id, contentHash, decision: 'reject', reason: 'Falta el convenio' })
  await workspace.clock.advance(0)
  const [outcome] = (await as(staff).notifications.list({})).items
  expect(outcome).toMatchObject({
    message: 'approval_rejected',
    link: `/approvals/${id}`,
    params: { title: 'Recordatorio de marzo', by: 'Marta', reason: 'Falta el convenio' },
  })
})

test('when somebody decides, the request counts as read for everybody else and nothing more goes out', async () => {
  const workspace = await aNewsroom()
  const { ctx, admin, user, as } = workspace
  const manager = user('manager')
  await as(admin).notifications.savePreferences({ changes: [], quietHours: { from: 540, to: 1_000 } })
  const id = await ask(workspace, user('staff'))
  expect((await as(admin).notifications.badge()).unread).toBe(1)
  const { contentHash } = await as(manager).approvals.get({ id })
  await as(manager).approvals.decide({ id, contentHash, decision: 'approve' })
  await workspace.clock.advance(0)
  expect((await as(admin).notifications.badge()).unread).toBe(0)
  const states = ctx.db.sqlAll<{ state: string; reason: string }>(
    'SELECT state, reason FROM notification_deliveries WHERE userId = ?',
    [admin.userId],
  )
  expect(states).toEqual([
    { state: 'dropped', reason: 'settled' },
    { state: 'dropped', reason: 'settled' },
  ])
})

test('reminders reach the deciders, and the one who asked learns that it lapsed', async () => {
  const workspace = await aNewsroom()
  const { admin, user, clock } = workspace
  const staff = user('staff')
  await ask(workspace, staff)
  await clock.advance(25 * 3_600_000)
  expect(await told(workspace, admin)).toEqual([
    'approval_reminder',
    'approval_reminder',
    'approval_requested',
  ])
  expect(await told(workspace, staff)).toEqual(['approval_lapsed'])
  expect((await workspace.as(admin).notifications.badge()).unread).toBe(0)
})

test('whoever did it is not told of it', async () => {
  const workspace = await aNewsroom()
  const { admin, user } = workspace
  const manager = user('manager')
  await happen(workspace, {
    type: 'campaign.paused',
    subjectType: 'campaign',
    actor: manager,
    payload: { name: 'Marzo', reason: 'person' },
  })
  expect(await told(workspace, manager)).toEqual([])
  expect(await told(workspace, admin)).toEqual(['campaign_paused_person'])
})

test('staff are told of campaigns they made, and not of those of others', async () => {
  const workspace = await aNewsroom()
  const [ana, bea] = [workspace.user('staff'), workspace.user('staff')]
  const campaign = { subjectType: 'campaign', subjectId: 'c9' }
  await happen(workspace, { type: 'campaign.created', ...campaign, actor: ana, payload: { name: 'Abril' } })
  await happen(workspace, { type: 'campaign.finished', ...campaign, payload: finished })
  expect(await told(workspace, ana)).toEqual(['campaign_finished'])
  expect(await told(workspace, bea)).toEqual([])
})

test('news of a client reaches only those who see the client, and leaves with it', async () => {
  const workspace = await aNewsroom()
  const { as, admin, user, ctx } = workspace
  const [ana, bea] = [user('staff'), user('staff')]
  ctx.db.write((tx) =>
    tx.sqlRun(`INSERT INTO workspace (key, value, updatedAt) VALUES ('permissions', ?, 0)`, [
      JSON.stringify({ staff: { 'campaigns:launch': true } }),
    ]),
  )
  const client = await as(admin).clients.create({
    name: 'Ferretería El Roble',
    assigneeId: ana.userId,
    taxId: '',
    stage: 'active',
    health: null,
    tags: [],
    notes: '',
  })
  await happen(workspace, {
    type: 'campaign.finished',
    subjectType: 'campaign',
    clientId: client.id,
    payload: finished,
  })
  expect(await told(workspace, ana)).toEqual(['campaign_finished'])
  expect(await told(workspace, bea)).toEqual([])
  await as(admin).clients.assign({ selection: { ids: [client.id] }, assigneeId: bea.userId })
  expect(await told(workspace, ana)).toEqual([])
  expect((await as(ana).notifications.badge()).unread).toBe(0)
})

test('the same failure on one day is one notification with a count, and a new one after it was read', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  const fail = (jobType: string, id: string) =>
    happen(workspace, { type: 'job.dead', subjectId: id, payload: { jobType, error: `fault ${id}` } })
  await fail('backup', '1')
  await fail('backup', '2')
  await fail('email[1]', '3')
  const list = await as(admin).notifications.list({})
  expect(list.items.map(({ count, params }) => [params['jobType'], count])).toEqual([
    ['email[1]', 1],
    ['backup', 2],
  ])
  expect(list.items[1]?.params['error']).toBe('fault 2')
  await as(admin).notifications.readAll({})
  await fail('backup', '4')
  await fail('backup', '5')
  expect((await as(admin).notifications.list({ show: 'unread' })).items.map((item) => item.count)).toEqual([
    2,
  ])
  await clock.advance(24 * 3_600_000)
  await fail('backup', '6')
  expect((await as(admin).notifications.list({ show: 'unread' })).items).toHaveLength(2)
})

test('fewer than five failed sign-ins are nobody’s business', async () => {
  const workspace = await aNewsroom()
  const { admin, user } = workspace
  const staff = user('staff', 'Sol')
  const wrong = (failures: number) =>
    happen(workspace, {
      type: 'session.sign_in_failed',
      subjectType: 'user',
      subjectId: staff.userId ?? '',
      payload: { name: 'Sol', failures },
    })
  await wrong(4)
  expect(await told(workspace, admin)).toEqual([])
  await wrong(5)
  expect(await told(workspace, admin)).toEqual(['sign_in_failed'])
  expect(await told(workspace, staff)).toEqual(['sign_in_failed'])
})

test('news of more than a day ago stands in the centre and is sent nowhere', async () => {
  const workspace = await aNewsroom()
  const { ctx, clock, admin } = workspace
  ctx.db.write((tx) => {
    ctx.events.emit(tx, {
      type: 'campaign.paused',
      subjectType: 'campaign',
      subjectId: 'c1',
      actor: admin,
      payload: { name: 'Marzo', reason: 'bounces' },
    })
    tx.sqlRun('UPDATE events SET at = at - 172800000, actorId = NULL, actorKind = ?', ['system'])
  })
  await clock.advance(0)
  expect(await told(workspace, admin)).toEqual(['campaign_paused_bounces'])
  expect(ctx.db.sqlGet<{ n: number }>('SELECT count(*) AS n FROM notification_deliveries')?.n).toBe(0)
})

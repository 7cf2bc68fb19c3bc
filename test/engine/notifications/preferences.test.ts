import { expect, test } from 'vitest'
import { notificationTypeNames } from '../../../shared/domain/notification-types.ts'
import { aNewsroom, ask, emailsOf, happen, told } from './news.ts'

const finished = { name: 'Marzo', accepted: 40, failed: 1, skipped: 2 }
const paused = { name: 'Marzo', reason: 'bounces' }

test('the matrix has every type, and begins with what is usual', async () => {
  const { as, admin } = await aNewsroom()
  const { types, quietHours } = await as(admin).notifications.preferences()
  expect(types.map(({ type }) => type)).toEqual(notificationTypeNames)
  expect(
    types.every(({ channels }) => Object.values(channels).every((cell) => cell.frequency === cell.usual)),
  ).toBe(true)
  expect(quietHours).toBeNull()
})

test('approvals and security cannot be muted in the console, by no way', async () => {
  const { as, admin } = await aNewsroom()
  for (const type of [
    'approval_requested',
    'approval_reminder',
    'approval_decided',
    'sign_in_failed',
  ] as const) {
    const muted = as(admin).notifications.savePreferences({
      changes: [{ type, channel: 'in_app', frequency: 'off' }],
    })
    await expect(muted).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ reason: 'notification_not_mutable' }] },
    })
  }
  await as(admin).notifications.savePreferences({
    changes: [{ type: 'approval_requested', channel: 'email', frequency: 'off' }],
  })
})

test('a choice that reached the table by another way still does not mute them', async () => {
  const workspace = await aNewsroom()
  const { ctx, admin, user } = workspace
  ctx.db.write((tx) =>
    tx.sqlRun(
      `INSERT INTO notification_preferences (userId, type, channel, frequency, updatedAt) VALUES (?, 'approval_requested', 'in_app', 'off', 0)`,
      [admin.userId],
    ),
  )
  await ask(workspace, user('staff'))
  expect(await told(workspace, admin)).toEqual(['approval_requested'])
})

test('a channel has only the frequencies it can keep', async () => {
  const { as, admin } = await aNewsroom()
  const daily = as(admin).notifications.savePreferences({
    changes: [{ type: 'campaign_finished', channel: 'desktop', frequency: 'daily' }],
  })
  await expect(daily).rejects.toMatchObject({ code: 'INVALID' })
})

test('what is muted everywhere is not even written', async () => {
  const workspace = await aNewsroom()
  const { as, admin, ctx } = workspace
  await as(admin).notifications.savePreferences({
    changes: (['in_app', 'desktop', 'email'] as const).map((channel) => ({
      type: 'campaign_finished' as const,
      channel,
      frequency: 'off' as const,
    })),
  })
  await happen(workspace, { type: 'campaign.finished', subjectType: 'campaign', payload: finished })
  expect(ctx.db.sqlAll('SELECT id FROM notifications')).toEqual([])
})

test('muted in the console and wanted by e-mail, it goes by e-mail only', async () => {
  const workspace = await aNewsroom()
  const { as, admin } = workspace
  await as(admin).notifications.savePreferences({
    changes: [{ type: 'campaign_paused', channel: 'in_app', frequency: 'off' }],
  })
  await happen(workspace, { type: 'campaign.paused', subjectType: 'campaign', payload: paused })
  expect(await told(workspace, admin)).toEqual([])
  expect((await as(admin).notifications.badge()).unread).toBe(0)
  expect(emailsOf(workspace)).toHaveLength(1)
})

test('turning a channel off stops what waits for it', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await happen(workspace, { type: 'campaign.finished', subjectType: 'campaign', payload: finished })
  await as(admin).notifications.savePreferences({
    changes: [{ type: 'campaign_finished', channel: 'email', frequency: 'off' }],
  })
  await clock.advance(86_400_000)
  expect(emailsOf(workspace)).toEqual([])
})

test('quiet hours hold e-mail and desktop back through midnight, and not the centre', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await as(admin).notifications.savePreferences({ quietHours: { from: 20 * 60, to: 7 * 60 } })
  await clock.advanceTo(Date.parse('2026-03-03T02:00:00Z')) // 23:00 in Santiago
  await happen(workspace, { type: 'campaign.paused', subjectType: 'campaign', payload: paused })
  expect(await told(workspace, admin)).toEqual(['campaign_paused_bounces'])
  expect(await as(admin).notifications.takeToasts()).toEqual({
    toasts: [],
    nextAt: Date.parse('2026-03-03T10:00:00Z'),
  })
  await clock.advanceTo(Date.parse('2026-03-03T09:59:00Z'))
  expect(emailsOf(workspace)).toHaveLength(0)
  await clock.advanceTo(Date.parse('2026-03-03T10:01:00Z'))
  expect(emailsOf(workspace)).toHaveLength(1)
  expect((await as(admin).notifications.takeToasts()).toasts).toHaveLength(1)
})

test('quiet hours that were set while it waited are kept too', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await as(admin).notifications.savePreferences({ quietHours: { from: 8 * 60, to: 10 * 60 } })
  await happen(workspace, { type: 'campaign.paused', subjectType: 'campaign', payload: paused })
  await as(admin).notifications.savePreferences({ quietHours: { from: 8 * 60, to: 12 * 60 } })
  await clock.advance(2 * 3_600_000)
  expect(emailsOf(workspace)).toHaveLength(0)
  await clock.advance(2 * 3_600_000)
  expect(emailsOf(workspace)).toHaveLength(1)
})

test('quiet hours that begin when they end are refused', async () => {
  const { as, admin } = await aNewsroom()
  await expect(
    as(admin).notifications.savePreferences({ quietHours: { from: 60, to: 60 } }),
  ).rejects.toThrow()
})

test('resetting brings back what is usual, and each change stands in the audit', async () => {
  const { as, admin, ctx } = await aNewsroom()
  await as(admin).notifications.savePreferences({
    changes: [{ type: 'job_failed', channel: 'email', frequency: 'weekly' }],
    quietHours: { from: 0, to: 60 },
  })
  const { types, quietHours } = await as(admin).notifications.resetPreferences()
  expect(types.every(({ channels }) => channels.email?.frequency === channels.email?.usual)).toBe(true)
  expect(quietHours).toBeNull()
  const audited = ctx.db.sqlAll(`SELECT seq FROM audit WHERE action = 'notification.preferences'`)
  expect(audited).toHaveLength(2)
})

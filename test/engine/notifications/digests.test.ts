import { expect, test } from 'vitest'
import type { Actor } from '../../../main/engine/core/actor.ts'
import type { TestWorkspace } from '../../support/workspace.ts'
import { aNewsroom, emailsOf, happen } from './news.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const finish = (workspace: TestWorkspace, name: string) =>
  happen(workspace, {
    type: 'campaign.finished',
    subjectType: 'campaign',
    subjectId: name,
    payload: { name, accepted: 1, failed: 0, skipped: 0 },
  })

const digests = ({ ctx }: TestWorkspace) =>
  ctx.db.sqlAll<{ cadence: string; localDate: string; count: number }>(
    'SELECT cadence, localDate, count FROM notification_digests ORDER BY createdAt, cadence',
  )

const weekly = (workspace: TestWorkspace, actor: Actor) =>
  workspace.as(actor).notifications.savePreferences({
    changes: [{ type: 'campaign_finished', channel: 'email', frequency: 'weekly' }],
  })

test('the day’s news goes out as one e-mail at 08:00 of the workspace', async () => {
  const workspace = await aNewsroom()
  await finish(workspace, 'Uno')
  await finish(workspace, 'Dos')
  await workspace.clock.advanceTo(Date.parse('2026-03-03T10:59:00Z'))
  expect(emailsOf(workspace)).toHaveLength(0)
  await workspace.clock.advanceTo(Date.parse('2026-03-03T11:01:00Z'))
  const [message, ...others] = emailsOf(workspace)
  expect(others).toEqual([])
  expect(message?.subject).toBe('2 novedades del día · Estudio de prueba')
  expect(message?.text).toContain('«Uno»')
  expect(message?.text).toContain('«Dos»')
  expect(digests(workspace)).toEqual([{ cadence: 'daily', localDate: '2026-03-03', count: 2 }])
})

test('what was read in the meantime drops out, and with nothing left nothing is sent', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await finish(workspace, 'Uno')
  await finish(workspace, 'Dos')
  const [newest] = (await as(admin).notifications.list({})).items
  await as(admin).notifications.read({ ids: [newest?.id ?? ''] })
  await clock.advance(DAY)
  expect(emailsOf(workspace)[0]?.text).not.toContain('«Dos»')
  await finish(workspace, 'Tres')
  await as(admin).notifications.readAll({})
  await clock.advance(DAY)
  expect(emailsOf(workspace)).toHaveLength(1)
})

test('days missed while the machine was off collapse into one summary', async () => {
  const workspace = await aNewsroom()
  await finish(workspace, 'Uno')
  await workspace.stop()
  workspace.clock.jump(Date.parse('2026-03-06T15:00:00Z'))
  const later = await workspace.reopen()
  await later.clock.advance(1_000)
  expect(emailsOf(later)).toHaveLength(1)
  expect(digests(later)).toEqual([{ cadence: 'daily', localDate: '2026-03-06', count: 1 }])
})

test('a window has one summary, even when the job is run again by hand', async () => {
  const workspace = await aNewsroom()
  const { ctx, clock } = workspace
  await finish(workspace, 'Uno')
  await clock.advance(DAY)
  await finish(workspace, 'Dos')
  ctx.db.write((tx) => ctx.scheduler.runNow(tx, 'daily_summaries'))
  await clock.advance(1_000)
  expect(emailsOf(workspace)).toHaveLength(1)
  await clock.advance(DAY)
  expect(emailsOf(workspace)).toHaveLength(2)
})

test('the weekly one waits for Monday and takes the whole week along', async () => {
  const workspace = await aNewsroom()
  await weekly(workspace, workspace.admin)
  await finish(workspace, 'Lunes')
  await workspace.clock.advance(3 * DAY)
  await finish(workspace, 'Jueves')
  expect(emailsOf(workspace)).toHaveLength(0)
  await workspace.clock.advanceTo(Date.parse('2026-03-09T11:01:00Z'))
  expect(emailsOf(workspace)[0]?.subject).toBe('2 novedades de la semana · Estudio de prueba')
  expect(digests(workspace)).toEqual([{ cadence: 'weekly', localDate: '2026-03-09', count: 2 }])
})

test('a Monday that was missed is made up for the next day, with what Monday would have told', async () => {
  const workspace = await aNewsroom()
  await weekly(workspace, workspace.admin)
  await finish(workspace, 'Antes')
  await workspace.stop()
  workspace.clock.jump(Date.parse('2026-03-10T09:00:00Z'))
  const later = await workspace.reopen()
  await later.clock.advance(1_000)
  await finish(later, 'Después')
  await later.clock.advanceTo(Date.parse('2026-03-10T11:01:00Z'))
  expect(emailsOf(later)).toHaveLength(1)
  expect(emailsOf(later)[0]?.text).toContain('«Antes»')
  expect(emailsOf(later)[0]?.text).not.toContain('«Después»')
})

test('quiet hours put a summary off until they end', async () => {
  const workspace = await aNewsroom()
  await workspace
    .as(workspace.admin)
    .notifications.savePreferences({ quietHours: { from: 0, to: 9 * 60 + 30 } })
  await finish(workspace, 'Uno')
  await workspace.clock.advanceTo(Date.parse('2026-03-03T12:29:00Z'))
  expect(emailsOf(workspace)).toHaveLength(0)
  await workspace.clock.advanceTo(Date.parse('2026-03-03T12:31:00Z'))
  expect(emailsOf(workspace)).toHaveLength(1)
})

test('a snoozed notification waits for its own time before it is summed up', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await finish(workspace, 'Uno')
  const [item] = (await as(admin).notifications.list({})).items
  await as(admin).notifications.snooze({ ids: [item?.id ?? ''], until: clock.now() + 30 * HOUR })
  await clock.advance(DAY)
  expect(emailsOf(workspace)).toHaveLength(0)
  await clock.advance(DAY)
  expect(emailsOf(workspace)).toHaveLength(1)
})

test('in a restored copy nothing that waited goes out', async () => {
  const workspace = await aNewsroom()
  const { ctx, clock } = workspace
  const { notifications } = await import('../../../main/engine/notifications/feature.ts')
  await finish(workspace, 'Uno')
  ctx.db.write((tx) => notifications.restored?.(tx, ctx))
  await clock.advance(2 * DAY)
  expect(emailsOf(workspace)).toHaveLength(0)
})

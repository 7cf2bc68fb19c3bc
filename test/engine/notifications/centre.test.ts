import { expect, test } from 'vitest'
import type { TestWorkspace } from '../../support/workspace.ts'
import { aNewsroom, happen } from './news.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const finish = (workspace: TestWorkspace, name: string) =>
  happen(workspace, {
    type: 'campaign.finished',
    subjectType: 'campaign',
    subjectId: name,
    payload: { name, accepted: 1, failed: 0, skipped: 0 },
  })

async function three() {
  const workspace = await aNewsroom()
  for (const name of ['Uno', 'Dos', 'Tres']) {
    await finish(workspace, name)
    await workspace.clock.advance(1_000)
  }
  const { notifications } = workspace.as(workspace.admin)
  /** For what happens days later, when the first session has ended. */
  const later = () => workspace.as(workspace.admin).notifications
  const ids = (await notifications.list({})).items.map((item) => item.id)
  return { workspace, notifications, later, ids }
}

const names = (page: { items: { params: Record<string, unknown> }[] }) =>
  page.items.map((item) => item.params['name'])

test('the list is newest first, in pages, and the badge counts what is unread', async () => {
  const { notifications } = await three()
  const first = await notifications.list({ limit: 2 })
  expect(names(first)).toEqual(['Tres', 'Dos'])
  expect(names(await notifications.list({ limit: 2, cursor: first.nextCursor ?? '' }))).toEqual(['Uno'])
  expect(await notifications.badge()).toEqual({ unread: 3 })
})

test('it is filtered by subject', async () => {
  const { workspace, notifications } = await three()
  await happen(workspace, { type: 'backup.failed', payload: { error: 'disk full' } })
  expect((await notifications.list({ category: ['system'] })).items).toHaveLength(1)
  expect((await notifications.list({ category: ['campaign', 'system'] })).items).toHaveLength(4)
})

test('reading is told once: what is read again keeps its first time', async () => {
  const { workspace, notifications, ids } = await three()
  const readAt = workspace.clock.now()
  expect(await notifications.read({ ids })).toEqual({ changed: 3 })
  await workspace.clock.advance(HOUR)
  expect(await notifications.read({ ids })).toEqual({ changed: 0 })
  expect((await notifications.list({})).items.map((item) => item.readAt)).toEqual([readAt, readAt, readAt])
})

test('what is kept as unread counts again, and no channel tells of it a second time', async () => {
  const { workspace, notifications, ids } = await three()
  await notifications.read({ ids })
  expect(await notifications.unread({ ids: ids.slice(0, 1) })).toEqual({ changed: 1 })
  expect(await notifications.badge()).toEqual({ unread: 1 })
  await workspace.clock.advance(DAY)
  expect(workspace.ctx.db.sqlAll(`SELECT id FROM emails WHERE kind = 'notification'`)).toEqual([])
})

test('marking all as read spares what came after the list was looked at', async () => {
  const { workspace, notifications } = await three()
  const looked = workspace.clock.now()
  await workspace.clock.advance(HOUR)
  await finish(workspace, 'Cuatro')
  expect(await notifications.readAll({ until: looked })).toEqual({ changed: 3 })
  expect(names(await notifications.list({ show: 'unread' }))).toEqual(['Cuatro'])
})

test('a snoozed one leaves the list and comes back on top, unread', async () => {
  const { workspace, notifications, ids } = await three()
  const oldest = ids.slice(-1)
  const until = workspace.clock.now() + HOUR
  await notifications.snooze({ ids: oldest, until })
  expect(names(await notifications.list({}))).toEqual(['Tres', 'Dos'])
  expect(names(await notifications.list({ show: 'snoozed' }))).toEqual(['Uno'])
  expect(await notifications.badge()).toEqual({ unread: 2 })
  await workspace.clock.advance(HOUR)
  expect(names(await notifications.list({}))).toEqual(['Uno', 'Tres', 'Dos'])
})

test('snoozing to the past is refused, and it can be brought back at once', async () => {
  const { workspace, notifications, ids } = await three()
  const past = notifications.snooze({ ids, until: workspace.clock.now() - 1 })
  await expect(past).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ reason: 'snooze_time' }] } })
  await notifications.snooze({ ids, until: workspace.clock.now() + DAY })
  await notifications.snooze({ ids, until: null })
  expect((await notifications.list({})).items).toHaveLength(3)
})

test('deleting can be undone for a day', async () => {
  const { workspace, notifications, later, ids } = await three()
  await notifications.remove({ ids: ids.slice(0, 2) })
  expect(names(await notifications.list({}))).toEqual(['Uno'])
  await notifications.restore({ ids: ids.slice(0, 1) })
  expect(names(await notifications.list({}))).toEqual(['Tres', 'Uno'])
  await workspace.clock.advance(2 * DAY)
  expect(await later().restore({ ids })).toEqual({ changed: 0 })
})

test('old ones are cleaned up: read ones after 90 days, unread ones after 180', async () => {
  const { workspace, notifications, later, ids } = await three()
  await notifications.read({ ids: ids.slice(0, 1) })
  workspace.clock.jump(workspace.clock.now() + 92 * DAY)
  await workspace.clock.advance(DAY)
  expect(names(await later().list({}))).toEqual(['Dos', 'Uno'])
  workspace.clock.jump(workspace.clock.now() + 92 * DAY)
  await workspace.clock.advance(DAY)
  expect(names(await later().list({}))).toEqual([])
})

test('nobody reaches the notifications of somebody else', async () => {
  const { workspace, notifications, ids } = await three()
  const other = workspace.as(workspace.user('staff')).notifications
  expect((await other.list({})).items).toEqual([])
  expect(await other.read({ ids })).toEqual({ changed: 0 })
  expect(await other.remove({ ids })).toEqual({ changed: 0 })
  expect(await other.restore({ ids })).toEqual({ changed: 0 })
  expect(await notifications.badge()).toEqual({ unread: 3 })
})

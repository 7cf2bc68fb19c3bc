import { expect, test } from 'vitest'
import { aWorkspace } from '../../support/workspace.ts'

const MINUTE = 60_000

test('a backlog is told of once it has lasted the whole window, and again only after the cool-down', async () => {
  const { ctx, clock } = await aWorkspace()
  const raised = () =>
    ctx.db.sqlAll(`SELECT 1 FROM events WHERE type = 'monitor.raised' AND subjectId = 'queue_backlog'`).length
  ctx.db.write((tx) => {
    for (let n = 0; n < 150; n++) {
      tx.sqlRun(
        `INSERT INTO jobs (type, payload, state, rank, runAt, maxAttempts, createdAt) VALUES ('unknown', '{}', 'ready', 0, 0, 1, 0)`,
      )
    }
  })
  await clock.advance(4 * MINUTE)
  expect(raised()).toBe(0)
  await clock.advance(4 * MINUTE)
  expect(raised()).toBe(1)
  await clock.advance(40 * MINUTE)
  expect(raised()).toBe(1)
  await clock.advance(30 * MINUTE)
  expect(raised()).toBe(2)
})

test('an admin changes a limit, a manager may look but not change it', async () => {
  const { as, admin, user } = await aWorkspace()
  await as(admin).monitors.update({ id: 'queue_backlog', limit: 250 })
  const manager = user('manager')
  const rules = await as(manager).monitors.list()
  expect(rules.find((rule) => rule.id === 'queue_backlog')?.limit).toBe(250)
  await expect(as(manager).monitors.update({ id: 'queue_backlog', limit: 1 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

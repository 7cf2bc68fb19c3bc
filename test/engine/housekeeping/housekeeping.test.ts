import { expect, test } from 'vitest'
import { checkIntegrity, cleanUp } from '../../../main/engine/housekeeping/housekeeping.ts'
import { aWorkspace } from '../../support/workspace.ts'

const DAY = 24 * 3_600_000

test('finished jobs go after thirty days, live ones stay however old they are', async () => {
  const { ctx, clock } = await aWorkspace()
  const insert = (state: string, finishedAt: number | null) =>
    ctx.db.write((tx) =>
      tx.sqlRun(
        `INSERT INTO jobs (type, payload, state, rank, runAt, maxAttempts, createdAt, finishedAt) VALUES ('x', '{}', ?, 0, 0, 1, 0, ?)`,
        [state, finishedAt],
      ),
    )
  insert('done', clock.now() - 31 * DAY)
  insert('dead', clock.now() - 31 * DAY)
  insert('done', clock.now() - 29 * DAY)
  insert('ready', null)
  expect(await cleanUp(ctx)).toMatchObject({ jobs: 2, surplusJobs: 0 })
  expect(ctx.db.sqlGet('SELECT count(*) AS n FROM jobs')).toEqual({ n: 2 })
})

test('a row that points to nothing is announced', async () => {
  const { ctx } = await aWorkspace()
  ctx.db.write(checkIntegrity(ctx))
  expect(ctx.db.sqlAll(`SELECT 1 FROM events WHERE type = 'integrity.failed'`)).toHaveLength(0)
  ctx.db.connection.pragma('foreign_keys = OFF')
  ctx.db.write((tx) => tx.sqlRun(`INSERT INTO client_tags (clientId, tag) VALUES ('gone', 'x')`))
  ctx.db.connection.pragma('foreign_keys = ON')
  ctx.db.write(checkIntegrity(ctx))
  expect(ctx.db.sqlGet(`SELECT payload FROM events WHERE type = 'integrity.failed'`)).toEqual({
    payload: '{"error":"orphan in client_tags"}',
  })
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { jobType, type Feature } from '../../../main/engine/core/context.ts'
import type { Job } from '../../../main/engine/core/queue/job-types.ts'
import { aWorkspace } from '../../support/workspace.ts'

const payload = z.object({ n: z.number() })

function feature(run: (job: Job<{ n: number }>) => Promise<void> | void, more: object = {}): Feature {
  return { name: 'probe', jobs: () => [jobType({ type: 'probe', payload, run, ...more })] }
}

test('a job runs after the transaction that added it has committed, and never when it was rolled back', async () => {
  const ran: number[] = []
  const { ctx, clock } = await aWorkspace({ features: [feature((job) => void ran.push(job.payload.n))] })
  expect(() =>
    ctx.db.write((tx) => {
      ctx.queue.add(tx, { type: 'probe', payload: { n: 1 } })
      throw new Error('changed my mind')
    }),
  ).toThrow('changed my mind')
  ctx.db.write((tx) => ctx.queue.add(tx, { type: 'probe', payload: { n: 2 } }))
  await clock.advance(0)
  expect(ran).toEqual([2])
})

test('a delayed job waits for its time', async () => {
  const ran: number[] = []
  const { ctx, clock } = await aWorkspace({ features: [feature(() => void ran.push(ctx.clock.now()))] })
  const at = clock.now() + 90_000
  ctx.db.write((tx) => ctx.queue.add(tx, { type: 'probe', payload: { n: 1 }, runAt: at }))
  await clock.advance(89_000)
  expect(ran).toEqual([])
  await clock.advance(2_000)
  expect(ran).toEqual([at])
})

test('a job that keeps failing is tried as often as its type says and then is dead with its error', async () => {
  let tries = 0
  const failing = feature(
    () => {
      tries += 1
      throw new Error('no route to host')
    },
    { maxAttempts: 3, backoff: { first: 1_000, longest: 10_000 } },
  )
  const { ctx, clock } = await aWorkspace({ features: [failing] })
  ctx.db.write((tx) => ctx.queue.add(tx, { type: 'probe', payload: { n: 1 } }))
  await clock.advance(60_000)
  expect(tries).toBe(3)
  expect(ctx.db.sqlGet('SELECT state, lastError FROM jobs')).toEqual({
    state: 'dead',
    lastError: 'no route to host',
  })
  expect(ctx.db.sqlGet('SELECT type FROM events')).toEqual({ type: 'job.dead' })
})

test('a unique key coalesces while a job is live and not afterwards', async () => {
  let runs = 0
  const { ctx, clock } = await aWorkspace({ features: [feature(() => void (runs += 1))] })
  const add = () =>
    ctx.db.write((tx) => ctx.queue.add(tx, { type: 'probe', payload: { n: 1 }, uniqueKey: 'k' }))
  expect(add()).toBe(add())
  await clock.advance(0)
  add()
  await clock.advance(0)
  expect(runs).toBe(2)
})

test('no group has more jobs running than its limit', async () => {
  let now = 0
  let most = 0
  const slow = feature(
    async () => {
      now += 1
      most = Math.max(most, now)
      await ctx.clock.sleep(1_000)
      now -= 1
    },
    { concurrency: 10, groupConcurrency: 2 },
  )
  const { ctx, clock } = await aWorkspace({ features: [slow] })
  ctx.db.write((tx) => {
    for (let n = 0; n < 10; n++) ctx.queue.add(tx, { type: 'probe', payload: { n }, groupKey: 'one' })
  })
  await clock.advance(10_000)
  expect(most).toBe(2)
  expect(ctx.db.sqlGet(`SELECT count(*) AS n FROM jobs WHERE state = 'done'`)).toEqual({ n: 10 })
})

test('an effect commits with the acknowledgement, and one that throws fails only its own job', async () => {
  const effects: Feature = {
    name: 'probe',
    jobs: () => [
      jobType({
        type: 'probe',
        payload,
        maxAttempts: 1,
        run: (job) => (tx) => {
          tx.sqlRun('INSERT INTO workspace (key, value, updatedAt) VALUES (?, 1, 0)', [
            `effect-${job.payload.n}`,
          ])
          if (job.payload.n === 2) throw new Error('constraint')
        },
      }),
    ],
  }
  const { ctx, clock } = await aWorkspace({ features: [effects] })
  ctx.db.write((tx) => {
    for (const n of [1, 2, 3]) ctx.queue.add(tx, { type: 'probe', payload: { n } })
  })
  await clock.advance(0)
  expect(ctx.db.sqlAll(`SELECT key FROM workspace WHERE key LIKE 'effect-%' ORDER BY key`)).toEqual([
    { key: 'effect-1' },
    { key: 'effect-3' },
  ])
  expect(ctx.db.sqlAll('SELECT state FROM jobs ORDER BY id')).toEqual([
    { state: 'done' },
    { state: 'dead' },
    { state: 'done' },
  ])
})

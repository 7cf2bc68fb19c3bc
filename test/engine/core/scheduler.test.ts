import { expect, test } from 'vitest'
import { z } from 'zod'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { type Feature, jobType } from '../../../main/engine/core/context.ts'
import { nextOccurrence, nextOccurrences } from '../../../main/engine/core/scheduler/occurrences.ts'
import { aWorkspace } from '../../support/workspace.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function daily(ran: number[], now: () => number, misfire: 'once' | 'skip' = 'once'): Feature {
  return {
    name: 'probe',
    jobs: () => [jobType({ type: 'probe', payload: z.object({}), run: () => void ran.push(now()) })],
    schedules: () => [{ id: 'daily', cron: '0 3 * * *', misfire, job: { type: 'probe', payload: {} } }],
  }
}

test('nothing fires on registration, and then once a day at the local time of the workspace', async () => {
  const clock = new VirtualClock('2026-03-02T12:00:00Z')
  const ran: number[] = []
  await aWorkspace({ clock, features: [daily(ran, () => clock.now())] })
  await clock.advance(HOUR)
  expect(ran).toEqual([])
  await clock.advance(2 * DAY)
  expect(ran.map((at) => new Date(at).toISOString())).toEqual([
    '2026-03-03T06:00:00.000Z',
    '2026-03-04T06:00:00.000Z',
  ])
})

test('after a week asleep a schedule with misfire once runs a single late fire', async () => {
  const clock = new VirtualClock('2026-03-02T12:00:00Z')
  const ran: number[] = []
  const { ctx } = await aWorkspace({ clock, features: [daily(ran, () => clock.now())] })
  clock.jump(clock.now() + 7 * DAY)
  await clock.advance(1_000)
  expect(ran).toHaveLength(1)
  expect(ctx.db.sqlAll('SELECT outcome FROM schedule_fires')).toEqual([{ outcome: 'late' }])
})

test('after a week asleep a schedule with misfire skip records the miss and runs nothing', async () => {
  const clock = new VirtualClock('2026-03-02T12:00:00Z')
  const ran: number[] = []
  const { ctx } = await aWorkspace({ clock, features: [daily(ran, () => clock.now(), 'skip')] })
  clock.jump(clock.now() + 7 * DAY)
  await clock.advance(1_000)
  expect(ran).toEqual([])
  expect(ctx.db.sqlAll('SELECT outcome FROM schedule_fires')).toEqual([{ outcome: 'missed' }])
})

test('a fire happens once although the engine is restarted around it', async () => {
  const clock = new VirtualClock('2026-03-03T05:59:59Z')
  const ran: number[] = []
  const workspace = await aWorkspace({ clock, features: [daily(ran, () => clock.now())] })
  await clock.advance(2_000)
  clock.jump(Date.parse('2026-03-03T05:59:59Z'))
  const again = await workspace.reopen()
  await again.clock.advance(5_000)
  expect(ran).toHaveLength(1)
})

test('a local time that a spring change leaves out runs once that day, and autumn does not repeat one', () => {
  // Santiago springs forward on 2026-09-06 at 00:00 and falls back on 2026-04-05 at 00:00.
  const spring = nextOccurrences('30 0 * * *', 'America/Santiago', Date.parse('2026-09-05T12:00:00Z'), 2)
  expect(spring.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-09-06', '2026-09-07'])
  const autumn = nextOccurrences('30 23 * * *', 'America/Santiago', Date.parse('2026-04-04T12:00:00Z'), 2)
  expect(autumn[1]! - autumn[0]!).toBeGreaterThan(20 * HOUR)
  const newYork = nextOccurrence('30 2 * * *', 'America/New_York', Date.parse('2026-03-08T05:00:00Z'))
  expect(new Date(newYork).toISOString().slice(0, 13)).toBe('2026-03-08T07')
})

import { expect, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { createIds } from '../../../main/engine/core/ids.ts'
import { seededRandom } from '../../../main/engine/core/random.ts'

test('ids are UUIDv7, unique and in order, also within a millisecond and when the clock goes back', () => {
  const clock = new VirtualClock()
  const ids = createIds(clock, seededRandom(1))
  const made: string[] = []
  for (let n = 0; n < 10_000; n++) {
    if (n === 5_000) clock.jump(clock.now() - 60_000)
    made.push(ids.next())
  }
  expect(new Set(made).size).toBe(made.length)
  expect([...made].sort()).toEqual(made)
  for (const id of made.slice(0, 50))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

import { expect, test } from 'vitest'
import { systemActor } from '../../../main/engine/core/actor.ts'
import type { EngineContext, Feature } from '../../../main/engine/core/context.ts'
import type { DomainEvent } from '../../../main/engine/core/events/events.ts'
import { aWorkspace } from '../../support/workspace.ts'

function emitCampaign(ctx: EngineContext, name: string): void {
  ctx.db.write((tx) =>
    ctx.events.emit(tx, {
      type: 'campaign.created',
      subjectType: 'campaign',
      subjectId: name,
      actor: systemActor,
      payload: { name },
    }),
  )
}

function listener(name: string, handle: (event: DomainEvent) => void): Feature {
  return {
    name,
    subscribers: () => [{ name, types: ['campaign.created'], handle: (_tx, event) => handle(event) }],
  }
}

test('a subscriber reads each event once and in order, also after a restart', async () => {
  const heard: string[] = []
  const features = [listener('probe', (event) => void heard.push(event.subjectId))]
  const workspace = await aWorkspace({ features })
  emitCampaign(workspace.ctx, 'a')
  emitCampaign(workspace.ctx, 'b')
  await workspace.clock.advance(0)
  const again = await workspace.reopen()
  emitCampaign(again.ctx, 'c')
  await again.clock.advance(0)
  expect(heard).toEqual(['a', 'b', 'c'])
})

test('a subscriber that fails is retried from the event that failed and never blocks another', async () => {
  const steady: string[] = []
  const shaky: string[] = []
  let broken = true
  const features = [
    listener('shaky', (event) => {
      if (event.subjectId === 'b' && broken) throw new Error('not now')
      shaky.push(event.subjectId)
    }),
    listener('steady', (event) => void steady.push(event.subjectId)),
  ]
  const { ctx, clock } = await aWorkspace({ features })
  for (const name of ['a', 'b', 'c']) emitCampaign(ctx, name)
  await clock.advance(0)
  expect(steady).toEqual(['a', 'b', 'c'])
  broken = false
  shaky.length = 0
  await clock.advance(10_000)
  expect(shaky).toEqual(['a', 'b', 'c'])
})

test('an event with a payload that does not fit its type is refused', async () => {
  const { ctx } = await aWorkspace({ features: [] })
  expect(() =>
    ctx.db.write((tx) =>
      ctx.events.emit(tx, {
        type: 'campaign.launched',
        subjectType: 'campaign',
        subjectId: 'x',
        actor: systemActor,
        payload: { name: 'x', recipients: Number.NaN, strategy: 'batch' },
      }),
    ),
  ).toThrow()
  expect(ctx.db.sqlGet('SELECT count(*) AS n FROM events')).toEqual({ n: 0 })
})

import type { SendingDefaults, Settings } from '../../../shared/contract/settings.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { type WorkspaceInfo, writeSetting } from '../core/workspace.ts'
import { getSettings, sendingDefaults } from './queries.ts'

type Region = Pick<WorkspaceInfo, 'name' | 'country' | 'locale' | 'zone' | 'currency'>

/** Changes the given fields. With another zone, every schedule is computed anew. */
export function updateWorkspace(
  ctx: EngineContext,
  actor: Actor,
  fields: { [Field in keyof Region]?: Region[Field] | undefined },
): Settings {
  return ctx.db.write((tx) => {
    const before = ctx.workspace()
    const after = { ...before, ...fields }
    writeSetting(tx, 'info', after, { at: ctx.clock.now(), userId: actor.userId })
    ctx.audit.record(tx, {
      actor,
      action: 'settings.workspace',
      subjectType: 'workspace',
      subjectId: before.id,
      before,
      after,
      details: { fields: Object.keys(fields) },
    })
    if (after.zone !== before.zone) ctx.scheduler.reschedule(tx)
    // Every page writes dates and money by these.
    for (const topic of ['settings', 'session', 'schedules']) ctx.live.touch(tx, topic)
    return getSettings(ctx)
  })
}

/** Changes what campaigns begin with; those already made stay as they are. */
export function updateSending(ctx: EngineContext, actor: Actor, sending: SendingDefaults): Settings {
  return ctx.db.write((tx) => {
    const before = sendingDefaults(tx)
    writeSetting(tx, 'sending', sending, { at: ctx.clock.now(), userId: actor.userId })
    ctx.audit.record(tx, {
      actor,
      action: 'settings.sending',
      subjectType: 'workspace',
      subjectId: ctx.workspace().id,
      before,
      after: sending,
    })
    ctx.live.touch(tx, 'settings')
    return getSettings(ctx)
  })
}

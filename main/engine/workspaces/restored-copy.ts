import { systemActor } from '../core/actor.ts'
import type { EngineContext, Feature } from '../core/context.ts'
import { writeSetting } from '../core/workspace.ts'

/**
 * Settles a restored copy before anything runs in it: it is a workspace of its own, sessions end,
 * secrets that no key opens are forgotten rather than shown as set, and each feature holds back
 * what would leave by itself.
 */
export function settleRestored(
  ctx: EngineContext,
  { id, keyFound, features }: { id: string; keyFound: boolean; features: readonly Feature[] },
): void {
  ctx.db.write((tx) => {
    const original = ctx.workspace()
    const by = { at: ctx.clock.now(), userId: null }
    writeSetting(tx, 'info', { ...original, id }, by)
    writeSetting(tx, 'restored', { from: original.id }, by)
    tx.sqlRun('DELETE FROM sessions')
    if (!keyFound) tx.sqlRun('DELETE FROM secrets')
    for (const feature of features) feature.restored?.(tx, ctx)
    ctx.audit.record(tx, {
      actor: systemActor,
      action: 'workspace.restore',
      subjectType: 'workspace',
      subjectId: id,
      details: { secretsKept: keyFound },
    })
  })
}

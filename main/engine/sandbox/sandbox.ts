import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { messageScope } from './queries.ts'

/** Marks messages as read, all of them without `ids`. Reading mail of the sandbox is not audited. */
export function markSeen(ctx: EngineContext, actor: Actor, ids?: readonly string[]): void {
  const scope = messageScope(actor)
  ctx.db.write((tx) => {
    const { changes } = tx.sqlRun(
      `UPDATE sandbox_messages AS m SET seen = 1
       WHERE m.seen = 0 AND (? IS NULL OR m.id IN (SELECT value FROM json_each(?))) AND ${scope.sql}`,
      [ids ? 'these' : null, JSON.stringify(ids ?? []), ...scope.params],
    )
    if (changes > 0) ctx.live.touch(tx, 'sandbox')
  })
}

/** Deletes messages of the sandbox; those that are gone already are passed over. */
export function deleteMessages(ctx: EngineContext, actor: Actor, ids: readonly string[]): void {
  ctx.db.write((tx) => {
    const scope = messageScope(actor)
    const { changes } = tx.sqlRun(
      `DELETE FROM sandbox_messages AS m WHERE m.id IN (SELECT value FROM json_each(?)) AND ${scope.sql}`,
      [JSON.stringify(ids), ...scope.params],
    )
    ctx.audit.record(tx, {
      actor,
      action: 'sandbox.delete',
      subjectType: 'sandbox',
      details: { messages: changes },
    })
    ctx.live.touch(tx, 'sandbox')
  })
}

/** Empties the mailbox. What was sent stays in the log of messages. */
export function clearMailbox(ctx: EngineContext, actor: Actor): number {
  return ctx.db.write((tx) => {
    const { changes } = tx.sqlRun('DELETE FROM sandbox_messages')
    ctx.audit.record(tx, {
      actor,
      action: 'sandbox.clear',
      subjectType: 'sandbox',
      details: { messages: changes },
    })
    ctx.live.touch(tx, 'sandbox')
    return changes
  })
}

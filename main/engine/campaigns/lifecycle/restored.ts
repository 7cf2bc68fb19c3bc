import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'

/**
 * In a restored copy nothing goes on by itself: the original may have sent on after the backup was
 * taken. Campaigns under way are paused, scheduled and requested ones are drafts again.
 */
export function holdRestored(tx: WritableDb, ctx: EngineContext): void {
  const now = ctx.clock.now()
  tx.sqlRun(
    `UPDATE campaigns SET status = 'paused', pausedAt = ?, pausedReason = 'restored', updatedAt = ?, version = version + 1
     WHERE status = 'running'`,
    [now, now],
  )
  tx.sqlRun(
    `UPDATE campaigns SET status = 'draft', approvalId = NULL, startAt = NULL, updatedAt = ?, version = version + 1
     WHERE status IN ('scheduled', 'awaiting_approval')`,
    [now],
  )
}

import type { SuppressionReason } from '../../../../shared/domain/campaigns.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'

/** Puts an address on the suppression list; the first reason stays, with its evidence. */
export function suppress(
  tx: WritableDb,
  ctx: EngineContext,
  entry: {
    address: string
    reason: SuppressionReason
    source: string
    evidence?: string | null
    userId?: string | null
  },
): void {
  tx.sqlRun(
    `INSERT INTO suppressions (address, reason, source, evidence, at, userId) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (address) DO NOTHING`,
    [
      entry.address.toLowerCase(),
      entry.reason,
      entry.source,
      entry.evidence?.slice(0, 500) ?? null,
      ctx.clock.now(),
      entry.userId ?? null,
    ],
  )
}

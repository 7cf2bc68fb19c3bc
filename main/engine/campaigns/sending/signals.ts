import type { EngineContext } from '../../core/context.ts'
import { rowOfMessageId } from '../../mail/mail.ts'
import { rowOfKey } from './message.ts'
import { suppress } from './suppressions.ts'

/**
 * What simulated recipients report: an opened message needs no second one, and who unsubscribes is
 * not written to again. Returns how to stop listening.
 */
export function followSandbox(ctx: EngineContext): () => void {
  return ctx.services.sandbox.listen((signal) => take(ctx, signal))
}

type Signal = Parameters<Parameters<EngineContext['services']['sandbox']['listen']>[0]>[0]

function take(ctx: EngineContext, signal: Signal): void {
  const key = signal.messageId === null ? null : rowOfMessageId(signal.messageId)
  const row = key === null ? null : rowOfKey(key)
  if (row === null) return
  ctx.db.write((tx) => {
    if (signal.kind === 'open') {
      tx.sqlRun('UPDATE deliveries SET engagedAt = ? WHERE id = ? AND campaignId = ? AND engagedAt IS NULL', [
        signal.at,
        row.id,
        row.campaignId,
      ])
    }
    if (signal.kind === 'unsubscribe') {
      const evidence = signal.messageId
      suppress(tx, ctx, { address: signal.recipient, reason: 'unsubscribed', source: 'sandbox', evidence })
    }
    ctx.live.touch(tx, 'campaigns', row.campaignId)
  })
}

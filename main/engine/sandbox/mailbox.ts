import type { EngineContext } from '../core/context.ts'
import type { SandboxMessage } from '../mail/mail.ts'

/** What is kept: enough for several large campaigns, not enough to fill a disk. */
export const kept = { messages: 20_000, days: 30, bytes: 1_000_000_000 }

const DAY = 86_400_000
/** Messages between two looks at the bounds. */
const PRUNE_EVERY = 1_000

export interface Mailbox {
  /** Resolves when the message is stored for good; only then may the server say 250. */
  store(message: SandboxMessage): Promise<void>
  /** Removes what is over the bounds. */
  prune(): void
}

interface Waiting {
  message: SandboxMessage
  resolve(): void
  reject(error: unknown): void
}

/**
 * Stores what the sandbox's server takes. All messages of one turn of the loop share a commit, so
 * that thousands a second cost a handful of transactions and the sender's own ledger is not held up.
 */
export function openMailbox(ctx: EngineContext): Mailbox {
  let waiting: Waiting[] = []
  let armed = false
  let sincePrune = 0

  const flush = () => {
    armed = false
    const batch = waiting
    waiting = []
    try {
      ctx.db.write((tx) => {
        for (const { message } of batch) {
          tx.sqlRun(
            `INSERT INTO sandbox_messages
               (id, receivedAt, envelopeFrom, recipients, fromHeader, subject, messageId, size, attachments, seen, raw)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
            [ctx.ids.next(), message.receivedAt, ...columnsOf(message), message.raw],
          )
        }
        ctx.live.touch(tx, 'sandbox')
      })
    } catch (error) {
      ctx.log.error({ error }, 'the sandbox could not store messages')
      for (const entry of batch) entry.reject(error)
      return
    }
    for (const entry of batch) entry.resolve()
    sincePrune += batch.length
    if (sincePrune >= PRUNE_EVERY) prune()
  }

  const prune = () => {
    sincePrune = 0
    ctx.db.write((tx) => {
      const old = tx.sqlRun('DELETE FROM sandbox_messages WHERE receivedAt < ?', [
        ctx.clock.now() - kept.days * DAY,
      ])
      const bound = tx.sqlGet<{ id: string }>(
        'SELECT id FROM sandbox_messages ORDER BY id DESC LIMIT 1 OFFSET ?',
        [kept.messages],
      )
      const surplus = bound ? tx.sqlRun('DELETE FROM sandbox_messages WHERE id <= ?', [bound.id]).changes : 0
      const heavy = overweight(
        tx.sqlAll<{ id: string; size: number }>('SELECT id, size FROM sandbox_messages ORDER BY id DESC'),
      )
      const large =
        heavy === null ? 0 : tx.sqlRun('DELETE FROM sandbox_messages WHERE id <= ?', [heavy]).changes
      if (old.changes + surplus + large > 0) ctx.live.touch(tx, 'sandbox')
    })
  }

  return {
    store: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject })
        if (armed) return
        armed = true
        setImmediate(flush)
      }),
    prune,
  }
}

/** The newest message from which on the whole is too heavy, null when all fit. */
function overweight(newestFirst: readonly { id: string; size: number }[]): string | null {
  let bytes = 0
  for (const { id, size } of newestFirst) {
    bytes += size
    if (bytes > kept.bytes) return id
  }
  return null
}

/** What the list shows: a full parse is left to whoever opens the message. */
function columnsOf({ envelope, summary, raw }: SandboxMessage): (string | number | null)[] {
  const { from } = summary
  return [
    envelope.from,
    JSON.stringify(envelope.to),
    from ? (from.name ? `${from.name} <${from.address}>` : from.address) : '',
    summary.subject,
    summary.messageId,
    raw.length,
    summary.hasAttachments ? countAttachments(raw) : 0,
  ]
}

function countAttachments(raw: Buffer): number {
  let count = 0
  for (let at = 0; (at = raw.indexOf('Content-Disposition: attachment', at)) >= 0; at += 10) count += 1
  return count
}

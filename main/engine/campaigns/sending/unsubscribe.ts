import type { EngineContext } from '../../core/context.ts'
import type { MailContent } from '../../mail/mail.ts'
import type { Outbound } from './claim.ts'

/**
 * How this recipient ends this mail (RFC 2369). An address that answers a one-click POST (RFC 8058) needs a
 * public https address of this console, which a desktop has not: there it is a message to the sender.
 */
export function unsubscribeOf(
  _ctx: EngineContext,
  row: Pick<Outbound, 'campaignId' | 'id' | 'inForce'>,
): { link: string; header: NonNullable<MailContent['unsubscribe']> } {
  const { account } = row.inForce
  const mailto = `${account.replyTo ?? account.fromAddress}?subject=unsubscribe%20${row.campaignId}-${row.id}`
  return { link: `mailto:${mailto}`, header: { mailto } }
}

import type { EngineContext } from '../../core/context.ts'
import type { Subscriber } from '../../core/events/events.ts'

/** Connections of an account whose settings changed are opened anew, with the new ones. */
export function accountChanges(ctx: EngineContext): Subscriber {
  return {
    name: 'campaigns.accounts',
    types: ['mail_account.changed'],
    handle(tx, event) {
      tx.afterCommit(() => {
        ctx.services.delivery.accountChanged(event.subjectId).catch((error: unknown) => {
          ctx.log.error({ account: event.subjectId, error }, 'connections were not opened anew')
        })
      })
    },
  }
}

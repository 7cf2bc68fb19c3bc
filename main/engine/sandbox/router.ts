import { authorized, os } from '../core/access/procedures.ts'
import { kept } from './mailbox.ts'
import { countMessages, getAttachment, getMessage, getSource, listMessages } from './queries.ts'
import { clearMailbox, deleteMessages, markSeen } from './sandbox.ts'
import { simulatorBehaviours, simulatorDomain } from '../mail/mail.ts'

const { sandbox } = os
const ok = { ok: true } as const

export const sandboxRouter = sandbox.router({
  list: sandbox.list
    .use(authorized('sandbox:read'))
    .handler(({ context, input }) => listMessages(context.engine, context.actor, input)),
  get: sandbox.get
    .use(authorized('sandbox:read'))
    .handler(({ context, input }) => getMessage(context.engine, context.actor, input.id)),
  source: sandbox.source
    .use(authorized('sandbox:read'))
    .handler(({ context, input }) => getSource(context.engine, context.actor, input.id)),
  attachment: sandbox.attachment
    .use(authorized('sandbox:read'))
    .handler(({ context, input }) => getAttachment(context.engine, context.actor, input.id, input.index)),
  markSeen: sandbox.markSeen.use(authorized('sandbox:read')).handler(({ context, input }) => {
    markSeen(context.engine, context.actor, input.ids)
    return ok
  }),
  delete: sandbox.delete.use(authorized('sandbox:write')).handler(({ context, input }) => {
    deleteMessages(context.engine, context.actor, input.ids)
    return ok
  }),
  clear: sandbox.clear
    .use(authorized('sandbox:write'))
    .handler(({ context }) => ({ deleted: clearMailbox(context.engine, context.actor) })),
  status: sandbox.status.use(authorized('sandbox:read')).handler(({ context }) => {
    const port = context.engine.services.sandbox.port()
    return {
      running: port !== null,
      host: '127.0.0.1',
      port,
      ...countMessages(context.engine.db, context.actor),
      kept: { messages: kept.messages, days: kept.days },
      simulator: simulatorBehaviours.map(({ name }) => ({
        address: `${name}@${simulatorDomain}`,
        behaviour: name,
      })),
    }
  }),
})

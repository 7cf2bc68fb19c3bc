import { authorized, os } from '../../core/access/procedures.ts'
import { clearRecipients, excludeRecipients, flagRecipients, includeRecipients } from './changes.ts'
import { getRecipient } from './detail.ts'
import { exportNotSent, exportResults } from './exports.ts'
import { addFromClients } from './from-clients.ts'
import { listRecipients } from './list.ts'
import { messageOf } from './message-of.ts'
import { listNotSent, notSentReasons } from './not-sent.ts'

const r = os.campaigns.recipients
const read = authorized('campaigns:read')
const write = authorized('campaigns:write')

export const recipientsRouter = r.router({
  list: r.list
    .use(read)
    .handler(({ context, input }) => listRecipients(context.engine, context.actor, input)),
  get: r.get.use(read).handler(({ context, input }) => getRecipient(context.engine, context.actor, input)),
  message: r.message
    .use(read)
    .handler(({ context, input }) => messageOf(context.engine, context.actor, input)),
  exclude: r.exclude
    .use(write)
    .handler(({ context, input }) => ({ changed: excludeRecipients(context.engine, context.actor, input) })),
  include: r.include
    .use(write)
    .handler(({ context, input }) => ({ changed: includeRecipients(context.engine, context.actor, input) })),
  flag: r.flag
    .use(write)
    .handler(({ context, input }) => ({ changed: flagRecipients(context.engine, context.actor, input) })),
  clear: r.clear.use(write).handler(({ context, input }) => ({
    changed: clearRecipients(context.engine, context.actor, input.campaignId),
  })),
  fromClients: r.fromClients
    .use(write)
    .handler(({ context, input }) => addFromClients(context.engine, context.actor, input)),
  notSent: r.notSent
    .use(read)
    .handler(({ context, input }) => notSentReasons(context.engine, context.actor, input.campaignId)),
  notSentList: r.notSentList
    .use(read)
    .handler(({ context, input }) => listNotSent(context.engine, context.actor, input)),
  exportNotSent: r.exportNotSent
    .use(read)
    .handler(({ context, input }) => exportNotSent(context.engine, context.actor, input)),
  exportResults: r.exportResults
    .use(read)
    .handler(({ context, input }) => exportResults(context.engine, context.actor, input)),
})

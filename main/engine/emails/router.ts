import { authorized, os } from '../core/access/procedures.ts'
import { cancelEmail, resendEmail, sendTestEmail } from './emails.ts'
import { getEmail, listEmails } from './queries.ts'

export const emailsRouter = os.emails.router({
  list: os.emails.list
    .use(authorized('emails:read'))
    .handler(({ context, input }) => listEmails(context.engine, context.actor, input)),
  get: os.emails.get
    .use(authorized('emails:read'))
    .handler(({ context, input }) => getEmail(context.engine, context.actor, input.id)),
  resend: os.emails.resend
    .use(authorized('emails:send'))
    .handler(({ context, input }) => ({ id: resendEmail(context.engine, context.actor, input) })),
  cancel: os.emails.cancel.use(authorized('emails:send')).handler(({ context, input }) => {
    cancelEmail(context.engine, context.actor, input.id)
    return { id: input.id }
  }),
  sendTest: os.emails.sendTest
    .use(authorized('emails:send'))
    .handler(({ context, input }) => ({ id: sendTestEmail(context.engine, context.actor, input) })),
})

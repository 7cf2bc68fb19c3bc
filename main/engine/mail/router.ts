import { authorized, os } from '../core/access/procedures.ts'
import { checkSettings, testAccount } from './check.ts'
import { createAccount, deleteAccount, reorderAccounts, restoreAccount, updateAccount } from './mail.ts'
import { asAccount, getAccount, listAccounts } from './queries.ts'

const done = { ok: true } as const

export const mailRouter = os.mail.router({
  list: os.mail.list
    .use(authorized('mail:read'))
    .handler(({ context, input }) => listAccounts(context.engine, context.actor, input)),
  get: os.mail.get
    .use(authorized('mail:read'))
    .handler(({ context, input }) => getAccount(context.engine, context.actor, input.id)),
  create: os.mail.create
    .use(authorized('mail:manage'))
    .handler(({ context, input }) =>
      asAccount(context.engine, createAccount(context.engine, context.actor, input)),
    ),
  update: os.mail.update
    .use(authorized('mail:manage'))
    .handler(({ context, input }) =>
      asAccount(context.engine, updateAccount(context.engine, context.actor, input)),
    ),
  reorder: os.mail.reorder.use(authorized('mail:manage')).handler(({ context, input }) => {
    reorderAccounts(context.engine, context.actor, input.ids)
    return done
  }),
  delete: os.mail.delete.use(authorized('mail:manage')).handler(({ context, input }) => {
    deleteAccount(context.engine, context.actor, input.id)
    return done
  }),
  restore: os.mail.restore
    .use(authorized('mail:manage'))
    .handler(({ context, input }) =>
      asAccount(context.engine, restoreAccount(context.engine, context.actor, input.id)),
    ),
  check: os.mail.check
    .use(authorized('mail:manage'))
    .handler(({ context, input }) => checkSettings(context.engine, context.actor, input)),
  test: os.mail.test
    .use(authorized('mail:manage'))
    .handler(({ context, input }) => testAccount(context.engine, context.actor, input.id)),
})

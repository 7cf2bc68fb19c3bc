import { authorized, os } from '../core/access/procedures.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'

export const apiKeysRouter = os.apiKeys.router({
  list: os.apiKeys.list
    .use(authorized('session:self'))
    .handler(({ context, input }) => listApiKeys(context.engine, context.actor, input)),
  create: os.apiKeys.create
    .use(authorized('session:self'))
    .handler(({ context, input }) => createApiKey(context.engine, context.actor, input)),
  revoke: os.apiKeys.revoke
    .use(authorized('session:self'))
    .handler(({ context, input }) => revokeApiKey(context.engine, context.actor, input.id)),
})

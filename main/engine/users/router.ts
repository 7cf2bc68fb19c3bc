import { authorized, os } from '../core/access/procedures.ts'
import { getUser, listUsers, readPermissions } from './queries.ts'
import { createUser, resetPassword, setActive, setPermission, updateUser } from './users.ts'

export const usersRouter = os.users.router({
  list: os.users.list
    .use(authorized('users:read'))
    .handler(({ context, input }) => listUsers(context.engine, context.actor, input)),
  get: os.users.get
    .use(authorized('users:read'))
    .handler(({ context, input }) => getUser(context.engine, context.actor, input.id)),
  create: os.users.create
    .use(authorized('users:manage'))
    .handler(({ context, input }) => createUser(context.engine, context.actor, input)),
  update: os.users.update
    .use(authorized('users:manage'))
    .handler(({ context, input }) => updateUser(context.engine, context.actor, input)),
  deactivate: os.users.deactivate
    .use(authorized('users:manage'))
    .handler(({ context, input }) => setActive(context.engine, context.actor, input.id, false)),
  activate: os.users.activate
    .use(authorized('users:manage'))
    .handler(({ context, input }) => setActive(context.engine, context.actor, input.id, true)),
  resetPassword: os.users.resetPassword
    .use(authorized('users:manage'))
    .handler(({ context, input }) => resetPassword(context.engine, context.actor, input)),
  permissions: os.users.permissions
    .use(authorized('users:read'))
    .handler(({ context }) => readPermissions(context.engine.db)),
  setPermission: os.users.setPermission
    .use(authorized('users:manage'))
    .handler(({ context, input }) => setPermission(context.engine, context.actor, input)),
})

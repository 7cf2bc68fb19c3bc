import { authorized, os } from '../core/access/procedures.ts'
import { decide, decideMany, withdraw } from './approvals.ts'
import { countWaiting, getApproval, listApprovals } from './queries.ts'

const { approvals } = os

export const approvalsRouter = approvals.router({
  list: approvals.list
    .use(authorized('approvals:read'))
    .handler(({ context, input }) => listApprovals(context.engine, context.actor, input)),
  get: approvals.get
    .use(authorized('approvals:read'))
    .handler(({ context, input }) => getApproval(context.engine, context.actor, input.id)),
  waiting: approvals.waiting
    .use(authorized('approvals:read'))
    .handler(({ context }) => ({ count: countWaiting(context.engine, context.actor) })),
  decide: approvals.decide
    .use(authorized('approvals:decide'))
    .handler(({ context, input }) => decide(context.engine, context.actor, input)),
  decideMany: approvals.decideMany
    .use(authorized('approvals:decide'))
    .handler(({ context, input }) => decideMany(context.engine, context.actor, input)),
  withdraw: approvals.withdraw
    .use(authorized('approvals:read'))
    .handler(({ context, input }) => withdraw(context.engine, context.actor, input.id)),
})

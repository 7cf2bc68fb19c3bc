import { verifyAudit } from '../core/audit/audit.ts'
import { authorized, os } from '../core/access/procedures.ts'
import { auditActions, listAudit } from './queries.ts'

const { audit } = os

export const auditRouter = audit.router({
  list: audit.list
    .use(authorized('audit:read'))
    .handler(({ context, input }) => listAudit(context.engine, input)),
  actions: audit.actions.use(authorized('audit:read')).handler(({ context }) => auditActions(context.engine)),
  verify: audit.verify.use(authorized('audit:read')).handler(({ context }) => {
    const verdict = verifyAudit(context.engine.db)
    return {
      ok: verdict.ok,
      entries: verdict.entries,
      head: verdict.ok ? verdict.head : null,
      brokenAt: verdict.ok ? null : verdict.brokenAt,
    }
  }),
})

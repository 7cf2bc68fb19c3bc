import { approvalsRouter } from './approvals/router.ts'
import { auditRouter } from './audit/router.ts'
import { clientsRouter } from './clients/router.ts'
import { os } from './core/access/procedures.ts'
import { jobsRouter } from './jobs/router.ts'
import { liveRouter } from './live/router.ts'
import { schedulesRouter } from './schedules/router.ts'

/** The whole contract, implemented: one line per feature. Every transport serves this object. */
export const router = os.router({
  approvals: approvalsRouter,
  audit: auditRouter,
  clients: clientsRouter,
  jobs: jobsRouter,
  live: liveRouter,
  schedules: schedulesRouter,
})

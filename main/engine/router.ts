import { approvalsRouter } from './approvals/router.ts'
import { os } from './core/access/procedures.ts'
import { clientsRouter } from './clients/router.ts'
import { liveRouter } from './live/router.ts'

/** The whole contract, implemented: one line per feature. Every transport serves this object. */
export const router = os.router({
  approvals: approvalsRouter,
  clients: clientsRouter,
  live: liveRouter,
})

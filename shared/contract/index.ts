import { approvals } from './approvals.ts'
import { audit } from './audit.ts'
import { campaigns } from './campaigns.ts'
import { clients } from './clients.ts'
import { jobs } from './jobs.ts'
import { live } from './live.ts'
import { schedules } from './schedules.ts'

/** The whole contract, one line per feature. */
export const contract = {
  approvals,
  audit,
  campaigns,
  clients,
  jobs,
  live,
  schedules,
}

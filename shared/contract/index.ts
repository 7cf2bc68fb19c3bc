import { campaigns } from './campaigns.ts'
import { approvals } from './approvals.ts'
import { clients } from './clients.ts'
import { live } from './live.ts'

/** The whole contract, one line per feature. */
export const contract = {
  approvals,
  campaigns,
  clients,
  live,
}

import { campaigns } from './campaigns.ts'
import { clients } from './clients.ts'
import { live } from './live.ts'

/** The whole contract, one line per feature. */
export const contract = {
  campaigns,
  clients,
  live,
}

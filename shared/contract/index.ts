import { live } from './live.ts'

/** The whole contract, one line per feature. */
export const contract = {
  live,
}

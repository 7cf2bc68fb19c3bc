import type { CampaignCounts } from '../../../shared/contract/campaigns/model.ts'

/** Recipients that are settled one way or another. */
export function settled(counts: CampaignCounts): number {
  const { accepted, delivered, bounced, complained, ambiguous, skipped, failed } = counts
  return accepted + delivered + bounced + complained + ambiguous + skipped + failed
}

/** Messages a server took, whatever became of them afterwards. */
export function taken(counts: CampaignCounts): number {
  return counts.accepted + counts.delivered + counts.bounced + counts.complained
}

import type { EngineContext } from '../../core/context.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable } from '../tables.ts'

const SLICE = 2_000

/** Lower goes first; what has no amount or due date goes last. The file's order breaks ties (by id). */
const RANK = {
  file: 'position',
  amount: 'CASE WHEN amountMinor IS NULL THEN 9007199254740991 ELSE -amountMinor END',
  overdue: 'CASE WHEN dueOn IS NULL THEN 9007199254740991 ELSE unixepoch(dueOn) / 86400 END',
} as const

/** Puts the recipients of a campaign into the chosen order, in slices. Doing it again changes nothing. */
export async function rankRecipients(ctx: EngineContext, campaign: CampaignsTable): Promise<void> {
  const { order } = settingsOf(campaign)
  let after = 0
  for (;;) {
    const last = ctx.db.write((tx) => {
      const end = tx.sqlGet<{ id: number | null }>(
        `SELECT max(id) AS id FROM (SELECT id FROM campaign_recipients WHERE campaignId = ? AND stage = 0
           AND excludedReason IS NULL AND id > ? ORDER BY id LIMIT ?)`,
        [campaign.id, after, SLICE],
      )?.id
      if (end == null) return null
      tx.sqlRun(
        `UPDATE campaign_recipients SET rank = ${RANK[order]} WHERE id > ? AND id <= ? AND campaignId = ?
           AND rank <> ${RANK[order]}`,
        [after, end, campaign.id],
      )
      return end
    })
    if (last === null) return
    after = last
    await new Promise((resolve) => setImmediate(resolve))
  }
}

import { IconSend } from '@tabler/icons-react'
import { client } from '../../app/client.ts'
import type { PaletteProvider } from '../../app/palette-providers.ts'

/** Finds campaigns by name. */
export const campaignsPalette: PaletteProvider = {
  topic: 'campaigns',
  permission: 'campaigns:read',
  label: 'shell:nav.campaigns',
  search: async (words, signal) => {
    const { items } = await client.campaigns.list({ search: words, limit: 5 }, { signal })
    return items.map((campaign) => ({
      id: campaign.id,
      label: campaign.name,
      icon: IconSend,
      path:
        campaign.status === 'draft'
          ? `/campaigns/${campaign.id}/wizard/${campaign.step}`
          : `/campaigns/${campaign.id}/progress`,
    }))
  },
}

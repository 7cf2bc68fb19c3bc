import { type CampaignSettings, campaignSettingsSchema } from '../../../shared/contract/campaigns/model.ts'
import type { SendingDefaults } from '../../../shared/contract/settings.ts'
import { parseJson } from '../core/storage/json.ts'
import type { WorkspaceInfo } from '../core/workspace.ts'
import { defaultPackFor } from '../../../shared/domain/contact-rules/packs.ts'
import type { CampaignsTable } from './tables.ts'

const parsed = new WeakMap<CampaignsTable, CampaignSettings>()

/** What the wizard settled, from the campaign's row. */
export function settingsOf(campaign: CampaignsTable): CampaignSettings {
  let settings = parsed.get(campaign)
  if (!settings) parsed.set(campaign, (settings = parseJson(campaignSettingsSchema, campaign.settings)))
  return settings
}

/** Settings of a draft about which nobody has said anything yet. */
export function newSettings(
  workspace: WorkspaceInfo,
  defaults: SendingDefaults,
  name: string,
): CampaignSettings {
  return {
    name,
    clientId: null,
    step: 'recipients',
    templateId: null,
    accountId: null,
    fallback: null,
    strategy: null,
    keepGrowing: false,
    order: 'file',
    window: defaults.window,
    rulePack: defaults.rulePack ?? defaultPackFor(workspace.country).id,
    startAt: null,
  }
}

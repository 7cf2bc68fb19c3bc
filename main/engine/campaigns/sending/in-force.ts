import { z } from 'zod'
import type { CampaignSettings } from '../../../../shared/contract/campaigns/model.ts'
import type { ContactRulePack } from '../../../../shared/domain/contact-rules/pack.ts'
import type { HolidayTest } from '../../../../shared/domain/holidays/calendar.ts'
import { weeklyHours, type WeeklyHours } from '../../../../shared/domain/windows.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson } from '../../core/storage/json.ts'
import { findAccount, type MailAccountsTable } from '../../mail/mail.ts'
import { holidayTests } from '../delivery/holidays.ts'
import { packOf } from '../delivery/rule-packs.ts'
import { settingsInForce } from '../delivery/without-waiting.ts'
import type { UsableTemplate } from '../../templates/templates.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable } from '../tables.ts'

/** Everything about a launched campaign that its messages are sent by, read once and kept until it changes. */
export interface CampaignInForce {
  campaign: CampaignsTable
  settings: CampaignSettings
  account: MailAccountsTable
  pack: ContactRulePack
  hours: WeeklyHours
  isHoliday: HolidayTest
  zone: string
  firm: string
  language: string
  /** Names of the extra columns its recipients have. */
  slugs: string[]
  /** Compiled messages by stage, filled on first use. */
  templates: Map<number, UsableTemplate>
}

export const slugsSchema = z.array(z.string())

/** Throws NOT_FOUND when its mail account is gone. */
export function inForce(ctx: EngineContext, db: ReadableDb, campaign: CampaignsTable): CampaignInForce {
  const account = findAccount(db, campaign.accountId ?? '')
  const settings = settingsInForce(settingsOf(campaign), account)
  const workspace = ctx.workspace()
  const country = campaign.country ?? workspace.country
  return {
    campaign,
    settings,
    account,
    pack: packOf(settings.rulePack, country),
    hours: weeklyHours(settings.window),
    isHoliday: holidayTests(db)(country),
    zone: campaign.zone ?? workspace.zone,
    firm: workspace.name,
    language: workspace.locale,
    slugs: parseJson(slugsSchema, campaign.variables),
    templates: new Map(),
  }
}

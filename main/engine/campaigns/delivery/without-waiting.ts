import type { CampaignSettings } from '../../../../shared/contract/campaigns/model.ts'
import type { DeliveryStrategy } from '../../../../shared/domain/strategies.ts'
import type { MailAccountsTable } from '../../mail/mail.ts'

type Account = Pick<MailAccountsTable, 'kind'>

/** Hours, rules and intervals protect people and a domain; in the sandbox there is neither. */
function isWithoutWaiting(settings: CampaignSettings, account: Account): boolean {
  return settings.withoutWaiting === true && account.kind === 'sandbox'
}

/** The settings a campaign is sent by: without waiting, at any hour and under no contact rule. */
export function settingsInForce(settings: CampaignSettings, account: Account): CampaignSettings {
  if (!isWithoutWaiting(settings, account)) return settings
  const window = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', excludeHolidays: false }
  return { ...settings, window, rulePack: 'none' }
}

/** The strategy's sizes and daily limits stay; without waiting its batches follow each other at once. */
export function pacedStrategy(
  strategy: DeliveryStrategy,
  settings: CampaignSettings,
  account: Account,
): DeliveryStrategy {
  if (!isWithoutWaiting(settings, account)) return strategy
  if (strategy.kind === 'batch') return { ...strategy, intervalMinutes: 0 }
  return { ...strategy, steps: strategy.steps.map((step) => Object.assign({}, step, { intervalMinutes: 0 })) }
}

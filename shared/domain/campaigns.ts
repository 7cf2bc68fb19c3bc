/** The words of campaigns: states, reasons and choices. Keys are stable; texts are `campaigns.*` in shared/i18n. */

export const CAMPAIGN_STATUSES = [
  'draft',
  'awaiting_approval',
  'scheduled',
  'running',
  'paused',
  'finished',
  'cancelled',
] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

/** Where the wizard was left. */
export const WIZARD_STEPS = ['recipients', 'message', 'delivery', 'review'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]

/** Who goes first: as in the file, the largest amount, the longest overdue. */
export const RECIPIENT_ORDERS = ['file', 'amount', 'overdue'] as const

/** States of a ledger row, see docs/campaigns.md. */
export const DELIVERY_STATES = [
  'planned',
  'claimed',
  'handed_over',
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'ambiguous',
  'skipped',
  'failed',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a recipient shows: the state of its row, or why it has none yet. */
export const RECIPIENT_STATES = ['excluded', 'waiting', ...DELIVERY_STATES] as const
export type RecipientState = (typeof RECIPIENT_STATES)[number]

/** The two messages a campaign can send to one recipient. */
export const STAGES = { first: 1, fallback: 2 } as const
export type Stage = (typeof STAGES)[keyof typeof STAGES]

/** Why a recipient was passed over at the moment of sending; nothing went out and nothing will. */
export const SKIP_REASONS = [
  'suppressed',
  'unsubscribed',
  'paid',
  'dispute',
  'promise',
  'legal',
  'do_not_contact',
  'rule_blocked',
  'cancelled',
  'excluded',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** Why a recipient was not sent although it was tried. */
export const FAILURE_REASONS = [
  'address_rejected',
  'mailbox',
  'throttled',
  'reputation',
  'sender_setup',
  'content',
  'server',
  'network',
  'variable_missing',
  'message_unusable',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** Why a planned row waits longer than its batch said. */
export const WAIT_REASONS = ['retry', 'window', 'contact_rule', 'quota', 'account', 'lane'] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

/** Why a campaign is paused. */
export const PAUSE_REASONS = [
  'person',
  'sender_setup',
  'gate',
  'bounces',
  'complaint',
  'holiday_table',
  'restored',
] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

export const BATCH_STATUSES = ['planned', 'sending', 'done', 'cancelled'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

/** Mail providers that are sent to at a rate of their own. */
export const MAIL_LANES = ['google', 'yahoo', 'outlook', 'microsoft365', 'apple', 'other'] as const
export type MailLane = (typeof MAIL_LANES)[number]

export const SUPPRESSION_REASONS = ['hard_bounce', 'complaint', 'unsubscribed', 'manual'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

import type {
  BatchStatus,
  CampaignStatus,
  DeliveryState,
  MailLane,
  PauseReason,
  RecipientState,
  Stage,
  SuppressionReason,
} from '../../../shared/domain/campaigns.ts'
import type { RecipientRole } from '../../../shared/domain/recipient-import.ts'
import type { StrategyKind } from '../../../shared/domain/strategies.ts'
import type { EditedColumns } from '../core/storage/tables.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    campaigns: CampaignsTable
    campaign_counts: CampaignCountsTable
    hourly_outcomes: HourlyOutcomesTable
    campaign_recipients: RecipientsTable
    batches: BatchesTable
    deliveries: DeliveriesTable
    delivery_log: DeliveryLogTable
    contact_ledger: ContactLedgerTable
    delivery_strategies: StrategiesTable
    sending_domains: SendingDomainsTable
    daily_sending_limits: DailyLimitsTable
    suppressions: SuppressionsTable
    holiday_tables: HolidayTablesTable
    mapping_memory: MappingMemoryTable
    recipient_imports: ImportsTable
  }
}

export interface CampaignsTable extends EditedColumns {
  id: string
  name: string
  status: CampaignStatus
  clientId: string | null
  /** JSON of `campaignSettingsSchema`. */
  settings: string
  recipientsFrom: 'none' | 'file' | 'clients' | 'mixed'
  importId: number | null
  /** From here to `contentHash`: settled at launch. */
  accountId: string | null
  sendingDomain: string | null
  strategy: StrategyKind | null
  zone: string | null
  country: string | null
  templateVersion: number | null
  fallbackVersion: number | null
  contentHash: string | null
  /** JSON array: names of the extra columns its recipients have. */
  variables: string
  /** Raised with every change of the recipients: part of what an approval is bound to. */
  recipientsRevision: number
  /** Its batches are being dissolved to be planned again; nothing is claimed meanwhile. */
  replanning: number
  approvalId: string | null
  startAt: number | null
  launchedAt: number | null
  finishedAt: number | null
  pausedAt: number | null
  pausedReason: PauseReason | null
  pausedDetail: string | null
  /** Last local date for which batches were made. */
  plannedOn: string | null
  createdBy: string | null
}

/** Kept in the transaction of each change, so that nothing ever counts a million rows. */
export interface CampaignCountsTable {
  campaignId: string
  stage: number
  state: RecipientState
  reason: string
  count: number
}

/** What ended in each hour (its first instant, ms), kept like the counts. */
export interface HourlyOutcomesTable {
  hour: number
  campaignId: string
  accepted: number
  failed: number
}

export interface RecipientsTable {
  id: number
  campaignId: string
  importId: number | null
  /** Line of the file, or order of the pick. */
  position: number
  /** Lower goes first. */
  rank: number
  email: string
  name: string | null
  taxId: string | null
  creditor: string | null
  clientId: string | null
  amountMinor: number | null
  currency: string | null
  issuedOn: string | null
  dueOn: string | null
  paymentLink: string | null
  language: string | null
  zone: string | null
  role: RecipientRole
  /** Comma-separated `RecipientFlag`s. */
  flags: string
  invoices: string
  variables: string
  lane: MailLane
  excludedReason: string | null
  /** Highest stage with a ledger row; 0 while the recipient waits for a day. */
  stage: number
}

export interface BatchesTable {
  id: number
  campaignId: string
  number: number
  stage: Stage
  status: BatchStatus
  plannedOn: string
  dueAt: number
  size: number
  waiting: number
  accepted: number
  failed: number
  skipped: number
  ambiguous: number
  moved: number
  startedAt: number | null
  finishedAt: number | null
  /** When the second message of its recipients is due. */
  fallbackAt: number | null
}

/** The ledger: one row per recipient and stage. */
export interface DeliveriesTable {
  id: number
  campaignId: string
  recipientId: number
  stage: Stage
  state: DeliveryState
  /** Why it was skipped, failed, or waits; '' for none. */
  reason: string
  batchId: number | null
  rank: number
  lane: MailLane
  notBefore: number
  attempts: number
  /** Epoch of the engine that claimed it. */
  epoch: number | null
  leaseUntil: number | null
  /** Local date whose quota it holds. */
  quotaOn: string | null
  accountId: string | null
  replyCode: number | null
  response: string | null
  plannedAt: number
  claimedAt: number | null
  handedOverAt: number | null
  settledAt: number | null
  /** First open by a person, click, reply or payment. */
  engagedAt: number | null
}

/** What happened to a ledger row beside its straight way. */
export interface DeliveryLogTable {
  id: number
  deliveryId: number
  at: number
  what: 'retry' | 'deferred' | 'requeued' | 'recovered' | 'resolved'
  reason: string | null
  response: string | null
  until: number | null
  userId: string | null
}

export interface ContactLedgerTable {
  id: number
  /** Tax id, else address in lower case. */
  debtor: string
  /** `void` takes back the contact of the same delivery: it definitely did not happen. */
  kind: 'contact' | 'void'
  channel: 'email'
  at: number
  campaignId: string | null
  deliveryId: number | null
}

export interface StrategiesTable {
  kind: StrategyKind
  parameters: string
  version: number
  updatedAt: number
  updatedBy: string | null
}

export interface SendingDomainsTable {
  domain: string
  warmedUp: number
  hasIssues: number
  createdAt: number
  updatedAt: number
}

export interface DailyLimitsTable {
  domain: string
  date: string
  warmupDay: number
  allowed: number
  reserved: number
  accepted: number
}

export interface SuppressionsTable {
  address: string
  reason: SuppressionReason
  source: string
  evidence: string | null
  at: number
  userId: string | null
}

export interface HolidayTablesTable {
  country: string
  year: number
  content: string
  version: number
  updatedAt: number
  updatedBy: string | null
}

export interface MappingMemoryTable {
  sourceKey: string
  mapping: string
  formats: string
  updatedAt: number
  updatedBy: string | null
}

export interface ImportsTable {
  id: number
  campaignId: string
  fileName: string
  path: string
  bytes: number
  state: 'inspected' | 'running' | 'done' | 'failed' | 'cancelled'
  sourceKey: string
  inspection: string
  choices: string | null
  report: string | null
  problem: string | null
  rowsRead: number
  startedAt: number | null
  finishedAt: number | null
  createdAt: number
  createdBy: string | null
}

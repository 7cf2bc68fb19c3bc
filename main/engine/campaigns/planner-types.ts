import type { BlockReason, DeferReason, PastContact } from '../../../shared/domain/contact-rules/evaluate.ts'
import type { ContactRulePack } from '../../../shared/domain/contact-rules/pack.ts'
import type { HolidayTable } from '../../../shared/domain/holidays/table.ts'
import type { DeliveryStrategy } from '../../../shared/domain/strategies.ts'
import type { SendWindow } from '../../../shared/domain/windows.ts'
import type { LocalDate } from '../../../shared/domain/zoned-time.ts'

/** What the planner needs to know of a recipient; the engine selects exactly these columns. */
export type PlannerRecipient = {
  id: string
  /** IANA zone; null or absent: the workspace's. */
  zone?: string | null
  /** ISO 3166-1 alpha-2, decides holidays (and rules, see `PlannerInput.rulePack`); null: the workspace's. */
  country?: string | null
  /** Tax id, else address: the debtor to whom contacts are counted. Null: has no history and shares none. */
  debtorKey?: string | null
  /** The chosen key (amount, days overdue); null goes last. Equal keys keep the order of the input. */
  sortKey?: number | string | null
  /** Why the recipient must not be written to at all (`suppressed`, `paid`, …); listed as blocked. */
  skip?: string | null
}

export type PlanOrder = 'input' | 'ascending' | 'descending' | 'shuffled'

export type PlannerInput = {
  recipients: readonly PlannerRecipient[]
  order: PlanOrder
  strategy: DeliveryStrategy
  workspace: { zone: string; country: string | null }
  domain: {
    /**
     * Warm-up days that lie behind: local dates before the date of `at` on which the domain sent anything,
     * without those whose gate failed (they are repeated). A new domain has 0 and is on day 1 today.
     */
    warmupDaysPassed: number
    /**
     * Messages of any campaign on this domain by local date of the workspace: sent, claimed, and reserved by
     * older campaigns. Without what this plan is about to plan again. A date with a quantity is a sending day.
     */
    quotaUsed: Readonly<Record<LocalDate, number>>
    /** A further limit for each day, such as the mail account's; null for none. */
    dailyCap?: number | null
  }
  /** In the recipient's zone. */
  window: SendWindow
  /** One pack for everybody, or null: each recipient's country decides. */
  rulePack: ContactRulePack | null
  /** Shipped tables followed by the workspace's own; absent: the shipped ones. */
  holidayTables?: readonly HolidayTable[]
  /** Contacts by debtor, those reserved for later included. */
  history: ReadonlyMap<string, readonly PastContact[]>
  /** Whether the message lets people opt out; absent when not known yet. */
  optOut?: boolean
  /** Nothing is planned before this instant; null or absent: as soon as possible. */
  startAt?: number | null
  /** When this campaign's last batch went out: the next keeps the interval from it. */
  lastBatchAt?: number | null
  /** Repeats the shuffled order. */
  seed: number
  /** 1 unless batches exist already. */
  firstBatchNumber?: number
  /** False stops after the next sending day; everybody else is `deferred`. Default true. */
  project?: boolean
  /** Calendar days that are looked ahead. Default 3,650. */
  horizonDays?: number
}

export type PlannedBatch = {
  number: number
  /** Local date of the workspace, on whose limit the batch counts. */
  day: LocalDate
  warmupDay: number
  /** Inside window, hours and rules of every recipient in it. */
  scheduledFor: number
  /** Positions in `PlannerInput.recipients`, in sending order. */
  recipients: number[]
  size: number
  /** False for the next sending day, whose batches are to be created; gates decide the rest. */
  projected: boolean
}

export type DaySummary = {
  date: LocalDate
  warmupDay: number
  /** The day's limit for the domain, and what others had used of it. */
  limit: number
  used: number
  planned: number
  batches: number
  cumulative: number
  projected: boolean
}

export type DeferralReason = DeferReason | 'daily_limit' | 'outside_window' | 'beyond_horizon'

/** A recipient who is in no batch of this plan but will be in a later one. */
export type Deferred = {
  recipient: number
  reason: DeferralReason
  until: number | null
  article: string | null
}

/** A recipient whose turn came but whom a contact rule moved to a later day; is in a batch or deferred as well. */
export type PutOff = { recipient: number; reason: DeferReason; until: number; article: string }

export type Blocked = {
  recipient: number
  reason: BlockReason | 'window_never_open' | (string & {})
  article: string | null
}

/** `blocks`: recipients cannot be planned. `assumed`: only projected days lie in it, taken as without holidays. */
export type MissingTable = { country: string; year: number; effect: 'blocks' | 'assumed' }

/** Every recipient of the input is in exactly one of `batches`, `deferred` and `blocked`. */
export type Plan = {
  batches: PlannedBatch[]
  deferred: Deferred[]
  blocked: Blocked[]
  putOff: PutOff[]
  days: DaySummary[]
  /** Local dates with at least one batch. */
  sendingDays: number
  /** Of the first and the last batch; null without any. */
  startsAt: number | null
  finishAt: number | null
  missingTables: MissingTable[]
}

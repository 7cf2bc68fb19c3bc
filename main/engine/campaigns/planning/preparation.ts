import type { DatedContact, PastContact } from '../../../../shared/domain/contact-rules/evaluate.ts'
import { brokenFrequencyRule, datedContacts } from '../../../../shared/domain/contact-rules/evaluate.ts'
import type { FrequencyRule } from '../../../../shared/domain/contact-rules/pack.ts'
import { openOn, SEARCH_DAYS } from '../../../../shared/domain/windows.ts'
import type { DayNumber } from '../../../../shared/domain/zoned-time.ts'
import { localDayAt, yearOfDay } from '../../../../shared/domain/zoned-time.ts'
import { seededRandom } from '../../core/random.ts'
import type { Blocked, MissingTable, PlannerInput, PutOff } from '../planner-types.ts'
import type { Group } from './groups.ts'
import { groupFinder, wait } from './groups.ts'

/** Recipients sorted, grouped and checked, and what has been decided about them so far. */
export type Preparation = {
  input: PlannerInput
  /** The first instant at which anything may go. */
  start: number
  /** Rank → position in the input. */
  order: Uint32Array
  groups: Group[]
  blocked: Blocked[]
  /** By position in the input. */
  putOff: Map<number, PutOff>
  missingTables: MissingTable[]
  /** Contacts of debtors of whom this plan holds several recipients; grows as they are placed. */
  shared: Map<string, PastContact[]>
}

/** Positions of the input in sending order. Equal keys keep the input's order, missing keys go last. */
export function sendingOrder(input: PlannerInput): Uint32Array {
  const { recipients } = input
  const order = Uint32Array.from(recipients, (_, index) => index)
  if (input.order === 'input') return order
  if (input.order === 'shuffled') return shuffled(order, input.seed)
  const sign = input.order === 'ascending' ? 1 : -1
  const keys = recipients.map((recipient) => recipient.sortKey ?? null)
  return order.sort((a, b) => {
    const left = keys[a] ?? null
    const right = keys[b] ?? null
    if (left === right) return a - b
    if (left === null) return 1
    if (right === null) return -1
    return left < right ? -sign : left > right ? sign : a - b
  })
}

function shuffled(order: Uint32Array, seed: number): Uint32Array {
  const random = seededRandom(seed)
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.next() * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}

/** Debtors that more than one recipient of the plan stands for: sending to one counts against the other. */
function sharedDebtors(input: PlannerInput): Map<string, PastContact[]> {
  const seen = new Set<string>()
  const shared = new Map<string, PastContact[]>()
  for (const { debtorKey } of input.recipients) {
    if (!debtorKey) continue
    if (seen.has(debtorKey)) shared.set(debtorKey, [...(input.history.get(debtorKey) ?? [])])
    else seen.add(debtorKey)
  }
  return shared
}

/** Why nobody of a group can be planned at all. */
function groupBlock(group: Group, input: PlannerInput, year: number): Omit<Blocked, 'recipient'> | undefined {
  const duty =
    input.optOut === false ? group.pack.duties.find((known) => known.duty === 'opt_out') : undefined
  if (duty) return { reason: 'opt_out_missing', article: duty.article }
  const article = group.pack.hours[0]?.article ?? null
  if (group.hours.byWeekday.every((hours) => hours === null)) return { reason: 'window_never_open', article }
  if (group.hours.excludesHolidays && !group.calendar.coversYear(year)) {
    return { reason: 'holiday_table_missing', article: null }
  }
  return undefined
}

/** Sorts, groups and checks everybody. Contact rules that depend on earlier contacts are applied here once. */
export function prepare(input: PlannerInput, at: number): Preparation {
  const start = Math.max(at, input.startAt ?? at)
  const { groups, groupOf } = groupFinder(input)
  const preparation: Preparation = {
    input,
    start,
    order: sendingOrder(input),
    groups,
    blocked: [],
    putOff: new Map(),
    missingTables: [],
    shared: sharedDebtors(input),
  }
  const blocks = new Map<Group, Omit<Blocked, 'recipient'> | undefined>()
  const firstDays = new Map<Group, DayNumber>()
  for (const [rank, index] of preparation.order.entries()) {
    const recipient = input.recipients[index]
    if (!recipient) continue
    const group = groupOf(recipient)
    let day = firstDays.get(group)
    if (day === undefined) {
      day = localDayAt(group.zone, start)
      firstDays.set(group, day)
      blocks.set(group, groupBlock(group, input, yearOfDay(day)))
    }
    const block = blocks.get(group)
    if (recipient.skip) preparation.blocked.push({ recipient: index, reason: recipient.skip, article: null })
    else if (block) preparation.blocked.push({ recipient: index, ...block })
    else if (input.history.size > 0) enterByRules(preparation, group, rank, day)
    else group.ready.push(rank)
  }
  noteBlockedTables(preparation, blocks, firstDays)
  return preparation
}

function noteBlockedTables(
  preparation: Preparation,
  blocks: Map<Group, Omit<Blocked, 'recipient'> | undefined>,
  days: Map<Group, DayNumber>,
): void {
  for (const [group, block] of blocks) {
    if (block?.reason !== 'holiday_table_missing') continue
    noteMissingTable(preparation, group, days.get(group) ?? 0, 'blocks')
  }
}

export function noteMissingTable(
  preparation: Preparation,
  group: Group,
  day: DayNumber,
  effect: MissingTable['effect'],
): void {
  const { country } = group.calendar
  const year = yearOfDay(day)
  const known = preparation.missingTables.some((table) => table.country === country && table.year === year)
  if (!known) preparation.missingTables.push({ country, year, effect })
}

/** The contacts that count for a recipient, by the local dates of its group. */
export function contactsOf(preparation: Preparation, group: Group, index: number): DatedContact[] {
  const key = preparation.input.recipients[index]?.debtorKey
  if (!key) return []
  const contacts = preparation.shared.get(key) ?? preparation.input.history.get(key)
  return contacts ? datedContacts(contacts, group.zone) : []
}

/** Puts a recipient where the frequency rules allow it from `day` on: ready, waiting, or blocked. */
export function enterByRules(preparation: Preparation, group: Group, rank: number, day: DayNumber): void {
  const index = preparation.order[rank] ?? 0
  const contacts = contactsOf(preparation, group, index)
  const broken = brokenFrequencyRule(group.pack, 'email', day, contacts)
  if (!broken) {
    group.ready.push(rank)
    return
  }
  for (let later = day + 1; later < day + SEARCH_DAYS; later += 1) {
    const open = openOn(group.hours, group.zone, group.calendar.isHoliday, later)
    if (!open || brokenFrequencyRule(group.pack, 'email', later, contacts)) continue
    wait(group, rank, later)
    notePutOff(preparation, index, broken, open.from)
    return
  }
  preparation.blocked.push({ recipient: index, reason: 'never_allowed', article: broken.article })
}

function notePutOff(preparation: Preparation, recipient: number, rule: FrequencyRule, until: number): void {
  preparation.putOff.set(recipient, { recipient, reason: rule.reason, until, article: rule.article })
}

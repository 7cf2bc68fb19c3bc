import type { HolidayTest } from '../holidays/calendar.ts'
import type { Interval, WeeklyHours } from '../windows.ts'
import { intersectHours, lacksTable, openOn, SEARCH_DAYS } from '../windows.ts'
import type { DayNumber } from '../zoned-time.ts'
import { localDayAt, weekdayOf } from '../zoned-time.ts'
import type { ContactChannel, ContactRulePack, FrequencyRule, HoursRule } from './pack.ts'

/** A contact in the ledger of a debtor. `direct` means that the debtor answered. */
export type PastContact = { at: number; channel: ContactChannel; direct?: boolean }

/** A contact by the local date of the debtor. */
export type DatedContact = { day: DayNumber; channel: ContactChannel; direct: boolean }

export type DeferReason = FrequencyRule['reason'] | 'outside_hours' | 'closed_weekday' | 'holiday'
export type BlockReason = 'opt_out_missing' | 'holiday_table_missing' | 'never_allowed'

export type ContactVerdict =
  | { verdict: 'allow' }
  /** `until` is the first instant at which the same contact would be allowed, if nothing else happens. */
  | { verdict: 'defer'; until: number; reason: DeferReason; article: string }
  | { verdict: 'block'; reason: BlockReason; article: string }

export type ContactQuestion = {
  at: number
  /** The debtor's zone. */
  zone: string
  isHoliday: HolidayTest
  history: readonly PastContact[]
  channel?: ContactChannel
  /** Whether the message lets the debtor opt out; left out where the message is not known yet. */
  optOut?: boolean
}

const ALWAYS: WeeklyHours = {
  byWeekday: Array.from({ length: 7 }, () => [0, 1440] as const),
  excludesHolidays: false,
}

/** The hours in which a pack lets a channel be used. */
export function allowedHours(pack: ContactRulePack, channel: ContactChannel): WeeklyHours {
  return pack.hours
    .filter((rule) => rule.channels.includes(channel))
    .reduce<WeeklyHours>((hours, rule) => intersectHours(hours, rule), ALWAYS)
}

/** Contacts by local date, for the frequency rules. */
export function datedContacts(history: readonly PastContact[], zone: string): DatedContact[] {
  return history.map((contact) => ({
    day: localDayAt(zone, contact.at),
    channel: contact.channel,
    direct: contact.direct ?? false,
  }))
}

function breaks(
  rule: FrequencyRule,
  channel: ContactChannel,
  day: DayNumber,
  contacts: readonly DatedContact[],
): boolean {
  if (!rule.channels.includes(channel)) return false
  if (rule.afterDirectContact && !contacts.some((contact) => contact.direct && contact.day <= day))
    return false
  const near = contacts.filter((contact) => Math.abs(contact.day - day) < rule.days)
  if (rule.kind === 'one_channel') return near.some((contact) => contact.channel !== channel)
  if (rule.kind === 'apart') return near.some((contact) => rule.channels.includes(contact.channel))
  const counted = near.filter((contact) =>
    rule.counted === 'each' ? contact.channel === channel : rule.channels.includes(contact.channel),
  )
  for (let first = day - rule.days + 1; first <= day; first += 1) {
    const inWindow = counted.filter((contact) => contact.day >= first && contact.day < first + rule.days)
    if (inWindow.length >= rule.count) return true
  }
  return false
}

/** The first frequency rule that a contact on a local date would break, earlier and later contacts considered. */
export function brokenFrequencyRule(
  pack: ContactRulePack,
  channel: ContactChannel,
  day: DayNumber,
  contacts: readonly DatedContact[],
): FrequencyRule | undefined {
  if (contacts.length === 0) return undefined
  return pack.frequency.find((rule) => breaks(rule, channel, day, contacts))
}

function brokenHours(
  pack: ContactRulePack,
  question: Required<Pick<ContactQuestion, 'at' | 'zone' | 'isHoliday' | 'channel'>>,
): { rule: HoursRule; reason: DeferReason } | undefined {
  const { at, zone, isHoliday, channel } = question
  const day = localDayAt(zone, at)
  for (const rule of pack.hours) {
    if (!rule.channels.includes(channel)) continue
    const open = openOn(rule, zone, isHoliday, day)
    if (open && open.from <= at && at < open.to) continue
    if (!rule.byWeekday[weekdayOf(day) - 1]) return { rule, reason: 'closed_weekday' }
    return { rule, reason: rule.excludesHolidays && isHoliday(day) ? 'holiday' : 'outside_hours' }
  }
  return undefined
}

type Search = { hours: WeeklyHours; channel: ContactChannel; contacts: readonly DatedContact[] }

function nextAllowed(pack: ContactRulePack, question: ContactQuestion, search: Search): number | BlockReason {
  const { at, zone, isHoliday } = question
  const today = localDayAt(zone, at)
  for (let day = today; day < today + SEARCH_DAYS; day += 1) {
    if (lacksTable(search.hours, isHoliday, day)) return 'holiday_table_missing'
    const open: Interval | null = openOn(search.hours, zone, isHoliday, day)
    if (!open || at >= open.to) continue
    if (!brokenFrequencyRule(pack, search.channel, day, search.contacts)) return Math.max(at, open.from)
  }
  return 'never_allowed'
}

/**
 * Whether a debtor may be contacted at an instant, asked when planning and again in the claim that sends. A
 * refusal names the rule and article that stand in the way at `at`, and when it would be allowed instead.
 */
export function evaluate(pack: ContactRulePack, question: ContactQuestion): ContactVerdict {
  const { at, zone, isHoliday, history, channel = 'email', optOut } = question
  const duty = optOut === false ? pack.duties.find((candidate) => candidate.duty === 'opt_out') : undefined
  if (duty) return { verdict: 'block', reason: 'opt_out_missing', article: duty.article }

  const hours = allowedHours(pack, channel)
  const contacts = datedContacts(history, zone)
  const day = localDayAt(zone, at)
  const frequency = brokenFrequencyRule(pack, channel, day, contacts)
  const closed = brokenHours(pack, { at, zone, isHoliday, channel })
  const holidayArticle = pack.hours.find((rule) => rule.excludesHolidays)?.article ?? pack.source
  if (lacksTable(hours, isHoliday, day)) {
    return { verdict: 'block', reason: 'holiday_table_missing', article: holidayArticle }
  }
  const article = frequency?.article ?? closed?.rule.article
  const reason = frequency?.reason ?? closed?.reason
  if (!article || !reason) return { verdict: 'allow' }

  const until = nextAllowed(pack, question, { hours, channel, contacts })
  if (typeof until === 'number') return { verdict: 'defer', until, reason, article }
  return {
    verdict: 'block',
    reason: until,
    article: until === 'holiday_table_missing' ? holidayArticle : article,
  }
}

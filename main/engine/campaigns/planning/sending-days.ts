import { brokenFrequencyRule } from '../../../../shared/domain/contact-rules/evaluate.ts'
import type { DayAllowance } from '../../../../shared/domain/warmup.ts'
import { allowanceOfDay } from '../../../../shared/domain/warmup.ts'
import type { Interval } from '../../../../shared/domain/windows.ts'
import { lacksTable, openOn } from '../../../../shared/domain/windows.ts'
import type { DayNumber } from '../../../../shared/domain/zoned-time.ts'
import { dateOfDay, localDayAt, localDayBounds, MINUTE } from '../../../../shared/domain/zoned-time.ts'
import type { DaySummary, PlannedBatch } from '../planner-types.ts'
import type { Group } from './groups.ts'
import { pendingCount, readyCount, release } from './groups.ts'
import type { Preparation } from './preparation.ts'
import { contactsOf, enterByRules, noteMissingTable } from './preparation.ts'

/**
 * Walks the calendar of the workspace one local date at a time. The plan and the forecast are two users of the
 * same walk: the plan takes every gate as passed, the forecast decides after each day.
 */
export type Calendar = {
  preparation: Preparation
  /** The next local date to plan, as a day number. */
  day: DayNumber
  lastDay: DayNumber
  warmupDaysPassed: number
  nextNumber: number
  placed: number
  /** Whether a day with batches has been met: later ones are projected. */
  found: boolean
}

export type PlannedDay = { summary: DaySummary; batches: PlannedBatch[] }

export function openCalendar(preparation: Preparation): Calendar {
  const { input, start } = preparation
  const day = localDayAt(input.workspace.zone, start)
  return {
    preparation,
    day,
    lastDay: day + (input.horizonDays ?? 3650),
    warmupDaysPassed: input.domain.warmupDaysPassed,
    nextNumber: input.firstBatchNumber ?? 1,
    placed: 0,
    found: false,
  }
}

export function pending(calendar: Calendar): number {
  return calendar.preparation.groups.reduce((sum, group) => sum + pendingCount(group), 0)
}

/** A day whose gate failed has not counted: its limit comes again. */
export function repeatDay(calendar: Calendar): void {
  calendar.warmupDaysPassed -= 1
}

/** The next local date on which the domain sends, by this campaign or another; undefined at the end. */
export function nextDay(calendar: Calendar): PlannedDay | undefined {
  while (calendar.day <= calendar.lastDay && pending(calendar) > 0) {
    const planned = planDay(calendar)
    calendar.day += 1
    const { planned: count, used } = planned.summary
    if (count + used === 0) continue
    calendar.warmupDaysPassed += 1
    calendar.found ||= count > 0
    return planned
  }
  return undefined
}

function planDay(calendar: Calendar): PlannedDay {
  const { preparation, day } = calendar
  const { input } = preparation
  const date = dateOfDay(day)
  const warmupDay = calendar.warmupDaysPassed + 1
  const allowance = allowanceOfDay(input.strategy, warmupDay)
  const limit = Math.min(allowance.limit, input.domain.dailyCap ?? Number.POSITIVE_INFINITY)
  const used = input.domain.quotaUsed[date] ?? 0
  const bounds = localDayBounds(input.workspace.zone, day)
  const rested = (input.lastBatchAt ?? Number.NEGATIVE_INFINITY) + allowance.intervalMinutes * MINUTE
  const span = { from: Math.max(bounds.from, preparation.start, rested), to: bounds.to }

  const batches: PlannedBatch[] = []
  if (limit > used && span.from < span.to) {
    for (const group of preparation.groups) openGroup(calendar, group, span)
    selectByRank(preparation.groups, limit - used)
    fillSlots(calendar, span, allowance, (scheduledFor, recipients) => {
      const size = recipients.length
      const number = calendar.nextNumber + batches.length
      batches.push({
        number,
        day: date,
        warmupDay,
        scheduledFor,
        recipients,
        size,
        projected: calendar.found,
      })
    })
  }
  const planned = batches.reduce((sum, batch) => sum + batch.size, 0)
  calendar.placed += planned
  calendar.nextNumber += batches.length
  const summary: DaySummary = {
    date,
    warmupDay,
    limit,
    used,
    planned,
    batches: batches.length,
    cumulative: calendar.placed,
    projected: calendar.found,
  }
  return { summary, batches }
}

/** Finds the hours of the day in which a group is open and lets those through whose waiting is over. */
function openGroup(calendar: Calendar, group: Group, span: Interval): void {
  group.open = []
  group.selected = 0
  if (pendingCount(group) === 0) return
  const { isHoliday } = group.calendar
  const firstLocalDay = localDayAt(group.zone, span.from)
  const lastLocalDay = localDayAt(group.zone, span.to - 1)
  for (let local = firstLocalDay; local <= lastLocalDay; local += 1) {
    const missing = lacksTable(group.hours, isHoliday, local)
    if (missing) noteMissingTable(calendar.preparation, group, local, calendar.found ? 'assumed' : 'blocks')
    if (missing && !calendar.found) blockGroup(calendar.preparation, group)
    const open = openOn(group.hours, group.zone, isHoliday, local)
    const from = Math.max(open?.from ?? 0, span.from)
    const to = Math.min(open?.to ?? 0, span.to)
    if (from >= to) continue
    if (group.open.length === 0) release(group, local)
    group.open.push({ from, to })
  }
}

/** Batches to be created now may not fall into a year whose holidays nobody knows. */
function blockGroup(preparation: Preparation, group: Group): void {
  const ranks = [...group.ready.slice(group.head), ...[...group.waiting.values()].flat()]
  group.ready = []
  group.head = 0
  group.waiting.clear()
  group.waitingCount = 0
  for (const rank of ranks) {
    const recipient = preparation.order[rank] ?? 0
    preparation.blocked.push({ recipient, reason: 'holiday_table_missing', article: null })
  }
}

/** Shares the day's quota by rank among all groups that open today, so that an early zone takes no one's place. */
function selectByRank(groups: readonly Group[], quota: number): void {
  const open = groups.filter((group) => group.open.length > 0 && readyCount(group) > 0)
  const ready = open.reduce((sum, group) => sum + readyCount(group), 0)
  const [only] = open
  if (ready <= quota || open.length <= 1) {
    for (const group of open) group.selected = readyCount(group)
    if (only && open.length === 1) only.selected = Math.min(quota, readyCount(only))
    return
  }
  for (let left = quota; left > 0; left -= 1) {
    const next = firstByRank(open, (group) => group.selected, readyCount)
    if (!next) return
    next.selected += 1
  }
}

function firstByRank(
  groups: readonly Group[],
  skip: (group: Group) => number,
  limit: (group: Group) => number,
): Group | undefined {
  let best: Group | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (const group of groups) {
    const skipped = skip(group)
    if (skipped >= limit(group)) continue
    const rank = group.ready[group.head + skipped] ?? Number.POSITIVE_INFINITY
    if (rank >= bestRank) continue
    best = group
    bestRank = rank
  }
  return best
}

const isOpenAt = (group: Group, at: number) => group.open.some((hours) => hours.from <= at && at < hours.to)

/** The first instant from `at` on at which a group with somebody selected is open. */
function nextOpening(groups: readonly Group[], at: number): number | undefined {
  let first: number | undefined
  for (const group of groups) {
    if (group.selected === 0) continue
    for (const hours of group.open) {
      if (at >= hours.to) continue
      const opens = Math.max(at, hours.from)
      if (first === undefined || opens < first) first = opens
    }
  }
  return first
}

/** Batches from the first opening on, an interval apart, until nobody is left or everything has closed. */
function fillSlots(
  calendar: Calendar,
  span: Interval,
  allowance: DayAllowance,
  add: (scheduledFor: number, recipients: number[]) => void,
): void {
  const { groups } = calendar.preparation
  let count = 0
  let at = nextOpening(groups, span.from)
  while (at !== undefined && count < allowance.maxBatches) {
    const recipients = fillBatch(calendar.preparation, at, allowance.batchSize)
    if (recipients.length > 0) {
      add(at, recipients)
      count += 1
      at += allowance.intervalMinutes * MINUTE
    }
    at = nextOpening(groups, at)
  }
}

/** Takes up to `size` recipients by rank who may be contacted at an instant. */
function fillBatch(preparation: Preparation, at: number, size: number): number[] {
  const open = preparation.groups.filter((group) => group.selected > 0 && isOpenAt(group, at))
  const recipients: number[] = []
  while (recipients.length < size) {
    const group = firstByRank(
      open,
      () => 0,
      (candidate) => candidate.selected,
    )
    if (!group) return recipients
    const rank = group.ready[group.head] ?? 0
    group.head += 1
    group.selected -= 1
    const index = preparation.order[rank] ?? 0
    if (mayContact(preparation, group, { rank, index, at })) recipients.push(index)
  }
  return recipients
}

/**
 * Rules are asked again at the moment of placing where the answer may have changed since: several recipients of
 * one debtor, and contacts that others reserved for later days.
 */
function mayContact(
  preparation: Preparation,
  group: Group,
  { rank, index, at }: { rank: number; index: number; at: number },
): boolean {
  const key = preparation.input.recipients[index]?.debtorKey
  if (!key) return true
  const shared = preparation.shared.get(key)
  const reservedLater = preparation.input.history.get(key)?.some((contact) => contact.at >= preparation.start)
  if (!shared && !reservedLater) return true
  const day = localDayAt(group.zone, at)
  if (brokenFrequencyRule(group.pack, 'email', day, contactsOf(preparation, group, index))) {
    enterByRules(preparation, group, rank, day)
    return false
  }
  shared?.push({ at, channel: 'email' })
  return true
}

import { allowedHours } from '../../../../shared/domain/contact-rules/evaluate.ts'
import type { ContactRulePack } from '../../../../shared/domain/contact-rules/pack.ts'
import { defaultPackFor } from '../../../../shared/domain/contact-rules/packs.ts'
import type { HolidayCalendar } from '../../../../shared/domain/holidays/calendar.ts'
import { HOLIDAY_TABLES, holidayCalendar } from '../../../../shared/domain/holidays/calendar.ts'
import type { Interval, WeeklyHours } from '../../../../shared/domain/windows.ts'
import { intersectHours, weeklyHours } from '../../../../shared/domain/windows.ts'
import type { DayNumber } from '../../../../shared/domain/zoned-time.ts'
import type { PlannerInput, PlannerRecipient } from '../planner-types.ts'

/**
 * Recipients who share zone, country and rules, and so are open at the same instants. Ranks are positions in
 * the sending order; `ready` from `head` on are those who may go whenever the group is open.
 */
export type Group = {
  zone: string
  calendar: HolidayCalendar
  pack: ContactRulePack
  /** Window and the pack's hours together. */
  hours: WeeklyHours
  ready: number[]
  head: number
  /** Ranks by the first local date on which the frequency rules let them through. */
  waiting: Map<DayNumber, number[]>
  waitingCount: number
  /** Open hours within the day that is being planned. */
  open: Interval[]
  /** How many of `ready` the day's limit reaches. */
  selected: number
}

/** Finds the group of a recipient, creating it on first sight. */
export type GroupFinder = { groups: Group[]; groupOf: (recipient: PlannerRecipient) => Group }

export function groupFinder(input: PlannerInput): GroupFinder {
  const groups: Group[] = []
  const byZone = new Map<string, Map<string, Group>>()
  const calendars = new Map<string, HolidayCalendar>()
  const window = weeklyHours(input.window)

  const calendarOf = (country: string): HolidayCalendar => {
    let calendar = calendars.get(country)
    if (!calendar) {
      calendar = holidayCalendar(country, input.holidayTables ?? HOLIDAY_TABLES)
      calendars.set(country, calendar)
    }
    return calendar
  }

  const create = (zone: string, country: string): Group => {
    const pack = input.rulePack ?? defaultPackFor(country)
    const group: Group = {
      zone,
      calendar: calendarOf(country),
      pack,
      hours: intersectHours(window, allowedHours(pack, 'email')),
      ready: [],
      head: 0,
      waiting: new Map(),
      waitingCount: 0,
      open: [],
      selected: 0,
    }
    groups.push(group)
    return group
  }

  const groupOf = (recipient: PlannerRecipient): Group => {
    const zone = recipient.zone ?? input.workspace.zone
    const country = recipient.country ?? input.workspace.country ?? ''
    let byCountry = byZone.get(zone)
    if (!byCountry) byZone.set(zone, (byCountry = new Map<string, Group>()))
    let group = byCountry.get(country)
    if (!group) byCountry.set(country, (group = create(zone, country)))
    return group
  }

  return { groups, groupOf }
}

export function readyCount(group: Group): number {
  return group.ready.length - group.head
}

export function pendingCount(group: Group): number {
  return readyCount(group) + group.waitingCount
}

export function wait(group: Group, rank: number, until: DayNumber): void {
  const ranks = group.waiting.get(until)
  if (ranks) ranks.push(rank)
  else group.waiting.set(until, [rank])
  group.waitingCount += 1
}

/** Lets those through whose local date has come, each at the place of its rank. */
export function release(group: Group, day: DayNumber): void {
  if (group.waitingCount === 0) return
  const due: number[] = []
  for (const [until, ranks] of group.waiting) {
    if (until > day) continue
    due.push(...ranks)
    group.waiting.delete(until)
  }
  if (due.length === 0) return
  group.waitingCount -= due.length
  group.ready = [...group.ready.slice(group.head), ...due].sort((a, b) => a - b)
  group.head = 0
}

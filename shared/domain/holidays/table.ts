import { z } from 'zod'
import type { LocalDate } from '../zoned-time.ts'
import { dayOfDate } from '../zoned-time.ts'

/**
 * The holidays of one country in one year, as reviewed by a person. National holidays with rest only: regional
 * days and optional bridge days are for the firm to add.
 */
export type HolidayTable = {
  /** ISO 3166-1 alpha-2. */
  country: string
  year: number
  /** The rule the dates follow. */
  source: string
  reviewedOn: LocalDate
  /** What a reader should know before trusting a date. */
  note?: string
  days: readonly Holiday[]
}

export type Holiday = { date: LocalDate; name: string }

const calendarDate = z.string().refine((text) => {
  try {
    return dayOfDate(text) > 0
  } catch {
    return false
  }
}, 'date_format')

/** A table as stored and edited in a workspace: dates of its year only, each once. */
export const holidayTableSchema = z
  .object({
    country: z.string().regex(/^[A-Z]{2}$/),
    year: z.int().min(2000).max(2100),
    source: z.string().min(1).max(500),
    reviewedOn: calendarDate,
    note: z.string().max(2000).optional(),
    days: z.array(z.object({ date: calendarDate, name: z.string().min(1).max(200) })).max(100),
  })
  .refine((table) => table.days.every((day) => day.date.startsWith(`${table.year}-`)), 'holiday_other_year')
  .refine((table) => new Set(table.days.map((day) => day.date)).size === table.days.length, 'holiday_twice')

/** Writes a table's days as `MM-DD name` lines, which is how they are reviewed against the official list. */
export function holidays(year: number, lines: string): readonly Holiday[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .map((line) => ({ date: `${year}-${line.slice(0, 5)}`, name: line.slice(6) }))
}

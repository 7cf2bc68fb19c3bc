import type { z } from 'zod'
import type { storedHolidayTableSchema } from '../../../../shared/contract/campaigns/delivery.ts'
import { notFound, problem } from '../../../../shared/contract/errors.ts'
import {
  HOLIDAY_TABLES,
  holidayCalendar,
  type HolidayTest,
} from '../../../../shared/domain/holidays/calendar.ts'
import { type HolidayTable, holidayTableSchema } from '../../../../shared/domain/holidays/table.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson } from '../../core/storage/json.ts'
import type { HolidayTablesTable } from '../tables.ts'

/** The shipped tables followed by the workspace's own, which win over them. */
export function holidayTables(db: ReadableDb): HolidayTable[] {
  const own = db
    .sqlAll<HolidayTablesTable>(`SELECT * FROM holiday_tables WHERE content <> '' ORDER BY country, year`)
    .map((row) => parseJson(holidayTableSchema, row.content))
  return [...HOLIDAY_TABLES, ...own]
}

/** Whether a day is a holiday, by country; tables are read once for all calls of the result. */
export function holidayTests(db: ReadableDb): (country: string | null) => HolidayTest {
  const tables = holidayTables(db)
  const tests = new Map<string, HolidayTest>()
  return (country) => {
    if (country === null) return () => false
    let test = tests.get(country)
    if (!test) tests.set(country, (test = holidayCalendar(country, tables).isHoliday))
    return test
  }
}

export function listHolidayTables(ctx: EngineContext) {
  const edited = new Set(
    ctx.db
      .sqlAll<HolidayTablesTable>(`SELECT country, year FROM holiday_tables WHERE content <> ''`)
      .map((row) => `${row.country} ${row.year}`),
  )
  const byYear = new Map<string, HolidayTable>()
  for (const table of holidayTables(ctx.db)) byYear.set(`${table.country} ${table.year}`, table)
  return [...byYear]
    .map(([key, table]) => ({
      country: table.country,
      year: table.year,
      days: table.days.length,
      edited: edited.has(key),
    }))
    .sort((a, b) => (a.country === b.country ? a.year - b.year : a.country < b.country ? -1 : 1))
}

type Stored = z.infer<typeof storedHolidayTableSchema>

/** The table of a country and year. Throws NOT_FOUND where there is none yet. */
export function getHolidayTable(db: ReadableDb, country: string, year: number): Stored {
  const stored = findHolidayTable(db, country, year)
  if (!stored) throw notFound('holiday_table')
  return stored
}

function findHolidayTable(db: ReadableDb, country: string, year: number): Stored | null {
  const row = rowOf(db, country, year)
  const own = row && row.content !== '' ? parseJson(holidayTableSchema, row.content) : undefined
  const table =
    own ?? HOLIDAY_TABLES.findLast((candidate) => candidate.country === country && candidate.year === year)
  return table
    ? { table: { ...table, days: [...table.days] }, edited: own !== undefined, version: row?.version ?? 0 }
    : null
}

function rowOf(db: ReadableDb, country: string, year: number) {
  return db.sqlGet<HolidayTablesTable>('SELECT * FROM holiday_tables WHERE country = ? AND year = ?', [
    country,
    year,
  ])
}

/** Changes or adds a table; null brings the product's own back. Throws CONFLICT when it was changed meanwhile. */
export function saveHolidayTable(
  ctx: EngineContext,
  actor: Actor,
  input: { country: string; year: number; version: number; table: HolidayTable | null },
): Stored | null {
  return ctx.db.write((tx) => {
    const { country, year } = input
    const version = rowOf(tx, country, year)?.version ?? 0
    if (version !== input.version) throw problem('CONFLICT', 'changed_meanwhile')
    if (input.table && (input.table.country !== country || input.table.year !== year)) {
      throw problem('INVALID', 'holiday_table_of_other_year')
    }
    tx.sqlRun(
      `INSERT INTO holiday_tables (country, year, content, version, updatedAt, updatedBy) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (country, year) DO UPDATE SET content = excluded.content, version = excluded.version,
         updatedAt = excluded.updatedAt, updatedBy = excluded.updatedBy`,
      [
        country,
        year,
        input.table ? JSON.stringify(input.table) : '',
        version + 1,
        ctx.clock.now(),
        actor.userId,
      ],
    )
    ctx.audit.record(tx, {
      actor,
      action: 'holiday_table.update',
      subjectType: 'holiday_table',
      subjectId: `${country}-${year}`,
      details: { days: input.table?.days.length ?? null },
    })
    ctx.live.touch(tx, 'campaigns')
    return findHolidayTable(tx, country, year)
  })
}

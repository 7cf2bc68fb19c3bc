import type { Database } from '../../main/engine/core/storage/database.ts'

/** Tables with their columns as `name TYPE`, in the order of the names. */
export type Schema = Record<string, string[]>

export function schemaOf(db: Database): Schema {
  const tables = db.sqlAll<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      db
        .sqlAll<{ name: string; type: string }>(`SELECT name, type FROM pragma_table_info(?) ORDER BY name`, [
          name,
        ])
        .map((column) => `${column.name} ${column.type}`),
    ]),
  )
}

/** What the earlier schema had and the later one has not: a table, a column, or a column of another type. */
export function lost(before: Schema, after: Schema): string[] {
  return Object.entries(before).flatMap(([table, columns]) => {
    const present = after[table]
    if (!present) return [table]
    return columns.filter((column) => !present.includes(column)).map((column) => `${table}.${column}`)
  })
}

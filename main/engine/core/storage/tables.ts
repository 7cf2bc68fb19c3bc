/**
 * Every table of a workspace, by name. Features add theirs by declaration merging in their own
 * `tables.ts`, so that storage knows no feature and Kysely still knows every column.
 */
export interface Tables {
  migrations: MigrationsTable
}

export interface MigrationsTable {
  id: number
  name: string
  startedAt: number
  finishedAt: number | null
}

/** Columns of every table that people edit; see sharing rules in docs/storage.md. */
export interface EditedColumns {
  version: number
  createdAt: number
  updatedAt: number
  updatedBy: string | null
  deletedAt: number | null
}

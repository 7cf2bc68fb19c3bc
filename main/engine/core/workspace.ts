import { z } from 'zod'
import type { Database, ReadableDb, WritableDb } from './storage/database.ts'

declare module './storage/tables.ts' {
  interface Tables {
    workspace: WorkspaceTable
  }
}

/** One row of settings by name, as JSON. */
export interface WorkspaceTable {
  key: string
  value: string
  updatedAt: number
  updatedBy: string | null
}

export const workspaceInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  /** BCP 47, e.g. `es-CL`: how dates, numbers and money are written. */
  locale: z.string(),
  /** IANA zone of schedules, windows and daily limits. */
  zone: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  /** Made from a seed to explore; plainly marked on screen. */
  sample: z.boolean(),
})
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>

/** A setting of the workspace, or undefined when it was never set. Throws when it does not fit. */
export function readSetting<T>(db: ReadableDb, key: string, schema: z.ZodType<T>): T | undefined {
  const row = db.sqlGet<{ value: string }>('SELECT value FROM workspace WHERE key = ?', [key])
  return row ? schema.parse(JSON.parse(row.value)) : undefined
}

export function writeSetting(
  tx: WritableDb,
  key: string,
  value: unknown,
  by: { at: number; userId: string | null },
): void {
  tx.sqlRun(
    `INSERT INTO workspace (key, value, updatedAt, updatedBy) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updatedAt = excluded.updatedAt, updatedBy = excluded.updatedBy`,
    [key, JSON.stringify(value), by.at, by.userId],
  )
}

/** Raises the epoch of the file: work leased under an older one is void from now on. */
export function raiseEpoch(db: Database, now: number): number {
  return db.write((tx) => {
    const epoch = (readSetting(tx, 'epoch', z.number()) ?? 0) + 1
    writeSetting(tx, 'epoch', epoch, { at: now, userId: null })
    return epoch
  })
}

import { join } from 'node:path'
import { z } from 'zod'
import {
  type ClientImport,
  clientImportReportSchema,
  clientInspectionSchema,
} from '../../../../shared/contract/clients/imports.ts'
import { notFound } from '../../../../shared/contract/errors.ts'
import { DELIMITERS, FILE_PROBLEMS, TEXT_ENCODINGS } from '../../../../shared/domain/sheet-files.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson, parseJsonOrNull } from '../../core/storage/json.ts'
import type { ClientImportsTable } from '../tables.ts'

const headerLine = z.number()
const formatSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('csv'),
    encoding: z.enum(TEXT_ENCODINGS),
    delimiter: z.enum(DELIMITERS),
    headerLine,
  }),
  z.object({ kind: z.literal('xlsx'), sheet: z.string(), headerLine, from1904: z.boolean() }),
])

/** What was seen of a file: what is shown of it, and how it is read. */
const lookSchema = z.object({ shown: clientInspectionSchema, format: formatSchema })
type Look = z.infer<typeof lookSchema>

const problemSchema = z.object({
  reason: z.enum([...FILE_PROBLEMS, 'interrupted']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ImportProblem = z.infer<typeof problemSchema>

/** An import of the actor's own, or of anybody for those who see all. Throws NOT_FOUND. */
export function findImport(db: ReadableDb, actor: Actor, id: string): ClientImportsTable {
  const row = db.sqlGet<ClientImportsTable>('SELECT * FROM client_imports WHERE id = ?', [id])
  if (!row || (actor.sees === 'assigned' && row.createdBy !== actor.userId)) throw notFound('client_import')
  return row
}

export function lookOf(row: ClientImportsTable): Look {
  return parseJson(lookSchema, row.inspection)
}

/** An import as the contract tells of it; `rowsRead` of this moment while it runs. */
export function toImport(row: ClientImportsTable, rowsRead: number = row.rowsRead): ClientImport {
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    rowsRead,
    rowsTotal: lookOf(row).shown.rows,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    problem: parseJsonOrNull(problemSchema, row.problem),
    report: parseJsonOrNull(clientImportReportSchema, row.report),
  }
}

export function importFolder(ctx: EngineContext): string {
  return join(ctx.dirs.files, 'client-imports')
}

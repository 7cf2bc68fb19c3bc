import { z } from 'zod'
import {
  columnMappingSchema,
  formatsSchema,
  type ImportReport,
  inspectionSchema,
  type RecipientImport,
  reportSchema,
} from '../../../../shared/contract/campaigns/imports.ts'
import { notFound } from '../../../../shared/contract/errors.ts'
import { REPEATED_ADDRESS_CHOICES } from '../../../../shared/domain/recipient-import.ts'
import { DELIMITERS, TEXT_ENCODINGS } from '../../../../shared/domain/sheet-files.ts'
import type { Actor } from '../../core/actor.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson, parseJsonOrNull } from '../../core/storage/json.ts'
import { findCampaign } from '../scope.ts'
import type { ImportsTable } from '../tables.ts'

const formatSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('csv'),
    encoding: z.enum(TEXT_ENCODINGS),
    delimiter: z.enum(DELIMITERS),
    headerLine: z.number(),
  }),
  z.object({ kind: z.literal('xlsx'), sheet: z.string(), headerLine: z.number(), from1904: z.boolean() }),
])

/** What was seen of a file: what is shown, and how it is read. */
export const lookSchema = z.object({ shown: inspectionSchema, format: formatSchema })

/** What a person decided about a file. */
export const choicesSchema = z.object({
  mapping: z.array(columnMappingSchema),
  formats: formatsSchema,
  repeatedAddress: z.enum(REPEATED_ADDRESS_CHOICES),
  append: z.boolean(),
  letThrough: z.array(z.string()),
  corrections: z.array(z.object({ line: z.number(), column: z.number(), value: z.string() })),
})
export type Choices = z.infer<typeof choicesSchema>

const problemSchema = z.object({
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** The import of a draft the actor may see. Throws NOT_FOUND. */
export function findImport(db: ReadableDb, actor: Actor, id: string): ImportsTable {
  const row = /^\d{1,15}$/.test(id)
    ? db.sqlGet<ImportsTable>('SELECT * FROM recipient_imports WHERE id = ?', [Number(id)])
    : undefined
  if (!row) throw notFound('import')
  findCampaign(db, actor, row.campaignId)
  return row
}

export function reportOf(row: ImportsTable): ImportReport | null {
  return parseJsonOrNull(reportSchema, row.report)
}

/** An import as the contract shows it; `live` is what the running one has read so far. */
export function toImport(row: ImportsTable, live?: { rows: number; progress: number }): RecipientImport {
  const problem = parseJsonOrNull(problemSchema, row.problem)
  const done = row.state === 'done' ? 1 : 0
  return {
    id: String(row.id),
    campaignId: row.campaignId,
    fileName: row.fileName,
    state: row.state,
    progress: live?.progress ?? done,
    rowsRead: live?.rows ?? row.rowsRead,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    // Written by us from the list of the contract; an unknown one is from a newer version.
    problem: problem === null ? null : (problem as RecipientImport['problem']),
    report: reportOf(row),
  }
}

export function lookOf(row: ImportsTable) {
  return parseJson(lookSchema, row.inspection)
}

export function choicesOf(row: ImportsTable): Choices | null {
  return parseJsonOrNull(choicesSchema, row.choices)
}

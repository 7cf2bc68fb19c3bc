import { z } from 'zod'
import {
  CLIENT_IMPORT_FIELDS,
  CLIENT_ROW_OUTCOMES,
  CLIENT_ROW_REASONS,
  type ClientRowReason,
  EXISTING_CLIENT_CHOICES,
} from '../../domain/client-import.ts'
import { clientStages } from '../../domain/client-stages.ts'
import { DELIMITERS, FILE_PROBLEMS, FILE_WARNINGS, TEXT_ENCODINGS } from '../../domain/sheet-files.ts'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from '../base.ts'

const count = z.number().int()
const params = z.record(z.string(), z.union([z.string(), z.number()]))
const reasons = Object.keys(CLIENT_ROW_REASONS) as [ClientRowReason, ...ClientRowReason[]]

export const clientColumnSchema = z.object({
  column: z.number().int().min(0).max(249),
  header: z.string().max(200),
  target: z.enum([...CLIENT_IMPORT_FIELDS, 'ignore']),
})
export type ClientColumn = z.infer<typeof clientColumnSchema>

/** How the file is read: detected, shown, correctable. */
const readingSchema = z.object({
  encoding: z.enum(TEXT_ENCODINGS).nullable(),
  delimiter: z.enum(DELIMITERS).nullable(),
  sheet: z.string().max(200).nullable(),
  /** Line of the header, 0 where the file has none. */
  headerLine: z.number().int().min(0).max(1_000),
})
export type ClientFileReading = z.infer<typeof readingSchema>

export const clientInspectionSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  bytes: count,
  kind: z.enum(['csv', 'xlsx']),
  reading: readingSchema,
  sheets: z.array(z.string()),
  columns: z.array(
    z.object({ column: count, header: z.string(), samples: z.array(z.string()), filled: count }),
  ),
  /** The first rows of data as text, with their lines. */
  preview: z.array(z.object({ line: count, cells: z.array(z.string()) })),
  mapping: z.array(clientColumnSchema),
  warnings: z.array(z.object({ warning: z.enum(FILE_WARNINGS), params })),
  /** Rows of data. */
  rows: count,
})
export type ClientInspection = z.infer<typeof clientInspectionSchema>

export const clientImportChoicesSchema = z.object({
  mapping: z.array(clientColumnSchema).max(250),
  existing: z.enum(EXISTING_CLIENT_CHOICES).default('update'),
  /** For new clients whose row says nothing. */
  stage: z.enum(clientStages).default('active'),
  /** For new clients whose row names nobody; staff's imports are always their own. */
  assigneeId: idSchema.nullable().default(null),
  /** Added to every client of the file. */
  tags: z.array(z.string().trim().min(1).max(40)).max(10).default([]),
})

export const clientImportReportSchema = z.object({
  rows: count,
  created: count,
  updated: count,
  unchanged: count,
  skipped: count,
  contactsAdded: count,
  contactsUpdated: count,
  reasons: z.array(z.object({ reason: z.enum(reasons), severity: z.enum(['skips', 'warns']), rows: count })),
})
export type ClientImportReport = z.infer<typeof clientImportReportSchema>

export const clientImportSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  /** `checked`: read as a trial, with nothing written. */
  state: z.enum(['inspected', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled']),
  rowsRead: count,
  rowsTotal: count,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  problem: z.object({ reason: z.enum([...FILE_PROBLEMS, 'interrupted']), params }).nullable(),
  /** Of a trial: what would happen. Of a run: what happened, also until it was stopped. */
  report: clientImportReportSchema.nullable(),
})
export type ClientImport = z.infer<typeof clientImportSchema>

export const clientImportRowSchema = z.object({
  /** Line of the file, or row of the sheet. */
  line: count,
  outcome: z.enum(CLIENT_ROW_OUTCOMES),
  name: z.string(),
  clientId: idSchema.nullable(),
  issues: z.array(
    z.object({
      reason: z.enum(reasons),
      severity: z.enum(['skips', 'warns']),
      field: z.enum(CLIENT_IMPORT_FIELDS).nullable(),
      /** As written in the file, shortened. */
      value: z.string().nullable(),
    }),
  ),
})
export type ClientImportRow = z.infer<typeof clientImportRowSchema>

const listed = {
  id: idSchema,
  outcome: z.enum(CLIENT_ROW_OUTCOMES).optional(),
  reason: z.enum(reasons).optional(),
}
const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['clients'], summary })

/** Clients from a file: look, map, try, import. The same file twice changes nothing the second time. */
export const clientImports = {
  upload: route('POST', '/clients/imports', 'Upload a file of clients and look at it')
    .input(z.object({ file: z.file() }))
    .output(clientInspectionSchema),
  inspect: route('POST', '/clients/imports/{id}/inspect', 'Look at the file again, read another way')
    .input(byId.extend({ reading: readingSchema.partial().default({}) }))
    .output(clientInspectionSchema),
  check: route('POST', '/clients/imports/{id}/check', 'Say what an import would do, writing nothing')
    .input(byId.extend(clientImportChoicesSchema.shape))
    .output(clientImportSchema),
  run: route('POST', '/clients/imports/{id}/run', 'Create and update the clients of the file')
    .input(byId.extend(clientImportChoicesSchema.shape))
    .output(clientImportSchema),
  get: route('GET', '/clients/imports/{id}', 'Progress and report of an import')
    .input(byId)
    .output(clientImportSchema),
  cancel: route('POST', '/clients/imports/{id}/cancel', 'Stop an import; what was imported stays')
    .input(byId)
    .output(clientImportSchema),
  rows: route('GET', '/clients/imports/{id}/rows', 'Rows of the report')
    .input(page(listed))
    .output(pageOf(clientImportRowSchema)),
  exportRows: route('POST', '/clients/imports/{id}/export', 'Rows of the report as a file')
    .input(z.object({ ...listed, format: z.enum(['csv', 'xlsx']) }))
    .output(z.file()),
}

import { z } from 'zod'
import {
  DATE_FORMATS,
  NUMBER_FORMATS,
  RECIPIENT_FIELDS,
  REPEATED_ADDRESS_CHOICES,
} from '../../domain/recipient-import.ts'
import { DELIMITERS, FILE_PROBLEMS, FILE_WARNINGS, TEXT_ENCODINGS } from '../../domain/sheet-files.ts'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from '../base.ts'

const count = z.number().int()

export const columnMappingSchema = z.object({
  column: z.number().int().min(0),
  header: z.string(),
  target: z.enum([...RECIPIENT_FIELDS, 'variable', 'ignore']),
  /** Name in a message (`{{ recipient.diasMora }}`), for target `variable`. */
  variable: z.string().max(60).optional(),
})

/** How the file is read: detected, shown, correctable. */
export const readingSchema = z.object({
  encoding: z.enum(TEXT_ENCODINGS).nullable(),
  delimiter: z.enum(DELIMITERS).nullable(),
  sheet: z.string().nullable(),
  /** Line of the header, 0 where the file has none. */
  headerLine: z.number().int().min(0),
})

export const formatsSchema = z.object({
  numbers: z.enum(NUMBER_FORMATS),
  dates: z.enum(DATE_FORMATS),
  /** For rows without a currency of their own. */
  currency: z.string().length(3),
})

export const inspectionSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  bytes: count,
  kind: z.enum(['csv', 'xlsx']),
  reading: readingSchema,
  sheets: z.array(z.string()),
  columns: z.array(z.object({ column: count, header: z.string(), samples: z.array(z.string()) })),
  mapping: z.array(columnMappingSchema),
  formats: formatsSchema,
  /** The mapping of an earlier file with the same columns was applied. */
  remembered: z.boolean(),
  warnings: z.array(
    z.object({
      warning: z.enum(FILE_WARNINGS),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** Rows of data; an estimate until the file was read once. */
  rows: z.object({ count: count, exact: z.boolean() }),
})
export type Inspection = z.infer<typeof inspectionSchema>

/** One line of the validation report: how many rows a reason has, and what is done with them. */
export const reportReasonSchema = z.object({
  reason: z.string(),
  severity: z.enum(['blocks', 'excludes', 'warns']),
  rows: count,
  /** Only for `excludes`: these rows go on all the same, by a person's choice. */
  letThrough: z.boolean(),
})

export const reportSchema = z.object({
  rows: count,
  recipients: count,
  /** Rows that joined an address already there. */
  merged: count,
  excluded: count,
  blocked: count,
  invoices: count,
  totals: z.array(z.object({ currency: z.string(), minor: z.number() })),
  reasons: z.array(reportReasonSchema),
})
export type ImportReport = z.infer<typeof reportSchema>

export const importSchema = z.object({
  id: idSchema,
  campaignId: idSchema,
  fileName: z.string(),
  state: z.enum(['inspected', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1 by bytes read. */
  progress: z.number(),
  rowsRead: count,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  problem: z
    .object({
      reason: z.enum([...FILE_PROBLEMS, 'interrupted']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
  report: reportSchema.nullable(),
})
export type RecipientImport = z.infer<typeof importSchema>

export const importRowSchema = z.object({
  /** Line of the file, or row of the sheet. */
  line: count,
  email: z.string(),
  name: z.string(),
  issues: z.array(
    z.object({
      reason: z.string(),
      severity: z.enum(['blocks', 'excludes', 'warns']),
      field: z.string().nullable(),
      value: z.string().nullable(),
    }),
  ),
  /** As written in the file, by field or variable: what `fixRow` takes back. */
  values: z.record(z.string(), z.string()),
  state: z.enum(['included', 'excluded', 'blocked']),
})

const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['campaigns'],
  summary,
})

/** Recipients from a file: look, map, validate, repair. Recipients of the draft exist from `run` on. */
export const imports = {
  upload: procedure
    .route(route('POST', '/campaigns/{campaignId}/imports', 'Upload a file of recipients and look at it'))
    .input(z.object({ campaignId: idSchema, file: z.file() }))
    .output(inspectionSchema),
  inspect: procedure
    .route(route('POST', '/campaigns/imports/{id}/inspect', 'Look at the file again, read another way'))
    .input(byId.extend({ reading: readingSchema.partial() }))
    .output(inspectionSchema),
  run: procedure
    .route(
      route(
        'POST',
        '/campaigns/imports/{id}/run',
        'Validate the rows and make them the recipients of the draft',
      ),
    )
    .input(
      byId.extend({
        mapping: z.array(columnMappingSchema).max(400),
        formats: formatsSchema,
        repeatedAddress: z.enum(REPEATED_ADDRESS_CHOICES).default('merge'),
        /** Keep the recipients the draft already has. */
        append: z.boolean().default(false),
        rememberMapping: z.boolean().default(true),
      }),
    )
    .output(importSchema),
  get: procedure
    .route(route('GET', '/campaigns/imports/{id}', 'Progress and report of an import'))
    .input(byId)
    .output(importSchema),
  cancel: procedure
    .route(
      route('POST', '/campaigns/imports/{id}/cancel', 'Stop an import; the draft keeps none of its rows'),
    )
    .input(byId)
    .output(importSchema),
  rows: procedure
    .route(route('GET', '/campaigns/imports/{id}/rows', 'Rows listed in the report'))
    .input(page({ id: idSchema, reason: z.string().max(60).optional() }))
    .output(pageOf(importRowSchema)),
  fixRow: procedure
    .route(route('POST', '/campaigns/imports/{id}/rows/{line}', 'Correct a row; it is validated again'))
    .input(
      byId.extend({
        line: z.coerce.number().int(),
        values: z.record(z.string(), z.string().max(2_000)),
      }),
    )
    .output(z.object({ row: importRowSchema.nullable(), report: reportSchema })),
  letThrough: procedure
    .route(
      route(
        'POST',
        '/campaigns/imports/{id}/reasons',
        'Let the rows of a reason go on, or keep them out again',
      ),
    )
    .input(byId.extend({ reason: z.string().max(60), letThrough: z.boolean() }))
    .output(reportSchema),
  exportRows: procedure
    .route(route('POST', '/campaigns/imports/{id}/export', 'The listed rows as a file, by reason'))
    .input(byId.extend({ reason: z.string().max(60).optional(), format: z.enum(['csv', 'xlsx']) }))
    .output(z.file()),
}

import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Page } from '../../../../shared/contract/base.ts'
import { type ClientImportRow, clientImportRowSchema } from '../../../../shared/contract/clients/imports.ts'
import en from '../../../../shared/i18n/en/clients.json' with { type: 'json' }
import es from '../../../../shared/i18n/es/clients.json' with { type: 'json' }
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { writeCsv } from '../../core/exports/csv-writer.ts'
import type { ExportValue } from '../../core/exports/export-table.ts'
import { writeXlsx } from '../../core/exports/xlsx-writer.ts'
import { parseJson } from '../../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../../core/storage/keyset.ts'
import type { ClientImportRowsTable } from '../tables.ts'
import { findImport } from './stored.ts'

interface Asked {
  id: string
  outcome?: ClientImportRow['outcome'] | undefined
  reason?: string | undefined
}

const issuesSchema = clientImportRowSchema.shape.issues

/** Rows of an import in the order of the file. Throws NOT_FOUND. */
export function listImportRows(
  ctx: EngineContext,
  actor: Actor,
  input: Asked & { limit: number; cursor?: string | undefined },
): Page<ClientImportRow> {
  findImport(ctx.db, actor, input.id)
  const after = z.coerce.number().parse(decodeCursor(input.cursor)?.[1] ?? -1)
  const page = pageFrom(
    rowsAfter(ctx, input, after, input.limit + 1),
    input.limit,
    (row) => [null, row.line],
    toRow,
  )
  return input.cursor === undefined ? { ...page, total: countRows(ctx, input) } : page
}

function rowsAfter(ctx: EngineContext, asked: Asked, after: number, limit: number): ClientImportRowsTable[] {
  const { sql, params } = matching(asked)
  return ctx.db.sqlAll(`SELECT * FROM client_import_rows WHERE ${sql} AND line > ? ORDER BY line LIMIT ?`, [
    ...params,
    after,
    limit,
  ])
}

function countRows(ctx: EngineContext, asked: Asked): number {
  const { sql, params } = matching(asked)
  const counted = ctx.db.sqlGet<{ n: number }>(
    `SELECT count(*) AS n FROM client_import_rows WHERE ${sql}`,
    params,
  )
  return counted?.n ?? 0
}

function matching(asked: Asked): { sql: string; params: string[] } {
  const terms = ['importId = ?']
  const params = [asked.id]
  if (asked.outcome !== undefined) {
    terms.push('outcome = ?')
    params.push(asked.outcome)
  }
  if (asked.reason !== undefined) {
    terms.push(`EXISTS (SELECT 1 FROM json_each(issues) WHERE value ->> 'reason' = ?)`)
    params.push(asked.reason)
  }
  return { sql: terms.join(' AND '), params }
}

function toRow({ line, outcome, name, clientId, issues }: ClientImportRowsTable): ClientImportRow {
  return { line, outcome, name, clientId, issues: parseJson(issuesSchema, issues) }
}

const MEDIA = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The same rows as a file, with reasons in words. Throws NOT_FOUND. */
export async function exportImportRows(
  ctx: EngineContext,
  actor: Actor,
  input: Asked & { format: 'csv' | 'xlsx' },
): Promise<File> {
  const row = findImport(ctx.db, actor, input.id)
  const { locale } = ctx.workspace()
  const words = (locale.startsWith('es') ? es : en).import
  const name = `${words.export.file} ${row.fileName.replace(/\.[^.]*$/, '')}`.slice(0, 120)
  const table = { headers: Object.values(words.export.columns), rows: exported(ctx, input, words) }
  const path = join(ctx.dirs.exports, `${ctx.ids.next()}.${input.format}`)
  try {
    if (input.format === 'csv') await writeCsv(path, table, { locale })
    else await writeXlsx(path, table, { sheet: words.export.file.slice(0, 31) })
    const blob = await openAsBlob(path)
    return new File([await blob.arrayBuffer()], `${name}.${input.format}`, { type: MEDIA[input.format] })
  } finally {
    await rm(path, { force: true })
  }
}

async function* exported(
  ctx: EngineContext,
  asked: Asked,
  words: (typeof es)['import'],
): AsyncGenerator<ExportValue[]> {
  const PAGE = 500
  let after = -1
  for (;;) {
    const rows = rowsAfter(ctx, asked, after, PAGE)
    for (const row of rows) {
      const { line, name, outcome, issues } = toRow(row)
      yield [
        line,
        name,
        words.outcome[outcome],
        issues.map(({ reason }) => words.reason[reason].title).join('; '),
        issues.map(({ value }) => value ?? '').join('; '),
        issues.map(({ reason }) => words.reason[reason].fix).join(' '),
      ]
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.line
    await new Promise((resolve) => setImmediate(resolve))
  }
}

import type { z } from 'zod'
import type { Page } from '../../../../shared/contract/base.ts'
import type { ImportReport, importRowSchema } from '../../../../shared/contract/campaigns/imports.ts'
import { notFound, problem } from '../../../../shared/contract/errors.ts'
import en from '../../../../shared/i18n/en/campaigns.json' with { type: 'json' }
import enImport from '../../../../shared/i18n/en/import.json' with { type: 'json' }
import es from '../../../../shared/i18n/es/campaigns.json' with { type: 'json' }
import esImport from '../../../../shared/i18n/es/import.json' with { type: 'json' }
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../../core/storage/keyset.ts'
import { cellText } from '../../core/sheets/rows.ts'
import { readRows } from '../../core/sheets/row-source.ts'
import { asFile } from '../recipients/exports.ts'
import type { ImportsTable } from '../tables.ts'
import { severityOf } from './keeper.ts'
import { rerunImport } from './run.ts'
import { type Choices, choicesOf, findImport, lookOf } from './stored.ts'
import { answering, importPath } from './upload.ts'

export type ImportRow = z.infer<typeof importRowSchema>

interface IssueRow {
  line: number
  reason: string
  field: string
  value: string
  hint: string | null
}

/** Rows listed in the report, by line, as they stand in the file with the corrections made here. */
export async function listImportRows(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; limit: number; cursor?: string | undefined; reason?: string | undefined },
): Promise<Page<ImportRow>> {
  const row = findImport(ctx.db, actor, input.id)
  const after = Number(decodeCursor(input.cursor)?.[1] ?? 0)
  const lines = ctx.db
    .sqlAll<{ line: number }>(
      `SELECT DISTINCT line FROM import_rows WHERE importId = ? AND line > ? ${input.reason === undefined ? '' : 'AND reason = ?'}
       ORDER BY line LIMIT ?`,
      [row.id, after, ...(input.reason === undefined ? [] : [input.reason]), input.limit + 1],
    )
    .map(({ line }) => line)
  const shown = await rowsAt(ctx, row, lines.slice(0, input.limit))
  const page = pageFrom(
    lines,
    input.limit,
    (line) => [null, line],
    (line) => line,
  )
  return { items: shown, nextCursor: page.nextCursor }
}

async function rowsAt(ctx: EngineContext, row: ImportsTable, lines: readonly number[]): Promise<ImportRow[]> {
  const choices = choicesOf(row)
  if (!choices || lines.length === 0) return []
  const issues = Map.groupBy(issuesOf(ctx.db, row.id, lines), (issue) => issue.line)
  const cells = await cellsOf(ctx, row, choices, lines)
  const out = new Set(
    ctx.db
      .sqlAll<{ line: number }>(
        'SELECT line FROM import_excluded WHERE importId = ? AND line IN (SELECT value FROM json_each(?))',
        [row.id, JSON.stringify(lines)],
      )
      .map(({ line }) => line),
  )
  return lines.map((line) => {
    const found = (issues.get(line) ?? []).map((issue) => ({
      reason: issue.reason,
      severity: severityOf(issue.reason),
      field: issue.field === '' ? null : keyOfHeader(choices, issue.field),
      value: issue.value,
    }))
    const values = cells.get(line) ?? {}
    const blocked = out.has(line) && found.some(({ severity }) => severity === 'blocks')
    return {
      line,
      email: values['email'] ?? '',
      name: values['name'] ?? '',
      issues: found,
      values,
      state: blocked ? 'blocked' : out.has(line) ? 'excluded' : 'included',
    }
  })
}

function issuesOf(db: ReadableDb, importId: number, lines: readonly number[]): IssueRow[] {
  return db.sqlAll<IssueRow>(
    `SELECT line, reason, field, value, hint FROM import_rows WHERE importId = ? AND line IN (SELECT value FROM json_each(?))
     ORDER BY line, reason`,
    [importId, JSON.stringify(lines)],
  )
}

/** The name under which a cell is shown and corrected: its field, or its variable. */
function keyOf(column: Choices['mapping'][number]): string | null {
  if (column.target === 'ignore') return null
  return column.target === 'variable' ? (column.variable ?? null) : column.target
}

function keyOfHeader(choices: Choices, header: string): string {
  const column = choices.mapping.find((candidate) => candidate.header === header)
  return (column && keyOf(column)) ?? header
}

/** Reads the file up to the last of the lines; nothing of a row is stored but what is wrong with it. */
async function cellsOf(
  ctx: EngineContext,
  row: ImportsTable,
  choices: Choices,
  lines: readonly number[],
): Promise<Map<number, Record<string, string>>> {
  const wanted = new Set(lines)
  const last = Math.max(...lines)
  const found = new Map<number, Record<string, string>>()
  await answering(async () => {
    for await (const piece of readRows(importPath(ctx, row.path), lookOf(row).format, {})) {
      for (const { line, cells } of piece) {
        if (!wanted.has(line)) continue
        const values: Record<string, string> = {}
        for (const column of choices.mapping) {
          const key = keyOf(column)
          if (key === null) continue
          const corrected = choices.corrections.findLast(
            (entry) => entry.line === line && entry.column === column.column,
          )
          values[key] = corrected?.value ?? cellText(cells[column.column])
        }
        found.set(line, values)
      }
      if ((piece.at(-1)?.line ?? 0) >= last) break
    }
  })
  return found
}

/** Corrects cells of one row and validates the file again, as a changed row can concern others. */
export async function fixImportRow(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; line: number; values: Record<string, string> },
): Promise<{ row: ImportRow | null; report: ImportReport }> {
  const before = findImport(ctx.db, actor, input.id)
  const done = await rerunImport(ctx, actor, input.id, (choices) => {
    const corrections = choices.mapping.flatMap((column) => {
      const value = input.values[keyOf(column) ?? '']
      return value === undefined ? [] : [{ line: input.line, column: column.column, value }]
    })
    if (corrections.length === 0) throw notFound('import_row')
    const others = choices.corrections.filter(({ line }) => line !== input.line)
    return { ...choices, corrections: [...others, ...corrections] }
  })
  if (!done.report) throw problem('CONFLICT', 'import_not_ready')
  const [row] = await rowsAt(ctx, findImport(ctx.db, actor, String(before.id)), [input.line])
  return { row: row && row.issues.length > 0 ? row : null, report: done.report }
}

/** Lets the rows of a reason go on, or keeps them out again. Only what excludes can be let through. */
export async function letReasonThrough(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; reason: string; letThrough: boolean },
): Promise<ImportReport> {
  if (severityOf(input.reason) !== 'excludes') throw problem('INVALID', 'import_reason_fixed')
  const done = await rerunImport(ctx, actor, input.id, (choices) => {
    const others = choices.letThrough.filter((reason) => reason !== input.reason)
    return { ...choices, letThrough: input.letThrough ? [...others, input.reason] : others }
  })
  if (!done.report) throw problem('CONFLICT', 'import_not_ready')
  return done.report
}

/** The listed rows as a file, by reason. */
export async function exportImportRows(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; reason?: string | undefined; format: 'csv' | 'xlsx' },
): Promise<File> {
  const row = findImport(ctx.db, actor, input.id)
  const { locale } = ctx.workspace()
  const [words, importWords] = locale.startsWith('es') ? [es, esImport] : [en, enImport]
  const reasons: Record<string, { title: string }> = importWords.row
  const found = ctx.db.sqlAll<IssueRow & { email: string | null; name: string | null }>(
    `SELECT r.*, e.email, e.name FROM import_rows r LEFT JOIN import_excluded e ON e.importId = r.importId AND e.line = r.line
     WHERE r.importId = ? ${input.reason === undefined ? '' : 'AND r.reason = ?'} ORDER BY r.line, r.reason`,
    [row.id, ...(input.reason === undefined ? [] : [input.reason])],
  )
  return asFile(ctx, {
    name: `${words.export.files.rows} ${row.fileName.replace(/\.\w+$/, '')}`,
    format: input.format,
    locale,
    table: {
      headers: Object.values(words.export.rowColumns),
      rows: found.map((issue) => [
        issue.line,
        reasons[issue.reason]?.title ?? issue.reason,
        issue.field,
        issue.value,
        issue.hint ?? '',
        issue.email ?? '',
        issue.name ?? '',
      ]),
    },
  })
}

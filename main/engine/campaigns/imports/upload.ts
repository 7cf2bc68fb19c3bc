import { createWriteStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  columnMappingSchema,
  formatsSchema,
  type Inspection,
  type readingSchema,
} from '../../../../shared/contract/campaigns/imports.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import type { NumberFormat } from '../../../../shared/domain/recipient-import.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { parseJson } from '../../core/storage/json.ts'
import { draftFor } from '../campaigns.ts'
import { FileProblemError } from '../../core/sheets/file-problem.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { inspectFile } from '../import/import.ts'
import type { FileInspection, InspectOptions } from '../import/inspect.ts'
import { applyRemembered } from '../import/mapping.ts'
import type { MappingMemoryTable } from '../tables.ts'
import { findImport } from './stored.ts'

/** Keeps an uploaded file and looks at it. Throws INVALID with the file's fault, keeping nothing. */
export async function uploadFile(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; file: File },
): Promise<Inspection> {
  ctx.db.write((tx) => draftFor(tx, actor, input.campaignId))
  if (input.file.size > LIMITS.fileBytes) {
    throw problem('INVALID', 'file_too_large', { limitMb: Math.round(LIMITS.fileBytes / 1_048_576) })
  }
  const folder = join(ctx.dirs.files, 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, ctx.ids.next())
  try {
    await pipeline(Readable.from(chunksOf(input.file)), createWriteStream(path, { mode: 0o600 }))
    const found = await look(path, {})
    const id = ctx.db.write((tx) => {
      draftFor(tx, actor, input.campaignId)
      const row = tx.sqlGet<{ id: number }>(
        `INSERT INTO recipient_imports (campaignId, fileName, path, bytes, state, sourceKey, inspection, createdAt, createdBy)
         VALUES (?, ?, ?, ?, 'inspected', ?, '{}', ?, ?) RETURNING id`,
        [
          input.campaignId,
          fileName(input.file),
          basename(path),
          found.bytes,
          found.sourceKey,
          ctx.clock.now(),
          actor.userId,
        ],
      )
      if (!row) throw new Error('INSERT … RETURNING gave no row')
      ctx.audit.record(tx, {
        actor,
        action: 'campaign.import_upload',
        subjectType: 'campaign',
        subjectId: input.campaignId,
        details: { bytes: found.bytes, rows: found.rows },
      })
      return row.id
    })
    return keepLook(ctx, id, fileName(input.file), found)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** A file of any size in pieces. */
async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const PIECE = 1_048_576
  for (let at = 0; at < file.size; at += PIECE)
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
}

/** Looks at the file again, read as the person says. */
export async function inspectAgain(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; reading: Partial<z.infer<typeof readingSchema>> },
): Promise<Inspection> {
  const row = findImport(ctx.db, actor, input.id)
  if (row.state === 'running') throw problem('CONFLICT', 'import_running')
  const { encoding, delimiter, sheet, headerLine } = input.reading
  const found = await look(importPath(ctx, row.path), {
    encoding: encoding ?? undefined,
    delimiter: delimiter ?? undefined,
    sheet: sheet ?? undefined,
    headerLine,
  })
  return keepLook(ctx, row.id, row.fileName, found)
}

export function importPath(ctx: EngineContext, name: string): string {
  return join(ctx.dirs.files, 'imports', basename(name))
}

/** Runs a reading of a file, whose faults become answers. */
export async function answering<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof FileProblemError) throw problem('INVALID', error.reason, { ...error.params })
    throw error
  }
}

function look(path: string, options: InspectOptions): Promise<FileInspection> {
  return answering(() => inspectFile(path, options))
}

function keepLook(ctx: EngineContext, id: number, name: string, found: FileInspection): Inspection {
  const remembered = rememberedFor(ctx, found.sourceKey)
  const { format } = found
  const shown: Inspection = {
    id: String(id),
    fileName: name,
    bytes: found.bytes,
    kind: format.kind,
    reading: {
      encoding: format.kind === 'csv' ? format.encoding : null,
      delimiter: format.kind === 'csv' ? format.delimiter : null,
      sheet: format.kind === 'xlsx' ? format.sheet : null,
      headerLine: format.headerLine,
    },
    sheets: [...found.sheets],
    columns: found.columns.map(({ column, header, samples }) => ({ column, header, samples: [...samples] })),
    mapping: remembered ? applyRemembered(found.mapping, remembered.mapping) : [...found.mapping],
    // What the values show beyond doubt comes before what an earlier file with these columns was.
    formats: {
      numbers: found.numberFormat.format ?? remembered?.formats.numbers ?? numbersOf(ctx.workspace().locale),
      dates: found.dateFormat.format ?? remembered?.formats.dates ?? 'dmy',
      currency: remembered?.formats.currency ?? ctx.workspace().currency,
    },
    remembered: remembered !== null,
    warnings: found.warnings.map(({ warning, params }) => ({ warning, params: { ...params } })),
    rows: { count: found.rows, exact: true },
  }
  ctx.db.write((tx) =>
    tx.sqlRun(
      `UPDATE recipient_imports SET inspection = ?, sourceKey = ?, state = 'inspected' WHERE id = ?`,
      [JSON.stringify({ shown, format }), found.sourceKey, id],
    ),
  )
  return shown
}

/** The notation of the workspace's country, where the values themselves leave it open. */
function numbersOf(locale: string): NumberFormat {
  const mark = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value
  return mark === ',' ? 'commaDecimal' : 'pointDecimal'
}

function rememberedFor(ctx: EngineContext, sourceKey: string) {
  const row = ctx.db.sqlGet<MappingMemoryTable>('SELECT * FROM mapping_memory WHERE sourceKey = ?', [
    sourceKey,
  ])
  if (!row) return null
  return {
    mapping: parseJson(z.array(columnMappingSchema), row.mapping),
    formats: parseJson(formatsSchema, row.formats),
  }
}

function fileName(file: File): string {
  return (
    basename(file.name)
      .replace(/\p{Cc}+/gu, ' ')
      .trim() || 'recipients'
  ).slice(0, 200)
}

import { createWriteStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientFileReading, ClientInspection } from '../../../../shared/contract/clients/imports.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { FileProblemError } from '../../core/sheets/file-problem.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { type ClientFileFindings, type ClientFileOptions, inspectClientFile } from './inspect.ts'
import { findImport, importFolder } from './stored.ts'

const PIECE_BYTES = 1024 * 1024

/** Keeps an uploaded file and looks at it. Throws INVALID with the fault of the file, keeping nothing. */
export async function uploadClients(ctx: EngineContext, actor: Actor, file: File): Promise<ClientInspection> {
  if (file.size > LIMITS.fileBytes)
    throw problem('INVALID', 'file_too_large', { limitMb: LIMITS.fileBytes / 1024 / 1024 })
  mkdirSync(importFolder(ctx), { recursive: true, mode: 0o700 })
  const id = ctx.ids.next()
  const path = join(importFolder(ctx), id)
  try {
    await pipeline(Readable.from(piecesOf(file)), createWriteStream(path, { mode: 0o600 }))
    const shown = shownOf(id, nameOf(file), await look(path, {}))
    ctx.db.write((tx) => {
      tx.run((q) =>
        q.insertInto('client_imports').values({
          id,
          fileName: shown.inspection.fileName,
          path: id,
          state: 'inspected',
          inspection: JSON.stringify({ shown: shown.inspection, format: shown.format }),
          choices: null,
          report: null,
          problem: null,
          rowsRead: 0,
          startedAt: null,
          finishedAt: null,
          createdAt: ctx.clock.now(),
          createdBy: actor.userId,
        }),
      )
      const { bytes, rows } = shown.inspection
      ctx.audit.record(tx, {
        actor,
        action: 'client.import_upload',
        subjectType: 'client_import',
        subjectId: id,
        details: { bytes, rows },
      })
    })
    return shown.inspection
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Looks at the file again, read as the person says. Throws CONFLICT while it is read already. */
export async function inspectClientsAgain(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; reading: Partial<ClientFileReading> },
): Promise<ClientInspection> {
  const row = findImport(ctx.db, actor, input.id)
  if (row.state === 'running' || row.state === 'checking') throw problem('CONFLICT', 'import_running')
  if (row.state === 'done') throw problem('CONFLICT', 'import_file_gone')
  const { encoding, delimiter, sheet, headerLine } = input.reading
  const found = await look(join(importFolder(ctx), basename(row.path)), {
    encoding: encoding ?? undefined,
    delimiter: delimiter ?? undefined,
    sheet: sheet ?? undefined,
    headerLine,
  })
  const { inspection, format } = shownOf(row.id, row.fileName, found)
  ctx.db.write((tx) =>
    tx.sqlRun(
      `UPDATE client_imports SET inspection = ?, state = 'inspected', report = NULL, problem = NULL WHERE id = ?`,
      [JSON.stringify({ shown: inspection, format }), row.id],
    ),
  )
  return inspection
}

/** A file of any size in pieces. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer())
}

async function look(path: string, options: ClientFileOptions): Promise<ClientFileFindings> {
  try {
    return await inspectClientFile(path, options)
  } catch (error) {
    if (error instanceof FileProblemError) throw problem('INVALID', error.reason, { ...error.params })
    throw error
  }
}

function shownOf(id: string, fileName: string, found: ClientFileFindings) {
  const { format } = found
  const inspection: ClientInspection = {
    id,
    fileName,
    bytes: found.bytes,
    kind: format.kind,
    reading: {
      encoding: format.kind === 'csv' ? format.encoding : null,
      delimiter: format.kind === 'csv' ? format.delimiter : null,
      sheet: format.kind === 'xlsx' ? format.sheet : null,
      headerLine: format.headerLine,
    },
    sheets: [...found.sheets],
    columns: found.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    preview: found.preview.map(({ line, cells }) => ({ line, cells: [...cells] })),
    mapping: [...found.mapping],
    warnings: found.warnings.map(({ warning, params }) => ({ warning, params: { ...params } })),
    rows: found.rows,
  }
  return { inspection, format }
}

function nameOf(file: File): string {
  return (
    basename(file.name)
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim() || 'clients'
  ).slice(0, 200)
}

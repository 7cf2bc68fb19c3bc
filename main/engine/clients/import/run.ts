import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ClientImport } from '../../../../shared/contract/clients/imports.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { FileProblemError } from '../../core/sheets/file-problem.ts'
import { readRows } from '../../core/sheets/row-source.ts'
import { isBlankRow } from '../../core/sheets/rows.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { checkAssignee } from '../clients.ts'
import type { ClientImportsTable } from '../tables.ts'
import { createImporter, type ImportChoices } from './importer.ts'
import { createReport } from './report.ts'
import { createClientRowReader } from './row-reader.ts'
import { findImport, importFolder, type ImportProblem, lookOf, toImport } from './stored.ts'

interface Run {
  readonly abort: AbortController
  rows: number
  done: Promise<void>
}

/** Rows in one transaction: some twenty milliseconds, so that the event loop keeps turning. */
const ROWS_AT_ONCE = 40
const KEPT_DAYS = 30
const DAY = 86_400_000

/** Imports that are read now, by id. */
const runs = new WeakMap<EngineContext, Map<string, Run>>()

function runsOf(ctx: EngineContext): Map<string, Run> {
  const known = runs.get(ctx) ?? new Map<string, Run>()
  runs.set(ctx, known)
  return known
}

/**
 * Reads the file in the background: with `trial` it only says what would become of each row. Throws CONFLICT
 * while it is read already or when it was imported, INVALID for a mapping without name or with one field twice.
 */
export function startClientImport(
  ctx: EngineContext,
  actor: Actor,
  input: ImportChoices & { id: string },
  { trial }: { trial: boolean },
): ClientImport {
  const { id, ...choices } = input
  checkMapping(choices)
  const row = ctx.db.write((tx) => begin(tx, ctx, actor, id, choices, trial))
  const run: Run = { abort: new AbortController(), rows: 0, done: Promise.resolve() }
  runsOf(ctx).set(id, run)
  run.done = read(ctx, actor, row, choices, run).finally(() => runsOf(ctx).delete(id))
  return clientImportNow(ctx, actor, id)
}

/** An import with its progress of this moment. */
export function clientImportNow(ctx: EngineContext, actor: Actor, id: string): ClientImport {
  const row = findImport(ctx.db, actor, id)
  return toImport(row, runsOf(ctx).get(id)?.rows)
}

/** Stops an import. What it had imported stays, and the report tells it. */
export async function cancelClientImport(
  ctx: EngineContext,
  actor: Actor,
  id: string,
): Promise<ClientImport> {
  findImport(ctx.db, actor, id)
  const run = runsOf(ctx).get(id)
  run?.abort.abort(new Error('cancelled'))
  await run?.done
  return clientImportNow(ctx, actor, id)
}

/** Ends every import of a closing workspace. */
export async function stopImports(ctx: EngineContext): Promise<void> {
  const open = [...runsOf(ctx).values()]
  for (const run of open) run.abort.abort(new Error('interrupted'))
  await Promise.all(open.map(({ done }) => done))
}

/** Tells of imports that a crash cut off; the same file can be imported again and goes on where it was. */
export function recoverImports(ctx: EngineContext): void {
  ctx.db.write((tx) =>
    tx.sqlRun(
      `UPDATE client_imports SET state = 'failed', problem = ?, finishedAt = ? WHERE state IN ('running', 'checking')`,
      [JSON.stringify({ reason: 'interrupted', params: {} }), ctx.clock.now()],
    ),
  )
}

/** Removes imports, their rows and files, a month after the upload. */
export function forgetOldFiles(ctx: EngineContext): void {
  const before = ctx.clock.now() - KEPT_DAYS * DAY
  const old = ctx.db.sqlAll<{ id: string }>('SELECT id FROM client_imports WHERE createdAt < ?', [before])
  for (const { id } of old) rmSync(join(importFolder(ctx), basename(id)), { force: true })
  ctx.db.write((tx) => {
    tx.sqlRun(
      'DELETE FROM client_import_rows WHERE importId IN (SELECT id FROM client_imports WHERE createdAt < ?)',
      [before],
    )
    tx.sqlRun('DELETE FROM client_imports WHERE createdAt < ?', [before])
  })
}

function checkMapping({ mapping }: ImportChoices): void {
  const fields = mapping.map(({ target }) => target).filter((target) => target !== 'ignore')
  if (!fields.includes('name')) throw problem('INVALID', 'mapping_without_name')
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index)
  if (repeated !== undefined) throw problem('INVALID', 'mapping_repeated', { field: repeated })
}

function begin(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  id: string,
  choices: ImportChoices,
  trial: boolean,
): ClientImportsTable {
  const before = findImport(tx, actor, id)
  if (before.state === 'running' || before.state === 'checking') throw problem('CONFLICT', 'import_running')
  if (before.state === 'done') throw problem('CONFLICT', 'import_file_gone')
  checkAssignee(tx, choices.assigneeId)
  tx.sqlRun('DELETE FROM client_import_rows WHERE importId = ?', [id])
  tx.sqlRun(
    `UPDATE client_imports SET state = ?, choices = ?, report = NULL, problem = NULL, rowsRead = 0,
       startedAt = ?, finishedAt = NULL WHERE id = ?`,
    [trial ? 'checking' : 'running', JSON.stringify(choices), ctx.clock.now(), id],
  )
  ctx.audit.record(tx, {
    actor,
    action: trial ? 'client.import_check' : 'client.import_run',
    subjectType: 'client_import',
    subjectId: id,
  })
  ctx.live.touch(tx, 'clients', id)
  return findImport(tx, actor, id)
}

async function read(
  ctx: EngineContext,
  actor: Actor,
  row: ClientImportsTable,
  choices: ImportChoices,
  run: Run,
): Promise<void> {
  const trial = row.state === 'checking'
  const report = createReport(row.id)
  const path = join(importFolder(ctx), basename(row.path))
  try {
    await setImmediate()
    const { format } = lookOf(row)
    const readRow = createClientRowReader(choices.mapping, ctx.workspace().country)
    const importRow = createImporter(ctx, actor, choices, trial)
    for await (const piece of readRows(path, format, { signal: run.abort.signal })) {
      const data = piece.filter(({ line, cells }) => line > format.headerLine && !isBlankRow(cells))
      for (let at = 0; at < data.length; at += ROWS_AT_ONCE) {
        run.abort.signal.throwIfAborted()
        const rows = data.slice(at, at + ROWS_AT_ONCE)
        ctx.db.write((tx) => {
          for (const source of rows) report.keep(tx, importRow(readRow(source)))
          run.rows += rows.length
          tx.sqlRun('UPDATE client_imports SET report = ?, rowsRead = ? WHERE id = ?', [
            JSON.stringify(report.summary()),
            run.rows,
            row.id,
          ])
        })
        ctx.live.announce('clients', row.id)
        await setImmediate()
      }
    }
    end(ctx, row, trial ? 'checked' : 'done', null)
    if (!trial) await rm(path, { force: true })
  } catch (error) {
    endEarly(ctx, row, error)
  }
}

function endEarly(ctx: EngineContext, row: ClientImportsTable, error: unknown): void {
  if (error instanceof FileProblemError)
    return end(ctx, row, 'failed', { reason: error.reason, params: { ...error.params } })
  const said = error instanceof Error ? error.message : ''
  if (said === 'cancelled') return end(ctx, row, 'cancelled', null)
  if (said !== 'interrupted') ctx.log.error({ error }, 'the import of clients failed')
  end(ctx, row, 'failed', { reason: 'interrupted', params: {} })
}

function end(
  ctx: EngineContext,
  row: ClientImportsTable,
  state: ClientImport['state'],
  fault: ImportProblem | null,
): void {
  ctx.db.write((tx) => {
    tx.sqlRun('UPDATE client_imports SET state = ?, problem = ?, finishedAt = ? WHERE id = ?', [
      state,
      fault === null ? null : JSON.stringify(fault),
      ctx.clock.now(),
      row.id,
    ])
    ctx.live.touch(tx, 'clients', row.id)
  })
}

import type { z } from 'zod'
import type {
  columnMappingSchema,
  formatsSchema,
  RecipientImport,
} from '../../../../shared/contract/campaigns/imports.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import type { RepeatedAddressChoice } from '../../../../shared/domain/recipient-import.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { parseJson } from '../../core/storage/json.ts'
import { draftFor, recountDraft, reviseRecipients } from '../campaigns.ts'
import { FileProblemError } from '../../core/sheets/file-problem.ts'
import { readRecipients } from '../import/import.ts'
import { withVariables } from '../import/mapping.ts'
import type { CampaignsTable, ImportsTable } from '../tables.ts'
import { Keeper } from './keeper.ts'
import { gathered, readingOf } from './reading.ts'
import { type Choices, choicesOf, findImport, toImport } from './stored.ts'
import { slugsSchema } from '../sending/in-force.ts'
import { importPath } from './upload.ts'

interface Run {
  abort: AbortController
  rows: number
  progress: number
  done: Promise<void>
}

/** Imports that are read now, by id. */
const runs = new WeakMap<EngineContext, Map<number, Run>>()

function runsOf(ctx: EngineContext): Map<number, Run> {
  let known = runs.get(ctx)
  if (!known) runs.set(ctx, (known = new Map<number, Run>()))
  return known
}

export interface RunInput {
  id: string
  mapping: z.infer<typeof columnMappingSchema>[]
  formats: z.infer<typeof formatsSchema>
  repeatedAddress: RepeatedAddressChoice
  append: boolean
  rememberMapping: boolean
}

/**
 * Reads the file into the draft, in the background. Throws CONFLICT while it is read already or when the
 * campaign is no draft any more, INVALID for a mapping that cannot be.
 */
export function startImport(ctx: EngineContext, actor: Actor, input: RunInput): RecipientImport {
  const mapping = withVariables(input.mapping)
  const choices: Choices = {
    mapping: mapping.map((column) => ({ ...column })),
    formats: input.formats,
    repeatedAddress: input.repeatedAddress,
    append: input.append,
    letThrough: [],
    corrections: [],
  }
  const fields = mapping
    .map(({ target }) => target)
    .filter((target) => target !== 'variable' && target !== 'ignore')
  if (!fields.includes('email')) throw problem('INVALID', 'mapping_without_email')
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index)
  if (repeated !== undefined) throw problem('INVALID', 'mapping_repeated', { field: repeated })
  const row = ctx.db.write((tx) => {
    const before = findImport(tx, actor, input.id)
    if (input.rememberMapping) remember(tx, ctx, actor, before.sourceKey, choices)
    return begin(tx, ctx, actor, before, choices)
  })
  launch(ctx, actor, row, choices)
  return importNow(ctx, actor, input.id)
}

/** Reads the file again with other choices, and waits for the end: after a correction or another decision. */
export async function rerunImport(
  ctx: EngineContext,
  actor: Actor,
  id: string,
  change: (choices: Choices) => Choices,
): Promise<RecipientImport> {
  const { row, choices } = ctx.db.write((tx) => {
    const before = findImport(tx, actor, id)
    const chosen = choicesOf(before)
    if (!chosen || before.state !== 'done') throw problem('CONFLICT', 'import_not_ready')
    const next = change(chosen)
    return { row: begin(tx, ctx, actor, before, next), choices: next }
  })
  launch(ctx, actor, row, choices)
  await runsOf(ctx).get(row.id)?.done
  return importNow(ctx, actor, id)
}

/** An import with its progress of this moment. */
export function importNow(ctx: EngineContext, actor: Actor, id: string): RecipientImport {
  const row = findImport(ctx.db, actor, id)
  return toImport(row, runsOf(ctx).get(row.id))
}

/** Stops an import; the draft keeps none of its rows. */
export async function cancelImport(ctx: EngineContext, actor: Actor, id: string): Promise<RecipientImport> {
  const row = findImport(ctx.db, actor, id)
  const run = runsOf(ctx).get(row.id)
  run?.abort.abort(new Error('cancelled'))
  await run?.done
  return importNow(ctx, actor, id)
}

/** Ends every import of a closing workspace. */
export async function stopImports(ctx: EngineContext): Promise<void> {
  const open = [...runsOf(ctx).values()]
  for (const run of open) run.abort.abort(new Error('interrupted'))
  await Promise.all(open.map((run) => run.done))
}

/** Imports that a crash cut off: the draft keeps none of their rows, and the person is told. */
export function recoverImports(ctx: EngineContext): void {
  const left = ctx.db.sqlAll<ImportsTable>(`SELECT * FROM recipient_imports WHERE state = 'running'`)
  for (const row of left) {
    ctx.db.write((tx) => {
      dropRows(tx, row)
      end(tx, ctx, row, { state: 'failed', problem: { reason: 'interrupted', params: {} } })
    })
  }
}

function remember(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  sourceKey: string,
  choices: Choices,
): void {
  tx.sqlRun(
    `INSERT INTO mapping_memory (sourceKey, mapping, formats, updatedAt, updatedBy) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sourceKey) DO UPDATE SET mapping = excluded.mapping, formats = excluded.formats,
       updatedAt = excluded.updatedAt, updatedBy = excluded.updatedBy`,
    [
      sourceKey,
      JSON.stringify(choices.mapping),
      JSON.stringify(choices.formats),
      ctx.clock.now(),
      actor.userId,
    ],
  )
}

function begin(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  row: ImportsTable,
  choices: Choices,
): ImportsTable {
  draftFor(tx, actor, row.campaignId)
  if (row.state === 'running') throw problem('CONFLICT', 'import_running')
  const now = ctx.clock.now()
  const started = tx.sqlGet<ImportsTable>(
    `UPDATE recipient_imports SET state = 'running', choices = ?, report = NULL, problem = NULL, rowsRead = 0,
       startedAt = ?, finishedAt = NULL WHERE id = ? RETURNING *`,
    [JSON.stringify(choices), now, row.id],
  )
  if (!started) throw new Error('the import is gone')
  ctx.audit.record(tx, {
    actor,
    action: 'campaign.import_run',
    subjectType: 'campaign',
    subjectId: row.campaignId,
    details: { import: row.id },
  })
  ctx.live.touch(tx, 'campaigns', row.campaignId)
  return started
}

function launch(ctx: EngineContext, actor: Actor, row: ImportsTable, choices: Choices): void {
  const run: Run = { abort: new AbortController(), rows: 0, progress: 0, done: Promise.resolve() }
  runsOf(ctx).set(row.id, run)
  run.done = read(ctx, actor, row, choices, run).finally(() => runsOf(ctx).delete(row.id))
}

async function read(
  ctx: EngineContext,
  actor: Actor,
  row: ImportsTable,
  choices: Choices,
  run: Run,
): Promise<void> {
  const keeper = new Keeper(row, choices)
  // The index of addresses is rewritten with every transaction: checkpoints in between would write it again.
  ctx.db.connection.pragma('wal_autocheckpoint = 4000')
  try {
    const draft = ctx.db.write((tx) => {
      const found = draftFor(tx, actor, row.campaignId)
      dropRows(tx, row)
      if (!choices.append) tx.sqlRun('DELETE FROM campaign_recipients WHERE campaignId = ?', [row.campaignId])
      recountDraft(tx, row.campaignId)
      return found
    })
    const pieces = readRecipients(importPath(ctx, row.path), readingOf(ctx, draft, row, choices), {
      signal: run.abort.signal,
      onProgress: ({ rows, bytesRead, bytesTotal }) => {
        run.rows = rows
        run.progress = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 0
        ctx.live.announce('campaigns', row.campaignId)
      },
    })
    const slices = gathered(pieces)
    for await (const piece of slices) {
      ctx.db.write((tx) => keeper.keep(tx, piece))
      run.abort.signal.throwIfAborted()
    }
    ctx.db.write((tx) => {
      const names = choices.mapping.flatMap(({ variable }) => (variable === undefined ? [] : [variable]))
      noteDraft(tx, ctx, row, draft, choices.append, names)
      end(tx, ctx, row, { state: 'done', report: keeper.report() })
    })
  } catch (error) {
    ctx.db.write((tx) => {
      dropRows(tx, row)
      recountDraft(tx, row.campaignId)
      reviseRecipients(tx, ctx, row.campaignId)
      end(tx, ctx, row, endOf(ctx, error))
    })
  } finally {
    ctx.db.connection.pragma('wal_autocheckpoint = 1000')
  }
}

function noteDraft(
  tx: WritableDb,
  ctx: EngineContext,
  row: ImportsTable,
  draft: CampaignsTable,
  append: boolean,
  names: string[],
): void {
  const before = append ? parseJson(slugsSchema, draft.variables) : []
  const from = append && draft.recipientsFrom !== 'none' && draft.recipientsFrom !== 'file' ? 'mixed' : 'file'
  tx.sqlRun('UPDATE campaigns SET importId = ?, recipientsFrom = ?, variables = ? WHERE id = ?', [
    row.id,
    from,
    JSON.stringify([...new Set([...before, ...names])]),
    row.campaignId,
  ])
  reviseRecipients(tx, ctx, row.campaignId)
}

function dropRows(tx: WritableDb, row: ImportsTable): void {
  tx.sqlRun('DELETE FROM campaign_recipients WHERE campaignId = ? AND importId = ?', [row.campaignId, row.id])
  tx.sqlRun('DELETE FROM import_rows WHERE importId = ?', [row.id])
  tx.sqlRun('DELETE FROM import_excluded WHERE importId = ?', [row.id])
}

type End =
  | { state: 'done'; report: unknown }
  | { state: 'cancelled' }
  | { state: 'failed'; problem: { reason: string; params: Record<string, string | number> } }

function endOf(ctx: EngineContext, error: unknown): End {
  if (error instanceof FileProblemError)
    return { state: 'failed', problem: { reason: error.reason, params: { ...error.params } } }
  if (error instanceof Error && error.message === 'cancelled') return { state: 'cancelled' }
  if (!(error instanceof Error && error.message === 'interrupted')) ctx.log.error({ error }, 'import failed')
  return { state: 'failed', problem: { reason: 'interrupted', params: {} } }
}

function end(tx: WritableDb, ctx: EngineContext, row: ImportsTable, how: End): void {
  tx.sqlRun(
    'UPDATE recipient_imports SET state = ?, report = ?, problem = ?, rowsRead = ?, finishedAt = ? WHERE id = ?',
    [
      how.state,
      how.state === 'done' ? JSON.stringify(how.report) : null,
      how.state === 'failed' ? JSON.stringify(how.problem) : null,
      runsOf(ctx).get(row.id)?.rows ?? row.rowsRead,
      ctx.clock.now(),
      row.id,
    ],
  )
  ctx.live.touch(tx, 'campaigns', row.campaignId)
}

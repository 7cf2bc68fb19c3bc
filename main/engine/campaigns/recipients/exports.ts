import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import en from '../../../../shared/i18n/en/campaigns.json' with { type: 'json' }
import es from '../../../../shared/i18n/es/campaigns.json' with { type: 'json' }
import { RECIPIENT_STATES, type RecipientState } from '../../../../shared/domain/campaigns.ts'
import { localDateAt } from '../../../../shared/domain/zoned-time.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { writeCsv } from '../../core/exports/csv-writer.ts'
import type { ExportTable, ExportValue } from '../../core/exports/export-table.ts'
import { writeXlsx } from '../../core/exports/xlsx-writer.ts'
import { findCampaign } from '../scope.ts'
import type { CampaignsTable } from '../tables.ts'
import { type ListedRow, rowsOf, toRecipient } from './list.ts'
import { NOT_SENT_STATES } from './not-sent.ts'
import { encodeCursor } from '../../core/storage/keyset.ts'

const PAGE = 1_000
const MEDIA = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type Format = keyof typeof MEDIA

/** Who was not sent, and why, as a file. Throws NOT_FOUND. */
export function exportNotSent(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; format: Format },
): Promise<File> {
  return exportStates(ctx, actor, { ...input, states: NOT_SENT_STATES, name: 'notSent' })
}

/** Every recipient with its result, as a file. Throws NOT_FOUND. */
export function exportResults(
  ctx: EngineContext,
  actor: Actor,
  input: { campaignId: string; format: Format },
): Promise<File> {
  return exportStates(ctx, actor, { ...input, states: RECIPIENT_STATES, name: 'results' })
}

async function exportStates(
  ctx: EngineContext,
  actor: Actor,
  input: {
    campaignId: string
    format: Format
    states: readonly RecipientState[]
    name: 'notSent' | 'results'
  },
): Promise<File> {
  const campaign = findCampaign(ctx.db, actor, input.campaignId)
  const { locale, zone } = ctx.workspace()
  const words = locale.startsWith('es') ? es : en
  const table: ExportTable = {
    headers: Object.values(words.export.columns),
    rows: exportedRows(ctx, actor, campaign, input.states, words),
  }
  ctx.db.write((tx) =>
    ctx.audit.record(tx, {
      actor,
      action: `campaign.export_${input.name === 'notSent' ? 'not_sent' : 'results'}`,
      subjectType: 'campaign',
      subjectId: campaign.id,
      details: { format: input.format },
    }),
  )
  const date = localDateAt(zone, ctx.clock.now())
  const title = words.export.files[input.name]
  return asFile(ctx, {
    name: `${title} ${fileName(campaign.name)} ${date}`,
    format: input.format,
    locale,
    table,
  })
}

/** Writes a table and hands it over as a file; nothing stays behind on disk once it is read. */
export async function asFile(
  ctx: EngineContext,
  { name, format, locale, table }: { name: string; format: Format; locale: string; table: ExportTable },
): Promise<File> {
  const path = join(ctx.dirs.exports, `${ctx.ids.next()}.${format}`)
  try {
    if (format === 'csv') await writeCsv(path, table, { locale })
    else await writeXlsx(path, table, { sheet: name.slice(0, 31) })
    const blob = await openAsBlob(path)
    return new File([await blob.arrayBuffer()], `${name}.${format}`, { type: MEDIA[format] })
  } finally {
    await rm(path, { force: true })
  }
}

function fileName(text: string): string {
  return text
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80)
}

type Words = typeof es

async function* exportedRows(
  ctx: EngineContext,
  actor: Actor,
  campaign: CampaignsTable,
  states: readonly RecipientState[],
  words: Words,
): AsyncGenerator<ExportValue[]> {
  for (const state of states) {
    let cursor: string | undefined
    for (;;) {
      const rows = rowsOf(ctx.db, actor, { campaignId: campaign.id, limit: PAGE, state, cursor })
      for (const row of rows.slice(0, PAGE)) yield exported(row, campaign, words, ctx.workspace().locale)
      if (rows.length <= PAGE) break
      const last = rows[PAGE - 1]
      if (!last) break
      cursor = encodeCursor(keyOf(last, state))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

function keyOf(row: ListedRow, state: RecipientState): [string | number, number] {
  if (state === 'waiting') return [row.rank, row.id]
  if (state === 'excluded') return [row.excludedReason ?? '', row.id]
  return [row.reason ?? '', row.deliveryId ?? 0]
}

function exported(row: ListedRow, campaign: CampaignsTable, words: Words, locale: string): ExportValue[] {
  const item = toRecipient(row, campaign)
  const states: Record<string, string> = words.export.states
  const reasons: Record<string, string> = words.reason
  const at =
    item.at === null
      ? ''
      : new Intl.DateTimeFormat(locale, {
          dateStyle: 'short',
          timeStyle: 'medium',
          timeZone: campaign.zone ?? 'UTC',
        }).format(item.at)
  return [
    item.email,
    item.name,
    item.taxId,
    item.amount,
    item.amount?.currency ?? null,
    item.dueOn === null ? null : { date: item.dueOn },
    states[item.state] ?? item.state,
    item.reason === null ? '' : (reasons[item.reason] ?? item.reason),
    row.response ?? '',
    item.attempts,
    at,
  ]
}
